"""The front matter of a Markdown file cut off, and read. Knows nothing of what it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_gen.reading.nodes import MapNode, Mend, YamlDoc
from site_gen.reading.yamldoc import parse_yaml
from site_gen.support.diagnostics import Diagnostic, error, has_errors
from site_gen.support.locations import Span, TextFile

_FENCE = "---"


@dataclass(frozen=True, slots=True)
class FrontMatter:
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
    problems = list(_check_start(file, start))
    if lines[start].rstrip() != _FENCE:
        empty = MapNode((), Span(file.path))
        return FrontMatter(empty, file.text, 1, is_there=False, diagnostics=tuple(problems))
    end = next((index for index in range(start + 1, len(lines)) if lines[index].rstrip() == _FENCE), None)
    body = end + 1 if end is not None else None
    if end is None or body is None:
        end = body = _guess_end(lines, start)
        found = "the front matter that begins here is not closed"
        hint = f"write a line `{_FENCE}` below its last key, it seems before line {end + 1}"
        problems.append(error("front-matter-is-closed", found, Span(file.path, start + 1), hint))
    doc = parse_yaml(file, start + 2, end) if end > start + 1 else YamlDoc(None)
    problems += doc.diagnostics
    root = doc.root
    if root is not None and not isinstance(root, MapNode):
        found = "the front matter has no keys, expected at least `title` and `date`"
        problems.append(error("file-has-keys", found, Span(file.path, start + 2), "for example: `title: …`"))
    keys = root if isinstance(root, MapNode) else MapNode((), Span(file.path, start + 1))
    is_read = root is not None or not has_errors(doc.diagnostics)
    return FrontMatter(
        keys,
        "\n".join(lines[body:]),
        body + 1,
        is_there=True,
        is_read=is_read,
        diagnostics=tuple(problems),
        mends=doc.mends,
    )


def _check_start(file: TextFile, start: int) -> Iterator[Diagnostic]:
    line = file.lines[start].rstrip()
    place = Span(file.path, start + 1)
    if line == _FENCE and start > 0:
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
