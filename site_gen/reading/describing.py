"""What the shapes say of themselves: their keys, the shapes below them, the words for the reference page.

Knows nothing of files and validation.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from site_gen.reading.kinds import Key, Kind, OrText, Shape, key_of
from site_gen.reading.plain import Loc
from site_gen.support.structs import Struct, fields


class KeyDoc(Struct, frozen=True):
    """One key of a shape, as the reference page shows it."""

    name: str
    value: str
    """What it takes, in words."""
    required: bool
    default: str
    note: Key


def _hints(shape: Any) -> dict[str, Any]:
    return _read_hints(shape)


@cache
def _read_hints(shape: Any) -> dict[str, Any]:
    return {key_of(each.name): each.type for each in fields(shape)}


def keys_of(shape: type[Shape]) -> tuple[str, ...]:
    """Give the keys of a shape in order."""
    return tuple(_hints(shape))


def find_shape(shape: Any, loc: Loc) -> type[Shape] | None:
    """Find the shape at a key path below another."""
    hint = _follow(shape, loc)
    bare = _bare(hint)
    return bare if isinstance(bare, type) and issubclass(bare, Shape) else None


def find_key_note(shape: Any, loc: Loc) -> Key | None:
    """Find what is said of the key that a key path ends in, or of the list that it leads into."""
    while loc and isinstance(loc[-1], int):
        loc = loc[:-1]
    hint = _follow(shape, loc)
    return next((each for each in _notes(hint) if isinstance(each, Key)), None)


def find_short_form(shape: Any, loc: Loc) -> str:
    """Give what one text may be where a key path wants a list or keys; empty where it may not be one."""
    return next((each.name for each in _notes(_follow(shape, loc)) if isinstance(each, OrText)), "")


def _follow(hint: Any, loc: Loc) -> Any:
    for step in loc:
        bare = _bare(hint)
        if get_origin(bare) is tuple:
            hint = get_args(bare)[0]
        elif get_origin(bare) is dict:
            hint = get_args(bare)[1]
        elif isinstance(bare, type) and issubclass(bare, Shape):
            hint = _hints(bare).get(str(step))
        else:
            return None
    return hint


def _bare(hint: Any) -> Any:
    """Take off what is said of a type, and that it may be absent."""
    while True:
        if get_origin(hint) is Annotated:
            hint = get_args(hint)[0]
        elif get_origin(hint) in (Union, UnionType):
            hint = next(each for each in get_args(hint) if each is not NoneType)
        else:
            return hint


def _notes(hint: Any) -> Iterator[Any]:
    """Give all that is said of a type, the innermost first."""
    if get_origin(hint) is Annotated:
        inner, *notes = get_args(hint)
        yield from _notes(inner)
        yield from notes
    elif get_origin(hint) in (Union, UnionType):
        for each in get_args(hint):
            yield from _notes(each)


def describe_keys(shape: type[Shape]) -> tuple[KeyDoc, ...]:
    """Describe each key of a shape."""
    docs = []
    for each in fields(shape):
        note = next(note for note in _notes(each.type) if isinstance(note, Key))
        default = "" if each.required else _default(each.default)
        docs.append(KeyDoc(key_of(each.name), describe_value(each.type), each.required, default, note))
    return tuple(docs)


def _default(value: object) -> str:
    if value is None or value == ():
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def describe_value(hint: Any) -> str:
    """Say in words what a type takes, in Markdown; shapes are links to their tables."""
    kind = next((each for each in _notes(hint) if isinstance(each, Kind)), None)
    if kind is not None:
        words = kind.schema.get("enum") if kind.name != "`true` or `false`" else None
        return ", ".join(f"`{word}`" for word in words) if words else kind.name
    bare = _bare(hint)
    or_text = next((each for each in _notes(hint) if isinstance(each, OrText)), None)
    lead = f"{or_text.name}, or " if or_text else ""
    if get_origin(bare) is tuple:
        return f"{lead}list: {describe_value(get_args(bare)[0])}"
    if get_origin(bare) is dict:
        key, value = get_args(bare)
        return f"{lead}map: {describe_value(key)} → {describe_value(value)}"
    return f"{lead}[keys](#{shape_anchor(bare)})"


def shape_anchor(shape: type[Shape]) -> str:
    """Give the id that a reader of Markdown files makes of a shape's heading."""
    return shape_title(shape).lower().replace(" ", "-").replace("'", "")


def shape_title(shape: type[Shape]) -> str:
    """Give the heading of a shape: what messages call it, without its article and marks."""
    words = shape.noun.replace("`", "").split()
    return " ".join(words[1:] if words[0] in {"a", "an", "the"} else words).capitalize()


def find_shapes(hint: Any) -> list[type[Shape]]:
    """Give a shape and all below it, each once, in order of first use."""
    found: list[type[Shape]] = []

    def visit(each: Any) -> None:
        bare = _bare(each)
        if isinstance(bare, type) and issubclass(bare, Shape):
            if bare not in found:
                found.append(bare)
                for below in _hints(bare).values():
                    visit(below)
        else:
            for below in get_args(bare):
                visit(below)

    visit(hint)
    return found
