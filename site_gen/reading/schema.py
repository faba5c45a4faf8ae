"""Plain values -> shapes, with every error at once in plain words. Knows nothing of the nouns made of the shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, Literal, TypeVar

from pydantic_core import ValidationError

from site_gen.reading.claim_shapes import ClaimsFile, SharedSource
from site_gen.reading.describing import find_key_note, find_shape, find_short_form, keys_of
from site_gen.reading.kinds import Id, Shape
from site_gen.reading.list_advice import advise_entries
from site_gen.reading.nearest import find_nearest, name_choices, shorten
from site_gen.reading.nodes import MapNode, Node
from site_gen.reading.other_names import find_meant_key
from site_gen.reading.plain import Loc, PlainMap, find_key, find_place, make_plain
from site_gen.reading.site_shapes import ArticleFront, PageFront, SiteFile
from site_gen.reading.validators import validate
from site_gen.reading.values import ValueProblem, name_kind
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.structs import Struct

T = TypeVar("T", bound=Shape)

_UNKNOWN = "unexpected_keyword_argument"
"""How the validator calls a key that a shape does not have."""

FileKind = Literal["site", "article", "page", "claims", "sources"]
_FILES: dict[FileKind, Any] = {
    "site": SiteFile,
    "article": ArticleFront,
    "page": PageFront,
    "claims": ClaimsFile,
    "sources": dict[Id, SharedSource],
}


class Reading(Struct, Generic[T], frozen=True):
    """A map read as a shape."""

    value: T | None
    """None where it has errors and is not salvaged."""
    plain: PlainMap
    diagnostics: tuple[Diagnostic, ...] = ()
    wrong: frozenset[str] = frozenset()
    """The keys of the map that had errors, at any depth, or were missing."""
    unknown: frozenset[str] = frozenset()
    """Those of them that no such map has."""

    def speaks_of(self, key: str) -> bool:
        """Tell whether some error is about this key: about its value, or a misspelling of its name."""
        return key in self.wrong or any(_may_mean(each, key) for each in self.unknown)


def read_shape(
    shape: type[T], node: MapNode, *, hollow: Iterable[str] = (), salvage: Mapping[str, str] | None = None
) -> Reading[T]:
    """Read a map as a shape.

    ``hollow`` names keys whose lists and maps are read one by one elsewhere. With ``salvage`` a value is made
    of the keys without errors, so that one run can show what else is wrong; it says what stands in for
    required keys.
    """
    plain = make_plain(node, hollow)
    found = [*plain.diagnostics, *_find_unknown_empty(shape, plain)]
    try:
        return Reading(validate(shape, plain.values), plain, tuple(found))
    except ValidationError as problem:
        errors = problem.errors(include_url=False, include_input=True)
    typos = _find_typos(errors)
    found += [_explain(shape, node, each) for each in errors if each["loc"] not in typos]
    wrong = frozenset(str(each["loc"][0]) for each in errors if each["loc"])
    unknown = frozenset(
        str(each["loc"][0]) for each in errors if each["type"] == _UNKNOWN and len(each["loc"]) == 1
    )
    sound = {key: value for key, value in plain.values.items() if key not in wrong}
    value = None if salvage is None else validate(shape, {**salvage, **sound})
    return Reading(value, plain, tuple(found), wrong, unknown)


def _find_unknown_empty(shape: type[Shape], plain: PlainMap) -> Iterator[Diagnostic]:
    """What is left empty counts as absent, but only under a key that there is."""
    for loc in plain.dropped:
        owner = find_shape(shape, loc[:-1])
        if owner is not None and str(loc[-1]) not in keys_of(owner):
            yield _explain_unknown(owner, plain.node, loc)


def _explain_unknown(owner: type[Shape], node: Node, loc: Loc) -> Diagnostic:
    name = str(loc[-1])
    found = f"`{shorten(name)}` is not a key of {owner.noun}"
    meant = find_meant_key(name, keys_of(owner))
    hint = owner.not_here.get(name) or (
        f"did you mean `{meant}`?" if meant else name_choices(name, keys_of(owner))
    )
    return error("key-is-known", found, find_key(node, loc), hint)


def _may_mean(name: str, key: str) -> bool:
    """Tell whether a key that there is not is likely another one, misspelt or called otherwise."""
    return bool(find_meant_key(name, [key]) or find_nearest(name, [key]))


def _find_typos(errors: Iterable[Any]) -> set[Loc]:
    """Give the keys that are missing only because they are misspelt: the unknown key is the one problem."""
    found: set[Loc] = set()
    unknown = [each["loc"] for each in errors if each["type"] == _UNKNOWN]
    for loc in (each["loc"] for each in errors if each["type"] == "missing"):
        if any(other[:-1] == loc[:-1] and _may_mean(other[-1], loc[-1]) for other in unknown):
            found.add(loc)
    return found


def _explain(shape: type[Shape], node: Node, problem: Any) -> Diagnostic:
    """Put an error of the validator into our words, at its place."""
    loc: Loc = tuple(step for step in problem["loc"] if step != "[key]")
    name = next((step for step in reversed(loc) if isinstance(step, str)), "")
    cause = problem.get("ctx", {}).get("error")
    if isinstance(cause, ValueProblem):
        if "[key]" in problem["loc"]:
            return error(cause.code, cause.message, find_key(node, loc), cause.help)
        hint = cause.help or _example(shape, loc, name)
        return error(cause.code, f"`{name}`: {cause.message}", find_place(node, loc)[1], hint)
    if problem["type"] == "missing":
        return _explain_missing(shape, node, loc, name)
    if problem["type"] == _UNKNOWN:
        return _explain_unknown(find_shape(shape, loc[:-1]) or shape, node, loc)
    return _explain_kind(shape, node, loc, problem)


def _explain_kind(shape: type[Shape], node: Node, loc: Loc, problem: Any) -> Diagnostic:
    name = next((step for step in reversed(loc) if isinstance(step, str)), "")
    value = problem["input"]
    is_list = problem["type"] in {"tuple_type", "list_type"}
    hint = _example(shape, loc, name)
    if is_list and isinstance(value, str) and find_shape(shape, (*loc, 0)) is None:
        items = ", ".join(part.strip() for part in value.split(",") if part.strip())
        hint = f"write `{name}: [{shorten(items)}]`, or each entry on a line of its own that begins with `- `"
    elif is_list:
        advice = advise_entries(shape, loc, name, find_place(node, loc)[0])
        hint = advice or hint or "begin each entry with `- ` on a line of its own"
    else:
        hint = hint or "write each key with its value on a line of its own, indented by two more spaces"
    short = find_short_form(shape, loc)
    wanted = (f"{short} or " if short else "") + ("a list" if is_list else "keys with values")
    found = f"`{name}`: found {name_kind(value)}, expected {wanted}"
    return error("value-is-right-kind", found, find_place(node, loc)[1], hint)


def _explain_missing(shape: type[Shape], node: Node, loc: Loc, name: str) -> Diagnostic:
    owner = find_shape(shape, loc[:-1]) or shape
    around, place = find_place(node, loc[:-1])
    hint = _example(shape, loc, name)
    if isinstance(around, MapNode) and around.find(name) is not None:
        return error(
            "key-is-present", f"`{name}` is left empty, but {owner.noun} needs it", find_key(node, loc), hint
        )
    return error("key-is-present", f"{owner.noun} needs the key `{name}`", place, hint)


def _example(shape: type[Shape], loc: Loc, name: str) -> str:
    note = find_key_note(shape, loc)
    return f"for example: `{name}: {note.example}`" if note and note.example else ""


def file_shape(kind: FileKind) -> Any:
    """Give the shape of a kind of file, for the reference page."""
    return _FILES[kind]
