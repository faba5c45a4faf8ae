"""YAML text to nodes that know their places. The only importer of yaml; knows nothing of fields.

Slips that writers of prose make are mended on the way, see ``slips``; one run shows all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

import yaml

from site_gen.reading.nodes import Entry, ListNode, MapNode, Mend, Node, ScalarNode, Style, YamlDoc
from site_gen.reading.recovery import Reading, recover
from site_gen.reading.sheet import Sheet, make_sheet
from site_gen.reading.yaml_errors import Complaint
from site_gen.reading.yaml_keys import FREE_TEXT_KEYS, KNOWN_KEYS
from site_gen.reading.yaml_lines import quote_text, read_shape
from site_gen.support.diagnostics import Diagnostic, error, sort_diagnostics, warning
from site_gen.support.locations import Place, Span, TextFile
from site_gen.support.structs import Struct, field

__all__ = [
    "Entry",
    "ListNode",
    "MapNode",
    "Mend",
    "Node",
    "ScalarNode",
    "YamlDoc",
    "apply_mends",
    "parse_yaml",
]

MAX_NODES = 200_000
MAX_DEPTH = 12
_MANY_WORDS = 5
_Loader: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLOCKS = frozenset({"literal", "folded"})
_At: TypeAlias = tuple[int, int, int, int]
"""Row and column of a beginning, row and column of an end, from 0."""
_KEYS = {key: key for key in KNOWN_KEYS}
"""One text for each known key, however often it stands in a file: found and kept more quickly than equal ones."""
_STYLES: dict[str | None, Style] = {"'": "single", '"': "double", "|": "literal", ">": "folded"}


def parse_yaml(file: TextFile, first_line: int = 1, last_line: int | None = None) -> YamlDoc:
    """Read the lines ``first_line`` to ``last_line`` (inclusive) of a file; spans count in the whole file.

    Never raises for what stands in the file. An entry that cannot be read is left out, with an error.
    """
    sheet, problems = make_sheet(file, first_line, last_line)
    if sheet is None:
        return YamlDoc(None, tuple(problems))
    reading = _read_nodes(sheet)
    if reading.is_clear or reading.is_over_limit:
        return YamlDoc(reading.root, tuple(sort_diagnostics([*problems, *reading.diagnostics])))
    return recover(sheet, problems, _read_nodes)


def apply_mends(text: str, mends: Iterable[Mend]) -> str:
    """Give ``text`` with the mends written in; line ends, byte order mark and every other line stay.

    A line that no longer is as it was when its mend was found stays too.
    """
    by_line = {mend.line: mend for mend in mends}
    pieces = re.split(r"(\r\n|\r|\n)", text)
    common_end = pieces[1] if len(pieces) > 1 else "\n"
    for index in range(0, len(pieces), 2):
        mend = by_line.get(index // 2 + 1)
        mark = "\ufeff" if index == 0 and text.startswith("\ufeff") else ""
        if mend is not None and pieces[index] == mark + mend.old:
            end = pieces[index + 1] if index + 1 < len(pieces) else common_end
            pieces[index] = mark + end.join(mend.new)
    return "".join(pieces)


def _read_nodes(sheet: Sheet) -> Reading:
    """Read a sheet as it stands, up to the first thing that cannot be read."""
    composer = _Composer(sheet)
    loader = _Loader("\n".join([*sheet.lines, ""]))
    try:
        composer.take_all(loader.get_event)
    except yaml.MarkedYAMLError as problem:
        return composer.finish(_make_complaint(problem, len(sheet.lines)))
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        return composer.finish(Complaint(str(problem), 0, 0, 0, 0))
    finally:
        loader.dispose()
    return composer.finish()


def _make_complaint(problem: yaml.MarkedYAMLError, end: int) -> Complaint:
    mark = problem.problem_mark or problem.context_mark
    begun = problem.context_mark or mark
    row, column = (mark.line, mark.column) if mark is not None else (end, 0)
    begun_row, begun_column = (begun.line, begun.column) if begun is not None else (row, column)
    return Complaint(f"{problem.context}: {problem.problem}", row, column, begun_row, begun_column)


def _find_rows(event: yaml.Event) -> _At:
    """Give row and column of an event's beginning and end, from 0."""
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        return 0, 0, 0, 0
    return start.line, start.column, end.line, end.column


def _find_comments(lines: Sequence[str]) -> frozenset[int]:
    """Give the rows on which a comment may stand behind something."""
    return frozenset(row for row, line in enumerate(lines) if "#" in line and (" #" in line or "\t#" in line))


class _Open(Struct):
    """A list or map that is not yet at its end."""

    is_map: bool
    is_flow: bool
    row: int
    column: int
    items: list[Node] = field(default_factory=list)
    """Of a map, keys and values in turn."""


class _Composer:
    """Takes the events of a parser one by one and makes nodes of them. Uses no recursion."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.path = sheet.file.path
        self.root: Node | None = None
        self.diagnostics: list[Diagnostic] = []
        self.stack: list[_Open] = []
        self.count = 0
        self.documents = 0
        self.last_end = (-1, -1)
        self.is_odd = False
        self.is_over_limit = False
        self.first = sheet.rows[0] if sheet.rows else 1
        self.untouched = 0 if sheet.mended else len(sheet.rows)
        """How many rows stand in the file as they stand here, one below the other."""
        self.has_stand_ins = bool(sheet.stand_ins)
        self.with_comments = _find_comments(sheet.lines)

    def finish(self, complaint: Complaint | None = None) -> Reading:
        root = None if self.is_over_limit else self.root
        return Reading(root, tuple(self.diagnostics), complaint, self.is_odd, self.is_over_limit)

    def take_all(self, get_event: Callable[[], yaml.Event | None]) -> None:
        """Take events to the end, or until no more are to be read."""
        while (event := get_event()) is not None:
            if isinstance(event, yaml.ScalarEvent):
                self._take_scalar(event)
                if self.is_over_limit:
                    return
            elif not self._take(event):
                return

    def _take(self, event: yaml.Event) -> bool:
        """Take an event that is no text; tell whether to go on."""
        if isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(event, "an asterisk at the beginning of a value refers to another place of the file")
            self._add(ScalarNode("", self.path, self.sheet.place(*_find_rows(event))))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._start_document(event)
        return not self.is_over_limit and self.documents < 2

    def _start_document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents == 2:
            message = "a second document begins here; what follows is not read"
            self.diagnostics.append(
                error("yaml-is-one-document", message, self._span(event), "remove the line ---")
            )

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        start, end = event.start_mark, event.end_mark
        at = start.line, start.column, end.line, end.column  # type: ignore[union-attr]  # all that is parsed has a place
        row, column, end_row, end_column = at
        if event.tag is not None or event.anchor is not None:
            self._refuse_decoration(event)
        style = _STYLES.get(event.style, "plain")
        if style in _BLOCKS:
            place = self._block_place(at)
        elif end_row < self.untouched:  # asking the sheet would give the same
            place = (row + self.first, column + 1, end_row + self.first, end_column + 1)
        else:
            place = self.sheet.place(*at)
        text = self.sheet.restore(event.value) if self.has_stand_ins else event.value
        text = _KEYS.get(text, text)
        node = ScalarNode(text, self.path, place, style)
        if self.stack:
            parent = self.stack[-1]
            if style == "plain":
                if parent.is_flow or end_row in self.with_comments:
                    self._check_value(node, at, parent)
            elif row != end_row and style not in _BLOCKS:
                self._check_closing(node, at, parent)
            if parent.is_flow:
                self.last_end = end_row, end_column
        self._add(node)

    def _check_value(self, node: ScalarNode, at: _At, parent: _Open) -> None:
        """Look at a plain value: is it cut by a comment, or missing behind a comma?"""
        key = parent.items[-1] if parent.is_map and len(parent.items) % 2 else None
        if not isinstance(key, ScalarNode):
            return
        if not parent.is_flow:
            if at[2] in self.with_comments:
                self._check_comment(key.text, node, self.sheet.lines[at[2]][at[3] :])
        elif not node.text and at[:2] == self.last_end:
            self.is_odd = True
            message = f"{key.text} has no colon behind it; a comma would end the text before it"
            help_text = "put the whole text between quotation marks"
            self.diagnostics.append(error("yaml-value-is-quoted", message, key.span, help_text))

    def _check_closing(self, node: ScalarNode, at: _At, parent: _Open) -> None:
        """Look whether a text between quotation marks has swallowed keys that stand below it."""
        shapes = (read_shape(line) for line in self.sheet.lines[at[0] + 1 : at[2] + 1])
        if any(shape.has_known_key and shape.indent <= parent.column for shape in shapes):
            self.is_odd = True
            message = f"the quotation mark at the beginning is closed on line {node.span.end_line}, below other keys"
            help_text = "close it at the end of the text"
            self.diagnostics.append(error("yaml-quotes-match", message, node.span, help_text))

    def _check_comment(self, key: str, node: ScalarNode, behind: str) -> None:
        comment = behind.lstrip(" \t")
        if not comment.startswith("#"):
            return
        is_word = len(comment) > 1 and comment[1] not in " \t#!-="
        if not (is_word or (node.text and (key in FREE_TEXT_KEYS or len(node.text.split()) >= _MANY_WORDS))):
            return
        if not node.text and key not in FREE_TEXT_KEYS:
            return
        whole = self.sheet.restore(f"{node.text}{behind if node.text else comment}".rstrip())
        message = "the text ends before #; what follows is a comment that no reader sees"
        help_text = f"write: {key}: {quote_text(whole)}"
        self.diagnostics.append(warning("yaml-text-is-whole", message, node.span, help_text))

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_decoration(event)
        if len(self.stack) == MAX_DEPTH:
            self._stop(event, f"lists and groups of keys stand inside each other, more than {MAX_DEPTH} deep")
        is_map = isinstance(event, yaml.MappingStartEvent)
        row, column, _, _ = _find_rows(event)
        self.stack.append(_Open(is_map, bool(event.flow_style), row, column))

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        done = self.stack.pop()
        _, _, row, column = _find_rows(event)
        place = self.sheet.place(done.row, done.column, row, column)
        if done.items and not done.is_flow:
            place = (*place[:2], *done.items[-1].place[2:])
        span = Span(self.path, *place)
        items = tuple(done.items)
        self.is_odd = self.is_odd or self._is_cut_text(done)
        self._add(MapNode(self._make_entries(items), span) if done.is_map else ListNode(items, span))

    def _is_cut_text(self, done: _Open) -> bool:
        """Tell whether an item of a list such as ``- He said: we won`` is a text rather than a key and its value."""
        if not done.is_map or done.is_flow or len(done.items) != 2 or not self.stack or self.stack[-1].is_map:
            return False
        key = done.items[0]
        if not isinstance(key, ScalarNode) or key.style != "plain":
            return False
        if " " not in key.text and not key.text.startswith(("“", "„", "«", "‘")):
            return False
        above = [frame.items[-1] for frame in self.stack if frame.is_map]
        return not any(isinstance(node, ScalarNode) and node.text.startswith("x-") for node in above)

    def _make_entries(self, items: Sequence[Node]) -> tuple[Entry, ...]:
        entries: dict[str, Entry] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, ScalarNode):
                message = "a key is a word, and here stands a list or a group of keys"
                self.diagnostics.append(error("yaml-is-plain", message, key.span))
            elif key.text in entries:
                self._report_twice(key, entries[key.text].key)
            else:
                entries[key.text] = Entry(key, value)
                if key.text not in KNOWN_KEYS and not key.text[:1].isalnum():
                    self._check_key(key)
        return tuple(entries.values())

    def _check_key(self, key: ScalarNode) -> None:
        first = key.text[:1]
        if key.style != "plain" or not (first in ("<", "-", "–", "—", "•") or first.isspace()):
            return
        if key.text == "<<":
            message = "`<<` takes over keys from elsewhere, which is not possible here"
            self.diagnostics.append(error("yaml-is-plain", message, key.span, "write the keys out"))
        self.is_odd = self.is_odd or first != "<"

    def _report_twice(self, key: ScalarNode, first: ScalarNode) -> None:
        message = f"`{key.text}` stands here a second time; the first is on line {first.span.line}"
        help_text = "keep one of the two"
        self.diagnostics.append(error("yaml-key-is-unique", message, key.span, help_text))

    def _refuse_decoration(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._refuse(event, f"&{event.anchor} gives this place a name, which is of no use here")
        if event.tag is not None:
            self._refuse(
                event,
                "an exclamation mark at the beginning of a value gives it a type, which is of no use here",
            )

    def _refuse(self, event: yaml.NodeEvent, message: str) -> None:
        self.is_odd = True
        help_text = "remove it, or put the value between quotation marks if it is text"
        self.diagnostics.append(error("yaml-is-plain", message, self._span(event), help_text))

    def _stop(self, event: yaml.Event, message: str) -> None:
        if not self.is_over_limit:
            self.diagnostics.append(
                error(
                    "yaml-size-is-bounded",
                    message,
                    self._span(event),
                    "see whether a bracket is only text: then put it all between quotation marks",
                )
            )
        self.is_over_limit = True

    def _add(self, node: Node) -> None:
        if self.stack:
            self.stack[-1].items.append(node)
        elif self.root is None:
            self.root = node
        self.count += 1
        if self.count > MAX_NODES and not self.is_over_limit:
            message = f"more than {MAX_NODES} keys and values in one file"
            self.diagnostics.append(
                error(
                    "yaml-size-is-bounded",
                    message,
                    node.span,
                    "split it: a file of claims holds those of one article",
                )
            )
            self.is_over_limit = True

    def _span(self, event: yaml.Event) -> Span:
        return Span(self.path, *self.sheet.place(*_find_rows(event)))

    def _block_place(self, at: _At) -> Place:
        """Give the place of a text below ``|`` or ``>``, which ends with its last line that is not blank."""
        first, column, behind, _ = at
        last = behind - 1
        while last > first and not self.sheet.lines[last].strip():
            last -= 1
        last = max(last, first)
        return self.sheet.place(first, column, last, len(self.sheet.lines[last]))
