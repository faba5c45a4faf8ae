"""What the W3C Web Annotation Data Model demands (https://www.w3.org/TR/annotation-model/), over whole sites.

Each check is named after the section that it holds; ``MUST`` only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.built import BuiltSites

Json = dict[str, Any]
SITES = ("demo", "starter", "hostile")
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
TERMS = {
    "@context", "id", "type", "label", "total", "first", "partOf", "startIndex", "items", "motivation", "creator",
    "created", "modified", "body", "target", "source", "selector", "exact", "prefix", "suffix", "start", "end",
    "purpose", "format", "language", "value", "state", "sourceDate", "cached", "name", "homepage",
}  # fmt: skip
"""The keys that the published context gives a meaning to, as far as they are used here."""


class Text(HTMLParser):
    """The text stream of an article's page: docs/markup.md says what belongs to it."""

    VOID = frozenset({"br", "img", "hr", "wbr", "input", "source"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.depth = 0
        self.skipped = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag in self.VOID:
            return
        if self.depth or "data-article-text" in names:
            self.depth += 1
        if self.skipped or (self.depth and (tag == "button" or "data-no-text" in names)):
            self.skipped += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in self.VOID:
            return
        self.depth = max(0, self.depth - 1)
        self.skipped = max(0, self.skipped - 1)

    def handle_data(self, data: str) -> None:
        if self.depth and not self.skipped:
            self.parts.append(data)

    @property
    def stream(self) -> str:
        return " ".join("".join(self.parts).split())


@pytest.fixture(params=SITES)
def collections(request: pytest.FixtureRequest, built: BuiltSites) -> list[tuple[Path, Json]]:
    """Each collection of a site with its file."""
    files = sorted(built.build(request.param).rglob("annotations.jsonld"))
    assert files
    return [(file, json.loads(file.read_bytes())) for file in files]


def annotations(collections: list[tuple[Path, Json]]) -> Iterator[Json]:
    for _, collection in collections:
        yield from collection["first"]["items"]


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def every(collections: list[tuple[Path, Json]], kind: str) -> Iterator[Json]:
    """Give every object of a type, however deep."""

    def walk(value: Any) -> Iterator[Json]:
        if isinstance(value, list):
            for each in value:
                yield from walk(each)
        elif isinstance(value, dict):
            if kind in as_list(value.get("type", ())):
                yield value
            for each in value.values():
                yield from walk(each)

    for _, collection in collections:
        yield from walk(collection)


def test_3_1_an_annotation_has_one_id_and_the_class_annotation(collections: list[tuple[Path, Json]]) -> None:
    found = list(annotations(collections))
    assert all(isinstance(each["id"], str) and each["id"] for each in found)
    assert len({each["id"] for each in found}) == len(found)
    assert all("Annotation" in as_list(each["type"]) for each in found)


def test_3_1_the_context_is_the_one_of_the_model(collections: list[tuple[Path, Json]]) -> None:
    assert all(collection["@context"] == CONTEXT for _, collection in collections)


def test_3_1_an_annotation_has_a_target_and_bodies_are_no_bare_value(
    collections: list[tuple[Path, Json]],
) -> None:
    for each in annotations(collections):
        assert as_list(each["target"])
        assert "bodyValue" not in each


def test_3_2_4_a_textual_body_has_one_value(collections: list[tuple[Path, Json]]) -> None:
    for body in every(collections, "TextualBody"):
        assert isinstance(body["value"], str)
        assert body["value"]
        assert isinstance(body["format"], str)


def test_3_3_1_times_are_in_utc_with_z(collections: list[tuple[Path, Json]]) -> None:
    for each in annotations(collections):
        for name in ("created", "modified"):
            assert name not in each or UTC.fullmatch(each[name])
    for state in every(collections, "TimeState"):
        assert "sourceDate" not in state or UTC.fullmatch(state["sourceDate"])


def test_3_3_5_motivations_and_purposes_are_those_of_the_model(collections: list[tuple[Path, Json]]) -> None:
    for each in annotations(collections):
        assert set(as_list(each["motivation"])) <= MOTIVATIONS
        bodies = [body for body in as_list(each.get("body", [])) if isinstance(body, dict)]
        assert {body["purpose"] for body in bodies} <= MOTIVATIONS


def test_4_a_specific_resource_has_one_source(collections: list[tuple[Path, Json]]) -> None:
    for each in every(collections, "SpecificResource"):
        assert isinstance(each["source"], str)
        assert each["source"]


def test_4_2_4_a_quote_is_exact_and_its_seams_are_texts(collections: list[tuple[Path, Json]]) -> None:
    for each in every(collections, "TextQuoteSelector"):
        assert isinstance(each["exact"], str)
        assert each["exact"]
        assert all(isinstance(each.get(name, ""), str) for name in ("prefix", "suffix"))


def test_4_2_5_a_position_is_two_numbers_from_zero(collections: list[tuple[Path, Json]]) -> None:
    for each in every(collections, "TextPositionSelector"):
        assert isinstance(each["start"], int)
        assert 0 <= each["start"] < each["end"]


def test_4_2_each_selector_selects_its_text_and_only_that(collections: list[tuple[Path, Json]]) -> None:
    for file, collection in collections:
        html = (file.parent / "index.html").read_text("utf-8")
        stream = Text(html).stream
        for each in collection["first"]["items"]:
            for target in as_list(each["target"]):
                if isinstance(target, str) or len(target["selector"]) == 1:
                    continue  # the article as a whole, or its title or summary
                quote, position = target["selector"]
                exact = " ".join(quote["exact"].split())
                whole = " ".join(
                    f"{quote.get('prefix', '')}{quote['exact']}{quote.get('suffix', '')}".split()
                )
                places = [match.start() for match in re.finditer(f"(?={re.escape(whole)})", stream)]
                assert len(places) == 1, (each["id"], whole)
                assert exact in stream[places[0] :], each["id"]
                placed = stream[position["start"] : position["end"]]
                assert " ".join(placed.split()) == exact, each["id"]


def test_5_1_a_collection_has_its_class_its_label_and_its_first_page(
    collections: list[tuple[Path, Json]],
) -> None:
    for _, collection in collections:
        assert "AnnotationCollection" in as_list(collection["type"])
        assert collection["label"]
        assert collection["total"] == len(collection["first"]["items"]) > 0


def test_5_2_a_page_has_its_class_its_place_and_its_items(collections: list[tuple[Path, Json]]) -> None:
    for _, collection in collections:
        page = collection["first"]
        assert "AnnotationPage" in as_list(page["type"])
        assert page["partOf"] == collection["id"]
        assert page["startIndex"] == 0
        assert page["items"]
        assert "next" not in page


def test_no_key_is_lost_by_the_published_context(collections: list[tuple[Path, Json]]) -> None:
    def keys(value: Any) -> set[str]:
        if isinstance(value, list):
            return {key for each in value for key in keys(each)}
        if isinstance(value, dict):
            return set(value) | {key for each in value.values() for key in keys(each)}
        return set()

    assert {key for _, collection in collections for key in keys(collection)} <= TERMS
