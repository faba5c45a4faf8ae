"""A claim or note that is to be written: what somebody gave for it, and its lines as YAML. Touches no disk."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal

from site_gen.anchoring.locate import Located
from site_gen.authoring.yaml_text import (
    even_out,
    render_flow,
    render_inline,
    render_line,
    render_markdown,
    render_words,
    squeeze,
)
from site_gen.model import Occurrence, On, QuoteSelector, State
from site_gen.support.structs import Struct, field

Kind = Literal["claim", "note"]
_Style = Literal["bare", "line", "words", "seam", "markdown"]
"""``bare``: as it is, or nothing at all."""


class NewSource(Struct, frozen=True, kw_only=True):
    """The evidence that comes with a new entry."""

    url: str = ""
    title: str = ""
    accessed: datetime.date | None = None
    """The day on which it was read."""


class NewEntry(Struct, frozen=True, kw_only=True):
    """What somebody says of words of an article. An empty text counts as not given."""

    kind: Kind = "claim"
    id: str = ""
    """Made of the quote where it is empty."""
    on: On = "body"
    quote: str = ""
    """Words as they stand in the article, or in its Markdown."""
    prefix: str = ""
    """Words before them, where they stand in several places. What is written may be shorter."""
    suffix: str = ""
    occurrence: Occurrence | None = None
    status: str = ""
    summary: str = ""
    title: str = ""
    """Of a note."""
    note: str = ""
    """Markdown."""
    reason: str = ""
    claimant: str = ""
    """A name."""
    said: str = ""
    """A day, a month or a year."""
    appearance: str = ""
    """Where it was said: an address or a title."""
    source: NewSource = field(default_factory=NewSource)
    state: State | None = None
    """None: published where all that this needs is there, else a draft."""

    @property
    def lacks(self) -> tuple[str, ...]:
        """The keys that are missing for publication."""
        if self.kind == "note":
            return () if any(map(str.strip, (self.title, self.summary, self.note))) else ("title",)
        return tuple(key for key in ("status", "summary") if not getattr(self, key).strip())

    @property
    def final_state(self) -> State:
        """The state that it is written with."""
        return "draft" if self.lacks and self.state != "review" else self.state or "published"


def make_selector(entry: NewEntry, place: QuoteSelector) -> QuoteSelector:
    """Give what selects the words of an entry; ``place`` lends its span."""
    return QuoteSelector(
        place.span, entry.quote or None, entry.prefix or None, entry.suffix or None, entry.occurrence
    )


class Field(Struct, frozen=True):
    """A key of an entry with its text."""

    key: str
    text: str
    style: _Style


def make_fields(entry: NewEntry, id_: str, located: Located | None) -> tuple[Field, ...]:
    """Give the keys of an entry in the order of the format; ``located`` is None where it is about the whole."""
    return tuple(each for each in _all_fields(entry, id_, located) if each.text or each.style == "bare")


def _all_fields(entry: NewEntry, id_: str, located: Located | None) -> Iterator[Field]:
    yield Field("id", id_, "line")
    if located is not None and entry.quote.strip():
        yield Field("quote", located.exact, "words")
        yield Field("prefix", located.prefix, "seam")
        yield Field("suffix", located.suffix, "seam")
        yield Field("occurrence", _say_occurrence(located.occurrence), "line")
    yield Field("on", "" if entry.on == "body" else entry.on, "line")
    state = entry.final_state
    yield Field("state", "" if state == "published" else state, "line")
    if entry.kind == "claim":
        # Left empty in a draft: a place to go on writing.
        yield Field("status", squeeze(entry.status), "bare" if "status" in entry.lacks else "line")
        yield Field("summary", squeeze(entry.summary), "bare" if "summary" in entry.lacks else "line")
        yield Field("claimant", squeeze(entry.claimant), "line")
        if entry.said.strip():
            yield Field("said", entry.said.strip(), "bare")
        yield Field("appearance", squeeze(entry.appearance), "line")
    else:
        yield Field("title", squeeze(entry.title), "bare" if entry.lacks else "line")
        yield Field("summary", squeeze(entry.summary), "line")
    yield Field("note", even_out(entry.note), "markdown")
    if entry.kind == "claim":
        yield Field("reason", squeeze(entry.reason), "line")


def _say_occurrence(occurrence: Occurrence | None) -> str:
    if occurrence is None:
        return ""
    if occurrence.index is None:
        return "all"
    return f"{occurrence.index} of {occurrence.of}" if occurrence.of else str(occurrence.index)


def _source_fields(source: NewSource) -> tuple[Field, ...]:
    fields = (Field("title", squeeze(source.title), "line"), Field("url", source.url.strip(), "line"))
    given = tuple(each for each in fields if each.text)
    if len(given) < 2 or source.accessed is None:  # beside an address alone nothing else may stand
        return given
    return (*given, Field("accessed", source.accessed.isoformat(), "bare"))


def render_block(entry: NewEntry, fields: tuple[Field, ...], dash_column: int, gap: str = " ") -> list[str]:
    """Give the lines of an entry of a list: a dash in its column, ``gap``, then each key on lines of its own."""
    column = dash_column + 1 + len(gap)
    lines = [line for each in fields for line in _indent_rest(_render_field(each, column), column)]
    lines += _render_source(entry.source, column)
    return [f"{' ' * dash_column}-{gap}{lines[0].lstrip(' ')}", *lines[1:]]


def _render_source(source: NewSource, column: int) -> list[str]:
    fields = _source_fields(source)
    if not fields:
        return []
    head, dash = f"{' ' * column}sources:", f"{' ' * (column + 2)}- "
    if len(fields) == 1:  # an address alone
        return [head, dash + render_inline(fields[0].text) + _remember_day(source)]
    lines = [line for each in fields for line in _indent_rest(_render_field(each, column + 4), column + 4)]
    return [head, dash + lines[0].lstrip(" "), *lines[1:]]


def _remember_day(source: NewSource) -> str:
    """Give the day as a comment, for whoever adds the title: beside an address alone no key may stand."""
    if not source.url.strip() or source.accessed is None:
        return ""
    return f"  # accessed: {source.accessed.isoformat()}; its title is missing"


def render_one_line(entry: NewEntry, fields: tuple[Field, ...]) -> str:
    """Give an entry between braces, on one line."""
    parts = [f"{each.key}: {_render_in_braces(each)}".rstrip() for each in fields if each.text]
    sources = _source_fields(entry.source)
    if sources:
        inner = ", ".join(f"{each.key}: {_render_in_braces(each)}" for each in sources)
        parts.append(
            f"sources: [{{{inner}}}]" if len(sources) > 1 else f"sources: [{render_flow(sources[0].text)}]"
        )
    return "{" + ", ".join(parts) + "}"


def _render_field(each: Field, column: int) -> list[str]:
    if each.style == "bare":
        return [f"{each.key}: {each.text}".rstrip()]
    if each.style == "words":
        return render_words(each.key, each.text, column)
    if each.style == "markdown":
        return render_markdown(each.key, each.text, column)
    if each.style == "seam":
        return [f"{each.key}: {render_flow(each.text)}"]
    return render_line(each.key, each.text, column)


def _render_in_braces(each: Field) -> str:
    if each.style == "bare":
        return each.text
    plain = render_inline(each.text)
    is_word = plain == each.text and each.text.replace("-", "").isalnum()
    return plain if is_word else render_flow(each.text)


def _indent_rest(lines: list[str], column: int) -> list[str]:
    """Indent the line of the key; those below it are indented already."""
    return [f"{' ' * column}{lines[0]}", *lines[1:]]
