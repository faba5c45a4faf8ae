"""The front matter of a Markdown file cut off, and read. Knows nothing of what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from site_gen.reading.fences import FENCE, find_fence
from site_gen.reading.nodes import MapNode, Mend, YamlDoc
from site_gen.reading.yaml_keys import FRONT_KEYS
from site_gen.reading.yamldoc import parse_yaml
from site_gen.support.diagnostics import Diagnostic, error, has_errors
from site_gen.support.locations import Span, TextFile
from site_gen.support.structs import Struct, replace

_FRONT_LINE = re.compile(r"[\w-]+ ?[:：]|[-#\s]|\Z")
"""How a line of front matter may begin; prose hardly does."""


class FrontMatter(Struct, frozen=True):
    """A Markdown file, cut in two."""

    root: MapNode
    """Without entries where there is no front matter."""
    markdown: str
    first_line: int
    """The line of the file on which ``markdown`` begins."""
    is_there: bool
    is_read: bool = True
    """False where it is there and cannot be read at all."""
    diagnostics: tuple[Diagnostic, ...] = ()
    mends: tuple[Mend, ...] = ()
    """Lines of the front matter whose right form is certain."""

    @property
    def may_lack_keys(self) -> bool:
        """Tell whether a missing key is a problem of its own, not the consequence of another one."""
        return self.is_read and (self.is_there or not self.diagnostics)


def split_front_matter(file: TextFile) -> FrontMatter:
    """Cut a Markdown file behind its front matter and read that."""
    lines = file.lines
    start = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if _lacks_opening(lines, start):
        return _open(file, start)
    problems = list(_check_start(file, start))
    if lines[start].rstrip() != FENCE:
        empty = MapNode((), Span(file.path))
        return FrontMatter(empty, file.text, 1, is_there=False, diagnostics=tuple(problems))
    end = find_fence(lines, start + 1)
    if end is not None:
        return _read(file, start + 1, end, end + 1, problems)
    end = _guess_end(lines, start)
    found = "the front matter that begins here is not closed"
    hint = f"write a line `{FENCE}` below its last key, it seems before line {end + 1}"
    problems.append(error("front-matter-is-closed", found, Span(file.path, start + 1), hint))
    return _read(file, start + 1, end, end, problems)


def _read(file: TextFile, start: int, end: int, body: int, problems: Sequence[Diagnostic]) -> FrontMatter:
    """Read the keys from the row ``start`` to the row before ``end``; the text begins on the row ``body``."""
    doc = parse_yaml(file, start + 1, end) if end > start else YamlDoc(None)
    found = [*problems, *doc.diagnostics]
    root = doc.root
    if root is not None and not isinstance(root, MapNode):
        message = "the front matter has no keys, expected at least `title` and `date`"
        found.append(error("file-has-keys", message, Span(file.path, start + 1), "for example: `title: …`"))
    return FrontMatter(
        root if isinstance(root, MapNode) else MapNode((), Span(file.path, max(start, 1))),
        "\n".join(file.lines[body:]),
        body + 1,
        is_there=True,
        is_read=root is not None or not has_errors(doc.diagnostics),
        diagnostics=tuple(found),
        mends=doc.mends,
    )


def _open(file: TextFile, start: int) -> FrontMatter:
    """Read front matter whose first line is forgotten, as if it were there."""
    lines = file.lines
    message = f"the file begins with keys of the front matter, but its first line is not `{FENCE}`"
    hint = f"put a line `{FENCE}` above `{_find_key(lines[start])}:`"
    problem = error("front-matter-is-opened", message, Span(file.path, start + 1), hint)
    end = find_fence(lines, start) or len(lines)
    front = _read(file, start, end, end + 1, [problem])
    mends = {mend.line: mend for mend in front.mends}
    if start > 0:
        mends[1] = Mend(1, lines[0], (FENCE,))  # an empty line; those below it do no harm
    else:
        first = mends.get(1, Mend(1, lines[0], (lines[0],)))
        mends[1] = replace(first, new=(FENCE, *first.new))
    return replace(front, mends=tuple(mends[line] for line in sorted(mends)))


def _lacks_opening(lines: Sequence[str], start: int) -> bool:
    """Tell whether a file begins with keys of front matter and a line that closes it."""
    end = find_fence(lines, start)
    key = _find_key(lines[start])
    if not end or not (key in FRONT_KEYS or key.startswith("x-")):
        return False
    return all(_FRONT_LINE.match(line) for line in lines[start:end])


def _find_key(line: str) -> str:
    match = re.match(r"([\w-]+) ?[:：]", line)
    return match[1] if match else ""


def _check_start(file: TextFile, start: int) -> Iterator[Diagnostic]:
    line = file.lines[start].rstrip()
    place = Span(file.path, start + 1)
    if line == FENCE and start > 0:
        found = "the front matter does not begin on the first line"
        yield error("front-matter-is-first", found, place, "take out the empty lines above it")
    elif line == "+++":
        found = "the front matter stands between lines `+++`, expected YAML between lines `---`"
        yield error(
            "front-matter-is-yaml", found, place, "write `---` above and below, and `key: value` between them"
        )
    elif line in {"—", "–", "—-", "–-", "-–", "-—", "----", "--", "- - -"}:
        found = f"`{line}` does not begin a front matter"
        yield error("front-matter-is-yaml", found, place, "write three hyphens: `---`")


def _guess_end(lines: list[str], start: int) -> int:
    """Give the index of the first line that cannot belong to the front matter any more."""
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if not line.strip() or line.startswith(("# ", "## ")):
            return index
    return len(lines)
