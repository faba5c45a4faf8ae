"""The JSON Schemas that editors read, made of the same shapes as all reading, and written into the site."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from site_gen.authoring.modeline import schema_name
from site_gen.model import Rating
from site_gen.reading.json_schema import json_schema
from site_gen.reading.schema import FileKind
from site_gen.support.errors import OutputError, UsageError
from site_gen.support.explanations import Explanation, find_codes, load_explanation
from site_gen.support.files import read_bytes, write_file

_KINDS: tuple[FileKind, ...] = get_args(FileKind)
_MARK = "Made by `site-gen schema`, which writes it anew."
_TITLES: dict[FileKind, str] = {
    "site": "site.yaml",
    "article": "Front matter of an article",
    "page": "Front matter of a page",
    "claims": "Claims and context notes of an article",
    "sources": "Sources of several articles",
}


def render_schema(kind: FileKind, ratings: Sequence[Rating]) -> str:
    """Render the schema of a kind of file as JSON; ``ratings`` is the site's scale, offered as ``status``."""
    head = {"$comment": _MARK, "title": _TITLES[kind]}
    schema = json_schema(kind)
    dialect = {"$schema": schema.pop("$schema")}
    if kind == "site":
        _offer_rules(schema["properties"]["rules"])
    if kind == "claims":
        _offer_ratings(schema["definitions"], ratings)
    return json.dumps({**dialect, **head, **schema}, ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path, ratings: Sequence[Rating]) -> list[Path]:
    """Write all schemas into ``folder``; give their paths.

    Raises UsageError where a file of that name is somebody else's, OutputError where one cannot be written.
    """
    texts = {folder / schema_name(kind): render_schema(kind, ratings) for kind in _KINDS}
    for path in texts:
        if path.exists() and not _is_ours(path):
            raise UsageError(
                f"{path} is there already, and was not made by site-gen",
                "move it away, or name another folder: site-gen schema --output DIR",
            )
    for path, text in texts.items():
        try:
            write_file(path, text.encode())
        except OSError as problem:
            raise OutputError(f"cannot write {path}: {problem.strerror}") from problem
    return list(texts)


def _is_ours(path: Path) -> bool:
    return path.is_file() and _MARK.encode() in read_bytes(path)


def _offer_rules(key: dict[str, Any]) -> None:
    """Let editors offer the codes that may be set, each with its meaning and what it takes, and refuse others."""
    key.pop("additionalProperties")
    key["properties"] = {code: _describe_rule(load_explanation(code)) for code in find_codes()}
    key["properties"] = {code: each for code, each in key["properties"].items() if each}
    key["additionalProperties"] = False


def _describe_rule(rule: Explanation) -> dict[str, Any]:
    if not rule.can_be_set:
        return {}
    levels = ["error", "warn"] if rule.floor else ["error", "warn", "ignore"]
    start = rule.level or "warn"
    compares = f" It compares with `value`, otherwise {rule.value}." if rule.takes else ""
    return {
        "description": f"{rule.summary} From the start: {start}.{compares}",
        "anyOf": [{"type": "string", "enum": levels}, {"$ref": "#/definitions/RuleShape"}],
    }


def _offer_ratings(definitions: dict[str, Any], ratings: Sequence[Rating]) -> None:
    """Let editors offer the ratings as ``status``, each with its meaning, and refuse others."""
    ids = [rating.id for rating in ratings]
    key = definitions["ClaimShape"]["properties"]["status"]
    key.pop("type")
    key["description"] += " These are the ratings that the site had when site-gen schema was last run."
    key["enum"] = [*ids, None]
    key["markdownEnumDescriptions"] = [f"{rating.label}: {rating.meaning}" for rating in ratings] + [
        "Not decided yet: for drafts."
    ]
