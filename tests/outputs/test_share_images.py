from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import imagesize
import pytest

from site_gen.model import HistoryEntry, Publisher
from site_gen.outputs import share_images
from site_gen.outputs.share_images import plan_share_images, render_share_image, render_share_svg
from site_gen.outputs.theme import Theme
from site_gen.presenting.share_images import present_article_image, present_claim_image
from site_gen.presenting.share_views import ShareImageView
from site_gen.presenting.templating import Templates
from site_gen.support.structs import replace
from tests.built import ROOT
from tests.outputs.records import make_article, make_claim, make_site
from tests.outputs.standards import parse_xml
from tests.outputs.test_lettering import FONTS

TEMPLATES = Templates([ROOT / "templates"])
SVG = "{http://www.w3.org/2000/svg}"
CLAIM = make_claim("a", quote="Tea & <b>milk</b>", is_verbatim=True)
ARTICLE = make_article("tea", "2018-06-09", CLAIM, title="On tea", authors=("Ann", "Bob"))
SITE = replace(make_site(ARTICLE, publisher=Publisher("The Desk")), share_images=True)
THEME = Theme(TEMPLATES, None, FONTS)  # type: ignore[arg-type] - no assets are looked at
HOSTILE = (
    "",
    "]]></text><script>alert(1)</script>&amp;&bogus;",
    "\x00\x07\x1b\x85\ufffe\u202eevil\u2069",
    "supercalifragilistic" * 15,
    "🎉" * 50,
    "{{ 7 * 7 }}{% raw %}",
    "日本語",
)


def make_view(**more: Any) -> ShareImageView:
    return replace(present_claim_image(SITE, ARTICLE, CLAIM), **more)


def read(svg: str) -> str:
    """Give all text of a picture."""
    return " ".join("".join(text.itertext()) for text in parse_xml(svg.encode()).iter(f"{SVG}text"))


def test_a_claims_picture_says_verdict_words_claimant_and_site(with_cards: object) -> None:
    svg = render_share_svg(TEMPLATES, present_claim_image(SITE, ARTICLE, CLAIM), FONTS)
    shown = re.sub("[\u2066-\u2069]", "", read(svg))
    assert shown == "Inaccurate “Tea & <b>milk</b>” Ann · June 2018 Facts The Desk"
    assert "#a61b3c" in svg
    own = render_share_svg(TEMPLATES, make_view(colours={"bad": "#701010"}), FONTS)
    assert "#701010" in own
    assert "#a61b3c" not in own


def test_a_picture_of_what_was_withdrawn_gives_no_verdict() -> None:
    gone = replace(CLAIM, history=(HistoryEntry(dt.date(2018, 8, 2), "retraction", "We misread it."),))
    article = replace(ARTICLE, claims=(gone,), history=gone.history)
    view = present_claim_image(SITE, article, gone)
    assert (view.verdict, view.tone) == ("Withdrawn", "none")
    whole = present_article_image(SITE, article)
    assert (whole.text, whole.counts, whole.bar) == ("Withdrawn: On tea", "1 check withdrawn", ())


def test_an_articles_picture_counts_and_judges_nothing(with_cards: object) -> None:
    svg = render_share_svg(TEMPLATES, present_article_image(SITE, ARTICLE), FONTS)
    shown = re.sub("[\u2066-\u2069]", "", read(svg))
    assert shown == "On tea Ann and Bob · 9 June 2018 1 statement checked: 1 inaccurate Facts The Desk"


def test_neutral_words_are_no_quotation() -> None:
    view = present_claim_image(SITE, ARTICLE, replace(CLAIM, claim="Tea has milk"))
    assert (view.text, view.is_quote) == ("Tea has milk", False)


def test_no_text_breaks_the_picture(with_cards: object) -> None:
    for text, about, verdict, site in (HOSTILE[:4], HOSTILE[3:]):
        view = make_view(text=text, about=about, verdict=verdict, site=site)
        svg = render_share_svg(TEMPLATES, view, FONTS)
        assert not list(parse_xml(svg.encode()).iter(f"{SVG}script"))
        data = render_share_image(SITE, TEMPLATES, view, FONTS)
        assert imagesize.get(io.BytesIO(data)) == (1200, 630)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_is_drawn_outside_of_the_picture(with_cards: object, direction: str) -> None:
    svg = render_share_svg(TEMPLATES, make_view(text="word " * 200, direction=direction), FONTS)
    for text in parse_xml(svg.encode()).iter(f"{SVG}text"):
        assert 0 < float(text.get("x", "")) < 1200
        assert 0 < float(text.get("y", "")) < 630
        assert text.get("text-anchor") == ("end" if direction == "rtl" else "start") or "Desk" in "".join(
            text.itertext()
        )


def test_each_script_is_drawn_with_its_letters(with_cards: object) -> None:
    """A letter that is only a box would make words of one length look alike."""
    for one, other in (("कल", "पर"), ("قال", "حذف"), ("tea", "oat")):
        first, second = (
            render_share_image(SITE, TEMPLATES, make_view(text=text), FONTS) for text in (one, other)
        )
        assert first != second


def test_the_same_words_make_the_same_bytes(with_cards: object) -> None:
    view = make_view()
    assert len({render_share_image(SITE, TEMPLATES, view, FONTS) for _ in range(2)}) == 1


def test_a_picture_hangs_on_what_it_shows_and_on_nothing_else() -> None:
    def keys(claim: Any = CLAIM, **more: Any) -> list[str]:
        site = replace(make_site(replace(ARTICLE, claims=(claim,), **more)), share_images=True)
        return [output.key for output in plan_share_images(site, THEME)]

    article, claim = keys()
    assert keys(body_key="other", summary="Another summary") == [article, claim]
    assert keys(replace(CLAIM, summary="More is known."))[1] == claim
    assert keys(replace(CLAIM, quote="Milk"))[0] == article
    assert keys(replace(CLAIM, quote="Milk"))[1] != claim
    assert keys(title="On milk")[0] != article


def test_who_gets_a_picture() -> None:
    def addresses(site: Any) -> list[str]:
        return [output.address for output in plan_share_images(site, THEME)]

    assert addresses(SITE) == ["/cards/tea.png", "/cards/tea/a.png"]
    assert addresses(replace(SITE, share_images=False)) == []
    with_photo = replace(make_site(replace(ARTICLE, image="photo.jpg")), share_images=True)
    assert addresses(with_photo) == ["/cards/tea/a.png"]
    assert addresses(replace(make_site(ARTICLE, claim_pages=False), share_images=True)) == ["/cards/tea.png"]


def test_the_colours_are_those_of_the_pages() -> None:
    tokens = (ROOT / "static/css/10-tokens.css").read_text("utf-8").partition("@media")[0]
    template = (ROOT / "templates" / share_images.TEMPLATE).read_text("utf-8")
    for tone, colour in re.findall(r"--tone-(\w+): (#\w+);", tokens):
        assert tone == "note" or f'"{tone}": "{colour}"' in template, tone
