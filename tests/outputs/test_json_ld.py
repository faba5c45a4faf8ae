"""Our Web Annotations as a processor of JSON-LD reads them: a key that the context does not know would be gone."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from pyld import jsonld

from site_gen.outputs.webannotation import CONTEXT
from tests.built import BuiltSites
from tests.outputs.annotation_terms import CLASSES, MOTIVES, PROPERTIES, make_context
from tests.outputs.test_webannotation import annotate, make_site

Json = dict[str, Any]
KEYWORDS = {"@context", "id", "type"}


def load(url: str, _options: object) -> Json:
    """Give the context at its published address; nothing else is fetched from anywhere."""
    if url != CONTEXT:
        raise AssertionError(f"something else is asked for: {url}")
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": make_context(),
    }


def expand(document: Json) -> Json:
    """Give the one object of a document with all its names whole."""
    (expanded,) = jsonld.expand(document, {"documentLoader": load})
    return dict(expanded)


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def find_faults(written: Json, read: Json, path: str = "") -> Iterator[str]:
    """Give what of an object as written is missing, or is not whole, in it as read."""
    types = as_list(written.get("type", []))
    if read.get("@type", []) != [CLASSES.get(each) for each in types]:
        yield f"{path}/type: {types}"
    if "id" in written and read.get("@id") != written["id"]:
        yield f"{path}/id is not absolute: {written['id']}"  # else the processor would have left it
    for key in written.keys() - KEYWORDS:
        yield from find_value_faults(written[key], read.get(PROPERTIES.get(key, key)), f"{path}/{key}")


def find_value_faults(written: Any, read: list[Any] | None, path: str) -> Iterator[str]:
    if read is None:
        yield f"{path} is gone"
        return
    before, after = as_list(written), read[0].get("@list", read)
    if len(before) != len(after):
        yield f"{path} had {len(before)} values, has {len(after)}"
        return
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        if isinstance(old, dict):
            yield from find_faults(old, new, f"{path}/{number}")
        elif "@id" in new:
            if new["@id"] != MOTIVES.get(old, old) or not urlsplit(new["@id"]).scheme:
                yield f"{path}: {old} is no address"
        elif new["@value"] != old:
            yield f"{path}: {old} became {new['@value']}"


def find_keys(value: Any) -> set[str]:
    if isinstance(value, list):
        return {key for each in value for key in find_keys(each)}
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in find_keys(each)}
    return set()


@pytest.mark.parametrize("site", ["demo", "hostile"])
def test_no_term_of_a_collection_is_lost(built: BuiltSites, site: str) -> None:
    collections = [json.loads(file.read_bytes()) for file in built.build(site).rglob("annotations.jsonld")]
    assert collections
    for collection in collections:
        assert list(find_faults(collection, expand(collection))) == []


@pytest.mark.parametrize("site", ["demo", "hostile"])
def test_no_term_of_a_page_or_an_annotation_is_lost_where_it_is_taken_out(
    built: BuiltSites, site: str
) -> None:
    """It has the context of what it stood in, so it says the same alone."""
    for file in built.build(site).rglob("annotations.jsonld"):
        collection = json.loads(file.read_bytes())
        page = {"@context": collection["@context"], **collection["first"]}
        assert list(find_faults(page, expand(page))) == []
        for item in page["items"]:
            alone = {"@context": CONTEXT, **item}
            assert list(find_faults(alone, expand(alone))) == []


def test_each_term_is_read_as_what_it_is() -> None:
    collection = annotate(make_site())
    assert list(find_faults(collection, expand(collection))) == []
    assert find_keys(collection) - KEYWORDS >= PROPERTIES.keys() - {
        "homepage"
    }  # a publisher's; people are named
    published = {"type": "Organization", "name": "The Desk", "homepage": "https://example.org/"}
    collection["first"]["items"][0]["creator"] = published
    assert list(find_faults(collection, expand(collection))) == []


def test_a_term_that_the_context_does_not_know_is_found() -> None:
    good = annotate(make_site())
    for change, fault in (
        (lambda item: item.update(verdict="inaccurate"), "/verdict is gone"),
        (lambda item: item["body"][0].update(heading="…"), "/body/0/heading is gone"),
        (lambda item: item.update(type="Check"), "/type: ['Check']"),
        (lambda item: item.update(motivation="judging"), "/motivation: judging is no address"),
        (lambda item: item.update(id="/here"), "/id is not absolute: /here"),
    ):
        bad = copy.deepcopy(good)
        change(bad["first"]["items"][0])
        faults = list(find_faults(bad, expand(bad)))
        assert [each.removeprefix("/first/0/items/0") for each in faults] == [fault]


def test_nothing_else_is_fetched() -> None:
    with pytest.raises(jsonld.JsonLdError):
        expand({"@context": "https://example.org/context.jsonld", "id": "https://example.org/"})
