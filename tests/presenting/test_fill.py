from __future__ import annotations

import re

from markupsafe import Markup

from site_gen.model import Article, Body, Site
from site_gen.presenting.fill import drop_ids, fill, link_back, make_fillers
from site_gen.presenting.page import make_page
from site_gen.presenting.subjects import Subjects, make_edition
from site_gen.support.slots import make_slot
from site_gen.support.structs import replace
from tests.presenting.examples import ARTICLE, BODY, CAATSA, CONFIG, RECORD, SITE, mark, ref


def filled(site: Site = SITE, article: Article = ARTICLE, body: Body = BODY) -> str:
    page = make_page(site, RECORD.address)
    return fill(
        body.html,
        make_fillers(page, RECORD.address, Subjects(page, make_edition(page.site, RECORD, article, body))),
    )


def test_the_first_claim_underlines_and_all_tones_are_told() -> None:
    body = replace(BODY, html=mark("deal january", "words"))
    assert 'class="mark tone-good" data-tone="good bad"' in filled(body=body)


def test_words_say_the_language_on_which_their_claims_agree() -> None:
    def marked(*ids: str, **languages: str) -> str:
        claims = tuple(replace(claim, language=languages.get(claim.id)) for claim in ARTICLE.claims)
        return filled(
            article=replace(ARTICLE, claims=claims), body=replace(BODY, html=mark(" ".join(ids), "x"))
        )

    assert ' lang="ru"' in marked("deal", "january", deal="ru", january="ru")
    assert " lang=" not in marked("deal", "january", deal="ru")
    assert " lang=" not in marked("deal", deal="en")
    assert ' lang="ru"' in marked("deal", "caatsa", deal="ru")


def test_words_that_only_a_note_covers_have_no_tone() -> None:
    assert filled(body=replace(BODY, html=mark("caatsa", "x"))) == (
        '<mark data-claim="caatsa" class="mark mark-note">x</mark>'
    )


def test_the_first_place_has_a_button_that_opens_the_card() -> None:
    html = filled(body=replace(BODY, html=ref("january")))
    assert (
        '<button type="button" class="ref tone-bad" id="ref-january" data-claim-ref="january" '
        'popovertarget="card-january" aria-label="Check 1: Inaccurate">1</button>'
        '<a hidden class="ref tone-bad" href="#claim-january" aria-label="Check 1: Inaccurate">1</a>'
    ) in html


def test_further_places_link_to_the_record() -> None:
    html = filled(body=replace(BODY, html=ref("deal", 2)))
    assert 'id="ref-deal-2" data-claim-ref="deal" data-no-text href="#claim-deal"' in html
    assert 'aria-label="Check 2: Accurate">2</a>' in html


def test_notes_have_letters() -> None:
    html = filled(body=replace(BODY, html=ref("caatsa")))
    assert 'class="ref ref-note"' in html
    assert 'aria-label="Note a: An act of 2017">a</button>' in html


def test_a_heading_cannot_break_out_of_its_attribute() -> None:
    article = replace(ARTICLE, notes=(replace(CAATSA, title='"><b>'),))
    assert "<b>" not in filled(article=article, body=replace(BODY, html=ref("caatsa")))


def test_a_note_on_another_page_leads_back_and_keeps_its_footnotes() -> None:
    note = '<a href="#claim-x">x</a> <a href="#fn-%C3%A9">1</a> <li id="fn-é">one</li>'
    back = link_back(Markup(note), "../a&b/")  # noqa: S704 - the text above
    assert back == note.replace('"#claim-x"', '"../a&amp;b/#claim-x"')


def test_marking_leaves_the_text_as_it_is() -> None:
    shown = re.sub(r"<(span|button)\b[^>]*data-no-text>.*?</\1>", "", filled())
    shown = re.sub(r"<[^>]+>", "", shown)
    assert shown.startswith("In January, under CAATSA, a deal and a deal.\n")
    assert "\u2060" not in shown


def test_the_same_words_have_a_link_relative_to_the_page() -> None:
    assert '<a href="../../about/#h-team">us</a>' in filled()
    assert '<img src="ship.jpg" width="640" height="480" alt="A ship">' in filled()


def test_links_of_a_portable_site_name_files() -> None:
    assert 'href="../../about/index.html#h-team"' in filled(replace(SITE, portable=True))


def test_a_broken_link_leads_nowhere() -> None:
    body = replace(BODY, html=f'<a href="{make_slot("href", "content/gone.md")}">x</a>')
    assert filled(body=body) == '<a href="#">x</a>'


def test_an_address_is_escaped() -> None:
    body = replace(BODY, html=f'<a href="{make_slot("href", "/about/?a=1&copy=2")}">x</a>')
    assert 'href="../../about/?a=1&amp;copy=2"' in filled(body=body)


def test_a_claim_that_may_not_be_shown_leaves_no_trace() -> None:
    hidden = replace(ARTICLE.claims[0], state="draft")
    article = replace(ARTICLE, claims=(hidden, *ARTICLE.claims[1:]))
    html = filled(article=article)
    assert "ref-january" not in html
    assert "tone-bad" not in html
    assert "ref-january" in filled(replace(SITE, config=CONFIG, drafts=True), article)


def test_a_copy_has_no_ids() -> None:
    html = fill('<p id="a" class="b">an id=&quot;c&quot;</p>', {})
    assert drop_ids(html) == '<p class="b">an id=&quot;c&quot;</p>'
