"""The reference page ``docs/format.md``, made of the shapes: every key of every file. Touches no disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from inspect import cleandoc

from site_gen.model import Rating
from site_gen.reading.describing import KeyDoc, describe_keys, find_shapes, shape_anchor, shape_title
from site_gen.reading.kinds import Shape
from site_gen.reading.names import CSP_DIRECTIVES
from site_gen.reading.scale import DEFAULT_RATINGS
from site_gen.reading.schema import FileKind, file_shape

_INTRODUCTION = """\
<!-- Made by scripts/make_docs.py from the shapes in site_gen/reading: change those, then run it. -->

# The files that you write

Every key of every file, what it takes and what it means. A key that is not listed is an error that names
the nearest one; a key that begins with `x-` is yours: it is given to templates, and neither checked nor
exported. An optional key that is left empty counts as absent. Your editor can complete and explain all of
this while you type: [let it help](write.md#let-your-editor-help).

| File | What it is |
|---|---|
| `site.yaml` | [the site](#siteyaml) |
| `content/articles/<name>.md` | an article: [front matter](#front-matter-of-an-article), then Markdown |
| `content/articles/<name>.claims.yaml` | [its claims and context notes](#claims-file) |
| `content/pages/<name>.md` | a page of the site: [front matter](#front-matter-of-a-page), then Markdown |
| `content/sources.yaml` | [sources used by several articles](#contentsourcesyaml) |

Files are UTF-8. A claims file belongs to the article of the same name in the same folder. Folders below
`content/articles/` are for order and do not change addresses. Files whose name begins with a dot or with
`README` are passed over; every other file is used or named in a message.

## What values look like
"""

_VALUES = (
    (
        "text",
        "Words; line ends become spaces. With a colon or quotation marks inside: write it below `>-`.",
    ),
    ("Markdown", "Text below `|`, each line indented."),
    (
        "id",
        "Letters and digits of any script in lower case, single hyphens, at most 80: `january-sanctions`.",
    ),
    ("day", "Year, month and day: `2018-06-05`."),
    ("day, month or year", "`2018-06-05`, `2018-06` or `2018`: as precise as is known, and shown so."),
    (
        "day, time and zone",
        "`2026-11-22 06:00 +05:30`, `2026-11-22 06:00 Asia/Kolkata` or `2026-11-22T00:30Z`.",
    ),
    ("`true` or `false`", "Also `yes` or `no`."),
    ("language tag", "`en`, `hi`, `pt-BR`, `sr-Latn` (BCP 47)."),
    ("web address", "Whole, with `https://`."),
    ("address", "A web address, `mailto:…`, `tel:…`, or relative."),
    ("colour", '`"#rrggbb"`, between quotation marks, since ` #` begins a comment.'),
    ("origin", "`https://media.example.org`, `https://*.example.org`, `data:` or `blob:`."),
    ("list", "`[one, two]`, or each entry on a line of its own that begins with `- `."),
    ("keys", "Each key on a line of its own, indented; or `{key: value, key: value}`."),
    ("map", "As keys, with names of your own."),
)

_FILES: tuple[tuple[FileKind, str], ...] = (
    ("site", "`site.yaml`"),
    ("article", "Front matter of an article"),
    ("page", "Front matter of a page"),
    ("claims", "Claims file"),
    ("sources", "`content/sources.yaml`"),
)


def render_reference() -> str:
    """Render the reference page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _INTRODUCTION
    yield from _table(("Value", "How to write it"), _VALUES)
    seen: list[type[Shape]] = []
    for kind, heading in _FILES:
        shapes = [each for each in find_shapes(file_shape(kind)) if each not in seen]
        seen += shapes
        if kind == "sources":
            yield from ("", f"## {heading}", "", "A map: an id, a colon, and below it the keys of a")
            yield "[source](#source), or its address alone. A claims file's own `sources` are looked up first."
            continue
        for index, shape in enumerate(shapes):
            level = "##" if index == 0 else "###"
            yield from ("", f"{level} {heading if index == 0 else shape_title(shape)}", "")
            yield from _render_shape(shape, seen)
        if kind == "site":
            yield from ("", "### The scale from the start", "")
            yield from _table(("id", "label", "value", "tone", "meaning"), map(_rating_row, DEFAULT_RATINGS))
            yield from (
                "",
                "Directives for `csp`: " + ", ".join(f"`{name}`" for name in CSP_DIRECTIVES) + ".",
            )


def _rating_row(rating: Rating) -> Sequence[str]:
    value = "–" if rating.value is None else str(rating.value)
    return f"`{rating.id}`", rating.label, value, f"`{rating.tone}`", rating.meaning


def _render_shape(shape: type[Shape], shown: Sequence[type[Shape]]) -> Iterator[str]:
    """Render the table of a shape; of one that adds to another one on the page only what it adds."""
    base = shape.__mro__[1] if shape.__mro__[1] in shown else None
    yield cleandoc(shape.__doc__ or "")
    if base is not None:
        yield f"It has all keys of [{shape_title(base).lower()}](#{shape_anchor(base)}), and these:"
    yield ""
    known = {key.name for key in describe_keys(base)} if base is not None else set()
    keys = [key for key in describe_keys(shape) if key.name not in known]
    yield from _table(("Key", "Value", "Default", "Meaning", "Example"), map(_key_row, keys))


def _key_row(key: KeyDoc) -> Sequence[str]:
    default = "**required**" if key.required else f"`{key.default}`" if key.default else "–"
    example = f"`{key.note.example}`" if key.note.example else ""
    return f"`{key.name}`", key.value, default, key.note.meaning, example


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
