from __future__ import annotations

from typing import Any, get_args

import jsonschema
import pytest
import yaml

from site_gen.reading.describing import describe_keys, find_shapes
from site_gen.reading.json_schema import json_schema
from site_gen.reading.schema import FileKind, file_shape

KINDS: tuple[FileKind, ...] = get_args(FileKind)

SAMPLES: dict[str, str] = {
    "site": "title: T\nratings:\n  - {id: a, label: A, meaning: m, tone: good, value: 1}\n"
    "nav: [about, {label: L, url: /x/}]\n"
    "publisher: P\nrules: {claim-has-sources: warn}\ncolours: {good: {light: '#000', dark: '#ffffff'}}\nx-desk: 1\n",
    "article": "title: T\ndate: '2018-06-05'\nauthor: A\ntags: [a]\n"
    "draft: false\noriginal: https://example.org\nupdated:\n",
    "page": "title: T\n",
    "claims": "defaults: {claimant: N, said: 2018}\nsources: {a: {title: A, url: https://example.org}}\nclaims:\n"
    "  - id: a\n    state: draft\n    quotes: [x, {quote: y, occurrence: 1}]\n    said: 2018\n"
    "    sources: [a, {ref: a, locator: 3}]\n"
    "    checked_by: [A]\n    confidence: high\n    note:\n    tags:\n"
    "notes:\n  - {id: b, quote: x, occurrence: 2 of 5, title: T}\n",
    "sources": "a: {title: A, url: https://example.org, published: 2018}\nb: https://example.org\nx-desk: 1\n",
}


def validate(kind: FileKind, value: Any) -> list[str]:
    validator = jsonschema.Draft7Validator(json_schema(kind))
    return [error.json_path for error in validator.iter_errors(value)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_for_editors_takes_right_files(kind: FileKind) -> None:
    jsonschema.Draft7Validator.check_schema(json_schema(kind))
    # Editors read YAML 1.2: booleans and numbers are values, and a file may also quote every one of them.
    assert not validate(kind, yaml.safe_load(SAMPLES[kind]))


@pytest.mark.parametrize(
    ("kind", "text", "place"),
    [
        ("site", "tagline: x\n", "$"),
        ("site", "title: T\ntitel: x\n", "$"),
        ("article", "title: T\ndate: soon\n", "$.date"),
        ("claims", "claims:\n  - {quote: x}\n", "$.claims[0]"),
        ("claims", "claims:\n  - {id: a, state: draft, confidence: very}\n", "$.claims[0].confidence"),
        ("sources", "a: {titel: A}\n", "$.a"),
    ],
)
def test_the_schema_for_editors_refuses_wrong_files(kind: FileKind, text: str, place: str) -> None:
    assert set(validate(kind, yaml.safe_load(text))) == {place}


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_says_what_it_means(kind: FileKind) -> None:
    for shape in find_shapes(file_shape(kind)):
        assert shape.__doc__
        for key in describe_keys(shape):
            assert key.note.meaning.endswith("."), (shape, key.name)
            assert key.value


def test_all_keys_are_those_of_the_specification() -> None:
    """The keys that the format promises, so that none is lost on the way."""
    keys = {
        shape.__name__: {key.name for key in describe_keys(shape)}
        for shape in find_shapes(file_shape("claims"))
    }
    anchor = {
        "id",
        "quote",
        "prefix",
        "suffix",
        "occurrence",
        "quotes",
        "on",
        "state",
        "note",
        "sources",
        "language",
    }
    assert keys["ClaimShape"] == anchor | {
        *("status", "summary", "reason", "claim", "claimant", "said", "appearance", "confidence", "checked"),
        *("checked_by", "reviewed_by", "review_by", "same_as", "tags", "history"),
    }
    assert keys["NoteShape"] == anchor | {"title", "summary"}
    assert keys["SourceShape"] == {
        *("title", "url", "locator", "anonymous", "publisher", "author", "published", "accessed", "archived"),
        *("kind", "stance", "quote", "language"),
    }
