from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_gen.authoring.entries import NewEntry, NewSource
from site_gen.authoring.insert import Added, Refused, add_entry, make_insertion
from site_gen.authoring.opened import Opened
from site_gen.building.look import check_site
from site_gen.building.results import BuildOptions
from site_gen.model import Config, Occurrence
from site_gen.reading.scale import DEFAULT_RATINGS
from site_gen.reading.sources import SharedSources
from site_gen.support.files import digest
from site_gen.support.locations import TextFile

ARTICLE = """\
---
title: The river and the bridge
date: 2026-05-04
summary: A bridge was closed.
---

## Cost

The bridge was *closed* for **nine weeks** in spring. It cost a lot, said [the
mayor](https://example.org) on Monday. It cost a lot again in 2019.

> “We opened it – at last”, she said. See [these words](#) and [the end](#cost).

    it cost a lot
"""
PATH = "content/articles/river.md"
CLAIMS = "content/articles/river.claims.yaml"

# One file shape each. Every one is read without an error and holds at most the ids below.
OLD = """- id: old
  quote: in spring
  status: accurate
  summary: It was.
"""
SHAPES = {
    "no file": None,
    "empty": "",
    "one line end": "\n",
    "comments alone": "# To be checked: the costs.\n# And the year.\n",
    "no list yet": "claims:\n",
    "no list yet, with comments": "claims: # none so far\n  # - id: example\n  #   quote: x\n\n# The end.\n",
    "brackets": "claims: []\n",
    "brackets with comments": "# Top.\nclaims: [ ]   # none\nnotes: []\n# end",
    "brackets on two lines": "claims: [\n  # nothing\n]\n",
    "indented": "claims:\n" + "".join(f"  {line}\n" for line in OLD.splitlines()) + "\n# The end.\n",
    "unindented": f"claims:\n{OLD}# The end.\n",
    "deeply indented": "claims:\n" + "".join(f"      {line}\n" for line in OLD.splitlines()),
    "wide dash": "claims:\n  -   id: old\n      quote: in spring\n      state: draft\n",
    "dash alone": "claims:\n  -\n    id: old\n    quote: in spring\n    state: draft\n",
    "braces in a list": "claims:\n  - {id: old, quote: in spring, state: draft} # so far\n",
    "flow list": "claims: [{id: old, quote: in spring, state: draft}]\n",
    "flow list, trailing comma": "claims: [\n  {id: old, quote: in spring, state: draft}, # so far\n]\nnotes: []\n",
    "all in braces": "{claims: [{id: old, quote: in spring, state: draft}]}\n",
    "empty braces": "{}\n",
    "JSON": '{"claims": [{"id": "old", "quote": "in spring", "state": "draft"}], "notes": []}',
    "notes alone": "notes:\n  - id: old\n    quote: in spring\n    title: Spring\n",
    "notes alone, unindented": "notes:\n- id: old\n  quote: in spring\n  title: Spring\n# The end\n",
    "notes first": "notes:\n  - {id: old, quote: in spring, title: Spring}\n# Now the claims.\nclaims:\n",
    "defaults first": "# yaml-language-server: $schema=x\ndefaults:\n  claimant: A. Name\n\n# Claims\nclaims:\n",
    "text that keeps its blank lines": "claims:\n  - id: old\n    quote: in spring\n    state: draft\n"
    "    note: |+\n      Words.\n\n\n# The end.\nnotes: []\n",
    "text at the end": "claims:\n  - id: old\n    quote: in spring\n    state: draft\n    note: |\n      Words.",
    "folded text at the end": "claims:\n  - id: old\n    state: draft\n    quote: >-\n      in\n\n      spring\n\n\n",
    "text over lines": "claims:\n  - id: old\n    state: draft\n    quote: in\n      spring\n",
    "quotation marks over lines": 'claims:\n  - id: old\n    state: draft\n    quote: "in\n      spring" # here\n',
    "own keys": "x-desk: {a: [1, 2]}\nclaims:\n  - id: old\n    quote: in spring\n    state: draft\n    x-mail: a@b\n",
    "an empty key last": "claims:\n  - id: old\n    quote: in spring\n    state: draft\n    summary:\n",
    "comments of an entry": "claims:\n  - id: old\n    quote: in spring\n    state: draft\n    # ask again\n\n"
    "  # - id: later\n\nnotes:\n",
    "comment behind the dash": "claims:\n  - # first\n    id: old\n    quote: in spring\n    state: draft\n",
    "comment in the first column": "claims:\n  - {id: old, quote: in spring, state: draft}\n# second\n"
    "  - {id: older, quote: nine weeks, state: draft}\n# third?\n",
    "comments below a text": "claims:\n  - id: old\n    state: draft\n    quote: in spring\n    note: |\n"
    "      words\n    # c\n   # d\n\n\n# end",
    "sources below": "claims:\n  - id: old\n    state: draft\n    quote: in spring\n    sources:\n    - a\n"
    "sources:\n  a: {title: A, url: https://a.example}\n",
    "directive": "%YAML 1.2\n---\nclaims:\n  - {id: old, quote: in spring, state: draft}\n",
    "brackets before the end of the document": "claims: []\n...\n",
    "line ends of old computers": "claims:\r  - id: old\r    quote: in spring\r    state: draft\r",
    "document marks": "---\nclaims:\n  - id: old\n    quote: in spring\n    state: draft\n...\n",
    "byte order mark": "\ufeffclaims:\n  - id: old\n    quote: in spring\n    state: draft\n",
    "byte order mark and brackets": "\ufeffclaims: [{id: old, quote: in spring, state: draft}]\n",
    "byte order mark alone": "\ufeff",
    "Windows": "# c\r\nclaims:\r\n  - id: old\r\n    quote: in spring\r\n    state: draft\r\n\r\nnotes:\r\n",
    "Windows without an end": "claims:\r\n  - id: old\r\n    quote: in spring\r\n    state: draft",
    "mixed line ends": "claims:\r\n  - id: old\n    quote: in spring\r    state: draft\n",
    "two with a blank line": "claims:\n  - id: old\n    quote: in spring\n    state: draft\n\n"
    "  - id: older\n    quote: nine weeks\n    state: draft\n",
    "two without": "claims:\n  - id: old\n    quote: in spring\n    state: draft\n"
    "  - id: older\n    quote: nine weeks\n    state: draft\n",
    "wide letters and signs": "claims:\n  - id: old\n    quote: in spring\n    state: draft\n"
    "    summary: 会議は延期 👩‍🚀 नदी # x\n    x-a: [\u2028]\n",
    "root indented": "  claims:\n    - id: old\n      quote: in spring\n      state: draft\n",
}

ODD = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]),
        st.sampled_from("\n\t :#-?!'\"[]{},&*|>%@`\\~\u00a0“”…\u200b\u2028\ufeff"),
    ),
    max_size=60,
)
LONG = st.lists(st.sampled_from(["word", "a:", "#b", '"c"', "- d", "'", "é", "नदी", "{e}"]), max_size=40).map(
    " ".join
)
TEXTS = st.one_of(
    ODD, LONG, st.sampled_from(["no", "null", "~", "1:30", "- x", "x: y", "2018", "*b*", "'", '"'])
)


def opened(text: str | None) -> Opened:
    config = Config("Test", DEFAULT_RATINGS)
    digest_ = "" if text is None else digest(text.encode())
    return Opened(PATH, CLAIMS, TextFile(PATH, ARTICLE), text or "", digest_, config, SharedSources())


def is_kept(old: str, new: str) -> bool:
    """Tell whether ``new`` is ``old`` with one stretch put in somewhere."""
    return any(new.startswith(old[:at]) and new.endswith(old[at:]) for at in range(len(old) + 1))


def values_of(text: str) -> dict[str, Any]:
    loaded = yaml.load(text.removeprefix("\ufeff"), yaml.BaseLoader)  # noqa: S506 - texts alone
    assert isinstance(loaded, dict)
    return loaded


@given(
    shape=st.sampled_from(sorted(SHAPES)),
    summary=TEXTS,
    note=TEXTS,
    title=TEXTS,
    reason=TEXTS,
    kind=st.sampled_from(["claim", "note"]),
)
def test_any_text_comes_back_from_any_file_and_every_other_byte_stays(
    shape: str, summary: str, note: str, title: str, reason: str, kind: Any
) -> None:
    old = SHAPES[shape]
    entry = NewEntry(
        kind=kind,
        quote="It cost a lot, said the mayor",
        summary=summary,
        note=note,
        title=title if kind == "note" else "",
        reason=reason if kind == "claim" else "",
        status="inaccurate" if kind == "claim" else "",
        source=NewSource(url="https://example.org/a?b=c#d", title=title),
        state=None if title.strip() else "draft",  # what is published has no bare address
    )
    insertion = make_insertion(opened(old), [entry])
    assert not isinstance(insertion, Refused), insertion
    section = "claims" if kind == "claim" else "notes"
    new = values_of(insertion.text)[section][-1]
    assert new["quote"] == "It cost a lot, said the mayor"
    given_ = {
        "summary": " ".join(summary.split()),
        "reason": " ".join(reason.split()) if kind == "claim" else "",
    }
    if kind == "note":
        given_["title"] = " ".join(title.split())
    for key, value in given_.items():
        assert new.get(key, "") == value, key
    lines = [line if line.strip() else "" for line in note.split("\n")]
    assert new.get("note", "").rstrip() == "\n".join(lines).strip("\n").rstrip()
    address, heading = "https://example.org/a?b=c#d", " ".join(title.split())
    assert new["sources"] == [{"title": heading, "url": address} if heading else address]
    is_swapped = old is not None and "[ ]" in old.replace("[]", "[ ]")
    assert is_swapped or is_kept(old or "", insertion.text)
    if old and old != "\ufeff":
        assert insertion.text.endswith(("\n", "\r")) == old.endswith(("\n", "\r"))
        if "\r\n" in old and "mixed" not in shape:
            assert "\n" not in insertion.text.replace("\r\n", "")


@pytest.mark.parametrize("shape", SHAPES)
def test_two_more_entries_fit_behind_each_other(shape: str) -> None:
    entries = [
        NewEntry(quote="nine weeks"),
        NewEntry(kind="note", quote="the mayor", title="Mayor"),
        NewEntry(on="title"),
    ]
    insertion = make_insertion(opened(SHAPES[shape]), entries)
    assert not isinstance(insertion, Refused)
    values = values_of(insertion.text)
    assert [each["id"] for each in values["claims"][-2:]] == ["nine-weeks", "the-river-and-the-bridge"]
    assert values["notes"][-1]["id"] == "the-mayor"


# What is written for words of every sort


def add_to(text: str | None, **keys: Any) -> str:
    insertion = make_insertion(opened(text), [NewEntry(**keys)])
    assert not isinstance(insertion, Refused), insertion
    return insertion.text


def refuse(text: str | None, **keys: Any) -> Refused:
    refused = make_insertion(opened(text), [NewEntry(**keys)])
    assert isinstance(refused, Refused)
    return refused


def test_a_plain_sentence_becomes_a_draft() -> None:
    assert add_to(None, quote="The bridge was closed") == (
        "claims:\n  - id: the-bridge-was-closed\n    quote: >-\n      The bridge was closed\n"
        "    state: draft\n    status:\n    summary:\n"
    )


def test_what_has_status_and_summary_is_published() -> None:
    written = add_to(
        None, quote="nine weeks", status="inaccurate", summary="Four weeks.", claimant="A. Mayor"
    )
    assert written == (
        "claims:\n  - id: nine-weeks\n    quote: >-\n      nine weeks\n    status: inaccurate\n"
        "    summary: Four weeks.\n    claimant: A. Mayor\n"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "closed for nine weeks in spring. It cost a lot, said the mayor on Monday",
        "*closed* for **nine weeks** in spring. It cost a lot, said [the\nmayor](https://example.org) on Monday",
    ],
)
def test_words_across_emphasis_and_a_link_are_quoted_as_readers_see_them(typed: str) -> None:
    claim = values_of(add_to(None, quote=typed))["claims"][0]
    assert claim["quote"] == "closed for nine weeks in spring. It cost a lot, said the mayor on Monday"
    assert claim["id"] == "closed-for-nine-weeks-in-spring-it-cost"


def test_words_that_occur_twice_need_a_choice_and_get_what_tells_them_apart() -> None:
    refused = refuse(None, quote="It cost a lot")
    assert [each.code for each in refused.diagnostics] == ["quote-is-unique"]
    assert [(place.prefix, place.suffix) for place in refused.places] == [("", ","), ("", " again")]
    chosen = values_of(add_to(None, quote="It cost a lot", occurrence=Occurrence(2)))["claims"][0]
    assert chosen["suffix"] == " again"
    assert "occurrence" not in chosen
    selected = values_of(
        add_to(None, quote="It cost a lot", prefix="said the mayor on Monday. ", suffix=" again in 2019.")
    )
    assert selected["claims"][0]["suffix"] == " again"


def test_all_places_stay_all_places() -> None:
    assert (
        values_of(add_to(None, quote="It cost a lot", occurrence=Occurrence(None)))["claims"][0]["occurrence"]
        == "all"
    )


def test_a_text_that_says_the_same_on_and_on_is_counted() -> None:
    again = Opened(
        PATH,
        CLAIMS,
        TextFile(PATH, "---\ntitle: T\ndate: 2026-01-01\n---\n" + "so " * 4000),
        "",
        "",
        Config("Test", DEFAULT_RATINGS),
        SharedSources(),
    )
    insertion = make_insertion(again, [NewEntry(quote="so", occurrence=Occurrence(2000))])
    assert not isinstance(insertion, Refused)
    claim = values_of(insertion.text)["claims"][0]
    assert claim["occurrence"] == "2000 of 4000" or len(claim["prefix"]) > 1000


def test_a_quote_that_is_not_there_is_refused_with_what_is_near() -> None:
    refused = refuse(None, quote="The bridge was open for nine weeks")
    assert [each.code for each in refused.diagnostics] == ["quote-is-found"]
    assert refused.nearest == "The bridge was closed for nine weeks"
    assert not refuse(None, quote="Zebras").nearest


def test_words_in_a_block_of_code_are_refused() -> None:
    code = ARTICLE.replace("It cost a lot", "It was dear")
    article = Opened(
        PATH, CLAIMS, TextFile(PATH, code), "", "", Config("T", DEFAULT_RATINGS), SharedSources()
    )
    refused = make_insertion(article, [NewEntry(quote="it cost a lot")])
    assert isinstance(refused, Refused)
    assert refused.diagnostics[0].code == "quote-is-outside-code"


@pytest.mark.parametrize("on", ["title", "summary"])
def test_title_and_summary_can_be_quoted(on: Any) -> None:
    quoted = "bridge" if on == "title" else "A bridge was closed"
    assert values_of(add_to(None, quote=quoted, on=on))["claims"][0]["on"] == on
    whole = values_of(add_to(None, on=on))["claims"][0]
    assert "quote" not in whole


def test_a_claim_about_the_whole_has_no_quote() -> None:
    claim = values_of(add_to(None, on="article", summary="All of it."))["claims"][0]
    assert claim["on"] == "article"
    assert claim["id"] == "all-of-it"
    assert refuse(None, on="article", quote="nine weeks").diagnostics[0].code == "quote-is-given-once"


def test_ids_are_new_and_are_no_heading() -> None:
    assert values_of(add_to(None, quote="nine weeks"))["claims"][0]["id"] == "nine-weeks"
    taken = "notes:\n  - id: nine-weeks\n    quote: in spring\n    title: x\n"
    assert values_of(add_to(taken, quote="nine weeks"))["claims"][0]["id"] == "nine-weeks-2"
    assert values_of(add_to(None, quote="cost", occurrence=Occurrence(1)))["claims"][0]["id"] == "cost-2"
    claim = values_of(add_to(None, quote="nine weeks", id="heading"))["claims"][0]
    assert claim["id"] == "heading"
    assert [each.code for each in refuse(taken, quote="nine weeks", id="nine-weeks").diagnostics] == [
        "id-is-unique"
    ]
    assert refuse(None, quote="nine weeks", id="Nine Weeks").diagnostics[0].help == "write `nine-weeks`"


def test_an_id_that_words_of_the_article_are_marked_with_is_not_made_up() -> None:
    marked = ARTICLE.replace("[these words](#)", "[these words](#nine-weeks)")
    article = Opened(
        PATH, CLAIMS, TextFile(PATH, marked), "", "", Config("T", DEFAULT_RATINGS), SharedSources()
    )
    insertion = make_insertion(article, [NewEntry(quote="nine weeks")])
    assert not isinstance(insertion, Refused)
    assert insertion.added[0].id == "nine-weeks-2"


def test_words_that_the_article_marks_with_an_id_need_no_quote() -> None:
    marked = ARTICLE.replace("[these words](#)", "[these words](#words)")
    article = Opened(
        PATH, CLAIMS, TextFile(PATH, marked), "", "", Config("T", DEFAULT_RATINGS), SharedSources()
    )
    insertion = make_insertion(article, [NewEntry(id="words")])
    assert not isinstance(insertion, Refused)
    assert "quote" not in values_of(insertion.text)["claims"][0]
    assert refuse(None, id="words").diagnostics[0].code == "quote-has-words"


def test_every_slip_in_what_was_typed_is_told_at_once() -> None:
    refused = refuse(
        None, quote=" ", id="A B", status="wrong", title="x", source=NewSource(url="example.org")
    )
    codes = [each.code for each in refused.diagnostics]
    assert codes == ["id-is-slug", "status-is-known", "key-is-known", "url-is-web-address", "quote-has-words"]
    assert {each.span.line for each in refused.diagnostics} == {0}


def test_a_label_is_told_its_rating() -> None:
    refused = refuse(None, quote="nine weeks", status="Mostly accurate")
    assert refused.diagnostics[0].help == "did you mean `mostly-accurate`?"


def test_a_sign_that_no_text_may_hold_is_refused() -> None:
    refused = refuse(None, quote="nine weeks", summary="a\x07b")
    assert refused.diagnostics
    assert "cannot be shown" in refused.diagnostics[0].message


def test_a_file_with_slips_is_left_alone_and_they_are_told() -> None:
    refused = refuse("claims:\n  - id: a\n    quote: He said: x: y\n", quote="nine weeks")
    assert refused.diagnostics[0].code.startswith("yaml-")
    assert refused.diagnostics[0].span.line == 3


def test_other_entries_with_errors_are_no_hindrance() -> None:
    old = "claims:\n  - id: a\n    quote: not there at all\n    status: bad\n"
    assert "nine-weeks" in add_to(old, quote="nine weeks")


def test_others_on_the_same_words_are_named() -> None:
    old = "claims:\n  - {id: a, quote: nine weeks, state: draft}\n"
    insertion = make_insertion(opened(old), [NewEntry(quote="nine weeks")])
    assert not isinstance(insertion, Refused)
    assert insertion.added[0].neighbours == ("a",)
    assert insertion.added[0].line == 4


def test_words_marked_in_the_article_with_the_id_are_not_quoted_too() -> None:
    marked = ARTICLE.replace("[these words](#)", "[these words](#words)")
    article = Opened(
        PATH, CLAIMS, TextFile(PATH, marked), "", "", Config("T", DEFAULT_RATINGS), SharedSources()
    )
    refused = make_insertion(article, [NewEntry(quote="nine weeks", id="words")])
    assert isinstance(refused, Refused)
    assert refused.diagnostics[0].code == "claim-is-anchored-once"


def test_a_form_that_nothing_can_be_added_to_is_left_alone_and_the_lines_are_given() -> None:
    refused = refuse("{claims: , notes: []}\n", quote="nine weeks")
    assert [each.code for each in refused.diagnostics] == ["file-can-be-added-to"]
    assert refused.to_paste.startswith("claims:\n  - id: nine-weeks\n")


# On the disk


@pytest.fixture
def root(make_site: Callable[..., Path]) -> Path:
    return make_site({"site.yaml": "title: T\nbase_url: https://example.org/\n", PATH: ARTICLE})


def test_what_is_written_builds(root: Path, options: BuildOptions) -> None:
    for keys in (
        {"quote": "nine weeks"},
        {"quote": "in spring", "status": "accurate", "summary": "Yes: so."},
    ):
        assert isinstance(add_entry(root, PATH, NewEntry(**keys)), Added)
    assert not check_site(root, options).diagnostics


def test_a_file_that_changed_meanwhile_is_left_alone(root: Path) -> None:
    (root / CLAIMS).write_text("claims: []\n", "utf-8")
    seen = digest((root / CLAIMS).read_bytes())
    (root / CLAIMS).write_text("claims: [] # mine\n", "utf-8")
    for expected in (seen, ""):
        refused = add_entry(root, PATH, NewEntry(quote="nine weeks"), expected_digest=expected)
        assert isinstance(refused, Refused)
        assert refused.diagnostics[0].code == "file-is-unchanged"
    assert (root / CLAIMS).read_text("utf-8") == "claims: [] # mine\n"
    now = digest((root / CLAIMS).read_bytes())
    assert isinstance(add_entry(root, PATH, NewEntry(quote="nine weeks"), expected_digest=now), Added)


def test_a_file_that_appeared_meanwhile_is_left_alone(root: Path) -> None:
    assert isinstance(add_entry(root, PATH, NewEntry(quote="nine weeks"), expected_digest=""), Added)
    refused = add_entry(root, PATH, NewEntry(quote="in spring"), expected_digest="")
    assert isinstance(refused, Refused)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_a_link_stays_a_link_and_modes_stay(root: Path) -> None:
    real = root / "content/articles/kept.yaml"
    real.write_text("claims: []\n", "utf-8")
    real.chmod(0o640)
    (root / CLAIMS).symlink_to("kept.yaml")
    assert isinstance(add_entry(root, PATH, NewEntry(quote="nine weeks")), Added)
    assert (root / CLAIMS).is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert "nine-weeks" in real.read_text("utf-8")


def test_a_file_in_another_encoding_is_left_alone(root: Path) -> None:
    (root / CLAIMS).write_bytes("claims: [] # é\n".encode("latin-1"))
    refused = add_entry(root, PATH, NewEntry(quote="nine weeks"))
    assert isinstance(refused, Refused)
    assert refused.diagnostics[0].code == "file-is-utf8"


@pytest.mark.parametrize("name", ["river.claims.yml", "river.claims.yaml.txt"])
def test_a_claims_file_under_another_name_is_told_and_not_joined_by_a_second_one(
    root: Path, name: str
) -> None:
    (root / "content/articles" / name).write_text("claims: []\n", "utf-8")
    refused = add_entry(root, PATH, NewEntry(quote="nine weeks"))
    assert isinstance(refused, Refused)
    assert [each.code for each in refused.diagnostics] == ["file-name-is-right"]
    assert not (root / CLAIMS).exists()
