"""The schemas against files as editors read them: YAML 1.2, where only numbers, true, false and null are no texts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
import yaml

from site_gen.authoring.modeline import make_modeline, schema_name
from site_gen.authoring.schemas import render_schema, write_schemas
from site_gen.authoring.starter import STARTER
from site_gen.reading.config import load_config
from site_gen.reading.file_names import CLAIMS_ENDING
from site_gen.reading.scale import DEFAULT_RATINGS
from site_gen.reading.schema import FileKind
from site_gen.support.errors import UsageError
from site_gen.support.explanations import find_codes, load_explanation

ROOT = Path(__file__).parents[2]
INVALID = ROOT / "tests/invalid"
KINDS: tuple[FileKind, ...] = get_args(FileKind)


class EditorLoader(yaml.SafeLoader):
    """Reads as editors do."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]*\.[0-9]+", "-+.0123456789"),
    ("null", r"null|~|", ["n", "~", ""]),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first)
    )


def kind_of(path: Path) -> FileKind | None:
    """Tell which schema a file of a site is for."""
    if path.name == "site.yaml":
        return "site"
    if path.name == "sources.yaml":
        return "sources"
    if path.name.endswith(CLAIMS_ENDING):
        return "claims"
    if path.suffix == ".md" and "content" in path.parts:
        return "page" if "pages" in path.parts else "article"
    return None


def load(path: Path) -> Any:
    """Give what an editor reads; of Markdown the front matter."""
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        text = text.split("---\n")[1] if text.startswith("---\n") else ""
    return yaml.load(text, EditorLoader)  # noqa: S506 - a safe one


def validate(root: Path) -> dict[str, list[str]]:
    """Give what the schemas refuse in a site, by file."""
    config = load_config(root)[0]
    ratings = config.ratings if config and config.ratings else DEFAULT_RATINGS
    found = {}
    for path in sorted(root.rglob("*")):
        kind = kind_of(path.relative_to(root)) if path.is_file() else None
        if kind is None:
            continue
        validator = jsonschema.Draft7Validator(json.loads(render_schema(kind, ratings)))
        value = load(path)
        errors = [each.json_path for each in validator.iter_errors({} if value is None else value)]
        found[path.relative_to(root).as_posix()] = errors
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_and_says_who_made_it(kind: FileKind) -> None:
    schema = json.loads(render_schema(kind, DEFAULT_RATINGS))
    jsonschema.Draft7Validator.check_schema(schema)
    assert "site-gen schema" in schema["$comment"]
    assert next(iter(schema)) == "$schema"


def test_every_key_can_be_hovered_over() -> None:
    for kind in KINDS:
        schema = json.loads(render_schema(kind, DEFAULT_RATINGS))
        shapes = [schema, *schema.get("definitions", {}).values()]
        for shape in shapes:
            for key, value in shape.get("properties", {}).items():
                assert value["description"], (kind, key)
            assert "properties" not in shape or shape["additionalProperties"] is False


@pytest.mark.parametrize("root", [ROOT, STARTER], ids=["the demo", "the starter"])
def test_right_sites_are_accepted(root: Path, tmp_path: Path) -> None:
    # The checkout is more than the demo.
    for name in ("site.yaml", "content"):
        (tmp_path / name).symlink_to(root / name)
    files = [path for path in (root / "content").rglob("*") if kind_of(path.relative_to(root))]
    assert len(files) >= 3
    for path in (root / "site.yaml", *files):
        kind = kind_of(path.relative_to(root))
        assert kind
        schema = json.loads(render_schema(kind, DEFAULT_RATINGS))
        problems = list(jsonschema.Draft7Validator(schema).iter_errors(load(path)))
        assert not problems, (path, problems[0].message)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("site", "titel: T\n"),
        ("site", "title: T\nratings: {a: b}\n"),
        ("site", "title: T\nrules: {claim-has-source: error}\n"),
        ("site", "title: T\nrules: {quote-is-found: warn}\n"),
        ("site", "title: T\nrules: {claim-has-sources: eror}\n"),
        ("site", "title: T\nnav: [{label: L, adress: /x/}]\n"),
        ("article", "titel: T\n"),
        ("article", "title: T\ndate: 5 May\n"),
        ("article", "title: T\noriginal: {titel: x}\n"),
        ("page", "title: T\ndate: 2026-01-01\n"),
        ("claims", "claim: []\n"),
        ("claims", "claims: [{id: a, statsu: accurate}]\n"),
        ("claims", "claims: [{id: a, status: acurate}]\n"),
        ("claims", "claims: [{quote: a}]\n"),
        ("claims", "claims: [{id: a, sources: [{titel: x}]}]\n"),
        ("claims", "notes: [{id: a, status: accurate}]\n"),
        ("claims", "claims: [{id: a, occurrence: second}]\n"),
        ("sources", "a: {titel: x}\n"),
    ],
)
def test_a_typing_slip_is_refused(kind: FileKind, text: str) -> None:
    schema = json.loads(render_schema(kind, DEFAULT_RATINGS))
    value = yaml.load(text, EditorLoader)  # noqa: S506 - a safe one
    assert list(jsonschema.Draft7Validator(schema).iter_errors(value))


def test_the_rules_that_may_be_set_are_offered_with_their_meaning() -> None:
    rules = json.loads(render_schema("site", DEFAULT_RATINGS))["properties"]["rules"]["properties"]
    assert set(rules) == {code for code in find_codes() if load_explanation(code).can_be_set}
    assert (
        "From the start: warn. It compares with `value`, otherwise 1."
        in rules["claim-has-sources"]["description"]
    )
    text = "title: T\nrules: {claim-has-sources: {level: error, value: 2}, picture-has-alt: ignore}\n"
    schema = json.loads(render_schema("site", DEFAULT_RATINGS))
    value = yaml.load(text, EditorLoader)  # noqa: S506 - a safe one
    assert not list(jsonschema.Draft7Validator(schema).iter_errors(value))


OF_SHAPE = re.compile(
    r"(?:error|warning)\[(key-is-known|choice-is-known|date-\S+|value-is-right-kind|key-is-present|status-is-known|"
    r"language-is-tag|colour-is-hex|switch-is-true-or-false|number-is-whole|occurrence-is-valid|same-as-is-claim)\]"
)
BEYOND_A_SCHEMA = {
    "article-publish-after-zone": "which names of time zones there are",
    "claim-occurrence-out-of-range": "that one number is larger than another",
}
"""Cases with such a message that a schema cannot tell from right ones, with the reason."""


@pytest.mark.parametrize("name", sorted(path.name for path in INVALID.iterdir() if path.is_dir()))
def test_what_is_wrong_in_shape_is_refused_in_the_editor_too(name: str) -> None:
    expected = (INVALID / name / "expected.txt").read_text("utf-8")
    if not OF_SHAPE.search(expected) or name in BEYOND_A_SCHEMA:
        return
    if re.search(r"\[(?:yaml|file|front-matter)-", expected):
        return  # an editor says of these that they are no YAML at all
    assert any(validate(INVALID / name).values()), expected


def test_a_file_of_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / schema_name("page")).write_text("{}", "utf-8")
    with pytest.raises(UsageError, match=r"page\.schema\.json is there already"):
        write_schemas(tmp_path, DEFAULT_RATINGS)
    assert [path.name for path in tmp_path.iterdir()] == [schema_name("page")]
    (tmp_path / schema_name("page")).unlink()
    assert len(write_schemas(tmp_path, DEFAULT_RATINGS)) == len(KINDS)
    assert len(write_schemas(tmp_path, DEFAULT_RATINGS)) == len(KINDS)


def test_a_modeline_leads_up_to_the_schemas() -> None:
    assert make_modeline("site.yaml", "site").endswith("$schema=schemas/site.schema.json")
    deep = make_modeline("content/articles/a/b/x.claims.yaml", "claims")
    assert deep.endswith("$schema=../../../../schemas/claims.schema.json")
