"""An article's files -> the article, a page's file -> the page. Knows nothing of addresses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath
from typing import TypeVar

from site_gen.markdown.parser import find_title
from site_gen.model import Article, Config, OwnPage, Spans
from site_gen.reading.claims import ClaimsReading, parse_claims
from site_gen.reading.entries import make_history, make_work
from site_gen.reading.fences import UNFIT, has_unfit
from site_gen.reading.front_matter import FrontMatter, split_front_matter
from site_gen.reading.nearest import shorten
from site_gen.reading.nodes import ScalarNode
from site_gen.reading.plain import PlainMap, find_key, place_of
from site_gen.reading.schema import Reading, read_shape
from site_gen.reading.shared import SharedSources
from site_gen.reading.site_shapes import ArticleFront, PageFront, TextShape
from site_gen.support.diagnostics import Diagnostic, error, lower, warning
from site_gen.support.locations import Span, TextFile
from site_gen.support.structs import Struct
from site_gen.support.urls import make_slug

F = TypeVar("F", bound=TextShape)

_SHOWN_CHARACTERS = 20


class _Text(Struct, frozen=True):
    """What articles and pages have in common, once read."""

    slug: str
    title: str
    markdown: str
    first_line: int
    spans: Spans


def parse_article(
    article: TextFile, claims: TextFile | None, shared: SharedSources, config: Config
) -> tuple[Article | None, list[Diagnostic]]:
    """Read an article and its claims file. Gives no article only where one of them cannot be read at all.

    ``Article.claims`` and ``.notes`` hold those without errors, ``.unread`` the ids of the others, and
    ``.damaged_claims`` and ``.damaged_notes`` those of them whose quotes can be looked for. Of front matter
    with errors the rest is taken, so that one run can show all problems. Errors in a draft, or in a claim or
    note that is a draft or under review, are warnings.
    """
    front = split_front_matter(article)
    reading = read_shape(ArticleFront, front.root, salvage={})
    shape = reading.value or ArticleFront()
    text, problems = _read_text(article, front, reading, shape)
    if front.may_lack_keys and shape.date is None and not shape.draft and not reading.speaks_of("date"):
        problems.append(_miss_date(front, article.path))
    found = ClaimsReading()
    if claims is not None:
        found = parse_claims(claims, shared, config, make_work(shape.original))
        problems += found.diagnostics
    if _says_draft(front):
        problems = [lower(problem) for problem in problems]
    if not (front.is_read and found.is_read):
        return None, problems
    return _make_article(article, claims, text, shape, reading.plain, found), problems


def parse_page(file: TextFile) -> tuple[OwnPage | None, list[Diagnostic]]:
    """Read one of the site's own pages; see ``parse_article``."""
    front = split_front_matter(file)
    reading = read_shape(PageFront, front.root, salvage={})
    shape = reading.value or PageFront()
    text, problems = _read_text(file, front, reading, shape)
    if _says_draft(front):
        problems = [lower(problem) for problem in problems]
    if not front.is_read:
        return None, problems
    page = OwnPage(
        path=file.path,
        slug=text.slug,
        title=text.title,
        markdown=text.markdown,
        first_line=text.first_line,
        summary=shape.summary,
        updated=shape.updated,
        language=shape.language,
        draft=shape.draft,
        extra=reading.plain.extra,
        spans=text.spans,
    )
    return page, problems


def _read_text(
    file: TextFile, front: FrontMatter, reading: Reading[F], shape: TextShape
) -> tuple[_Text, list[Diagnostic]]:
    problems = [*front.diagnostics, *reading.diagnostics]
    title, markdown = shape.title, front.markdown
    if has_unfit(markdown):
        problems += _check_characters(file, front)
        markdown = UNFIT.sub("\ufffd", markdown)
    spans: Spans = reading.plain.spans
    heading = find_title(markdown) if title is None else None
    if heading is not None:
        title = heading.text
        lines = markdown.split("\n")
        first, last = heading.first_line - 1, heading.last_line
        markdown = "\n".join([*lines[:first], *[""] * (last - first), *lines[last:]])
        spans = {**spans, "title": _heading_span(file, front.first_line + first)}
        problems += [_explain_link(link, spans["title"]) for link in heading.links]
    elif title is None and front.may_lack_keys and not reading.speaks_of("title"):
        problems.append(
            _miss_title(
                file.path,
                front,
                "About us" if isinstance(shape, PageFront) else "What was announced, and when",
            )
        )
    name = PurePosixPath(file.path).stem
    slug = shape.slug or make_slug(name)
    if not slug:
        found = f"no address can be made of the file name `{name}`"
        problems.append(error("id-is-slug", found, Span(file.path), "add a key such as `slug: my-article`"))
    return _Text(slug or "unnamed", title or name, markdown, front.first_line, spans), problems


def _check_characters(file: TextFile, front: FrontMatter) -> Iterator[Diagnostic]:
    """Find what comes along unseen when text is pasted in from elsewhere."""
    begin = len(file.text) - len(front.markdown)
    for match in islice(UNFIT.finditer(file.text, begin), _SHOWN_CHARACTERS):
        found = f"here stands a sign that cannot be seen or shown (U+{ord(match[0]):04X})"
        hint = "delete it; if you cannot see it, type the words around it anew"
        yield error("text-is-clean", found, file.span_at(*match.span()), hint)


def _heading_span(file: TextFile, line: int) -> Span:
    text = file.lines[line - 1]
    start = len(text) - len(text.lstrip("# \t"))
    return Span(file.path, line, start + 1, line, len(text) + 1)


def _explain_link(link: str, place: Span) -> Diagnostic:
    found = f"the title has a link to `{shorten(link)}`, which readers will not have: a title is plain text"
    hint = "take the link out of the title; a sentence of the text is a place for it"
    if link.startswith("#"):
        found = f"words of the title are marked with `({shorten(link)})`, which is not seen: a title is plain text"
        hint = "take the mark out; a claim about the title has `on: title` in the claims file, and quotes its words"
    return warning("title-is-plain", found, place, hint)


def _miss_title(path: str, front: FrontMatter, example: str) -> Diagnostic:
    found = "there is no title: no key `title`, and no line that begins with `# `"
    return error(
        "text-has-title",
        found,
        _front_place(path, front),
        _example(front, f"title: {example}"),
    )


def _miss_date(front: FrontMatter, path: str) -> Diagnostic:
    found = "an article needs the key `date`, unless it is a draft"
    place = _front_place(path, front)
    if front.root.find("date") is not None:
        found, place = (
            "`date` is left empty, but an article needs it, unless it is a draft",
            find_key(front.root, ("date",)),
        )
    return error("article-has-date", found, place, _example(front, "date: 2018-06-05"))


def _front_place(path: str, front: FrontMatter) -> Span:
    return place_of(front.root) if front.is_there else Span(path)


def _example(front: FrontMatter, line: str) -> str:
    return (
        f"for example: `{line}`" if front.is_there else f"begin the file with these lines:\n---\n{line}\n---"
    )


def _says_draft(front: FrontMatter) -> bool:
    draft = front.root.find("draft")
    return isinstance(draft, ScalarNode) and draft.text.strip().lower() in {"true", "yes"}


def _make_article(
    file: TextFile,
    claims: TextFile | None,
    text: _Text,
    shape: ArticleFront,
    plain: PlainMap,
    found: ClaimsReading,
) -> Article:
    return Article(
        path=file.path,
        slug=text.slug,
        title=text.title,
        markdown=text.markdown,
        first_line=text.first_line,
        claims_path=claims.path if claims else None,
        date=shape.date,
        updated=shape.updated,
        authors=shape.author,
        summary=shape.summary,
        tags=tuple(dict.fromkeys(shape.tags)),
        language=shape.language,
        image=shape.image,
        draft=shape.draft,
        publish_after=shape.publish_after,
        aliases=shape.aliases,
        history=make_history(shape.history),
        original=make_work(shape.original),
        claims=found.claims,
        notes=found.notes,
        unread=found.unread,
        damaged_claims=found.damaged_claims,
        damaged_notes=found.damaged_notes,
        extra=plain.extra,
        spans=text.spans,
    )
