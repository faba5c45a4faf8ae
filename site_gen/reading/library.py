"""What lies under ``content/``: articles with their claims files, pages, shared sources, attachments.

Looks at names only and opens nothing. Every file is either in the library or in a problem, except those that
are passed over by their name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from site_gen.model import ArticleFiles, Library
from site_gen.reading.file_names import (
    CLAIMS_ENDING,
    find_portable_problem,
    find_text_problem,
    is_passed_over,
    make_right_name,
)
from site_gen.reading.nearest import find_nearest
from site_gen.support.diagnostics import Diagnostic, error, warning
from site_gen.support.files import walk_files
from site_gen.support.locations import Span
from site_gen.support.structs import Struct, field
from site_gen.support.urls import compose

CONTENT = "content"
_FOLDERS = ("articles", "pages")
_HOLDS = {
    CONTENT: "the articles and pages of the site",
    f"{CONTENT}/articles": "the articles with their claims",
    f"{CONTENT}/pages": "the site's own pages",
}
_SOURCES = "sources.yaml"
_TEXTS = (".md", ".yaml", ".yml", ".markdown", ".txt")


class _Found(Struct):
    """What the walk has come across so far; paths below ``content/``."""

    markdown: list[str] = field(default_factory=list)
    claims: set[str] = field(default_factory=set)
    pages: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    strays: dict[str, list[str]] = field(default_factory=dict)
    """Files by the folder directly under ``content/`` that should not be there."""
    sources: str | None = None
    problems: list[Diagnostic] = field(default_factory=list)


def find_library(root: Path) -> tuple[Library, list[Diagnostic]]:
    """Find all files of a site's content. Paths are relative to ``root``."""
    found = _Found()
    content = root / CONTENT
    if content.is_file():
        found.problems.append(_miss_place_of_folder(CONTENT))
    base = str(content)
    inside = root.resolve()
    for path in walk_files(content):
        if is_passed_over(path):
            continue
        if not path or path.endswith("/"):
            found.problems.append(_miss_folder(path))
            continue
        # Asked of thousands of files; a Path for each would take as long as all the rest.
        problem = _check_link(content / path, path, inside) if os.path.islink(f"{base}/{path}") else None  # noqa: PTH114
        if problem is not None:
            found.problems.append(problem)
        else:
            _place(path, found)
    for folder, paths in found.strays.items():
        found.problems.append(_explain_folder(folder, paths))
    articles, orphans = _pair(found)
    found.problems += orphans
    library = Library(
        tuple(articles),
        tuple(_full(path) for path in sorted(found.pages)),
        found.sources and _full(found.sources),
        tuple(_full(path) for path in sorted(found.attachments)),
    )
    return library, found.problems


def _full(path: str) -> str:
    return f"{CONTENT}/{path}"


def _miss_folder(path: str) -> Diagnostic:
    message = "this folder cannot be opened, so what is in it is missing"
    hint = "let yourself read it, or take it away"
    return error("file-is-readable", message, Span(_full(path).rstrip("/")), hint)


def _miss_place_of_folder(path: str) -> Diagnostic:
    message = f"`{path}` is a file, but a folder belongs here: {_HOLDS[path]}"
    hint = f"give the file another name, or move it elsewhere; then make a folder `{path}`"
    return error("file-is-in-place", message, Span(path), hint)


def _check_link(file: Path, path: str, inside: Path) -> Diagnostic | None:
    """Tell why a symbolic link is not followed; None where it leads to a file of the site."""
    place = Span(_full(path))
    hint = "put a copy in its place"
    try:
        target = file.resolve(strict=True)
    except (OSError, RuntimeError):
        return error(
            "link-stays-inside", "a symbolic link that leads nowhere", place, "put the file in its place"
        )
    if not target.is_relative_to(inside):
        return error("link-stays-inside", "a symbolic link that leads out of the site's folder", place, hint)
    if target.is_dir():
        return error("link-stays-inside", "a symbolic link to a folder, which is not followed", place, hint)
    return None


def _place(path: str, found: _Found) -> None:
    """Put a file where it belongs, or say what is wrong with its name."""
    portable = find_portable_problem(path)
    if portable is not None:
        found.problems.append(
            error("file-name-is-portable", portable.message, Span(_full(path)), portable.help)
        )
        return
    folder, slash, rest = path.partition("/")
    if not slash:
        _place_at_top(path, found)
        return
    if folder not in _FOLDERS:
        found.strays.setdefault(folder, []).append(path)
        return
    name = rest.rpartition("/")[2]
    wrong = find_text_problem(name, with_claims=folder == "articles")
    if wrong is not None:
        found.problems.append(error("file-name-is-right", wrong.message, Span(_full(path)), wrong.help))
    elif name.endswith(CLAIMS_ENDING):
        found.claims.add(path)
    elif name.endswith(".md"):
        (found.markdown if folder == "articles" else found.pages).append(path)
    else:
        found.attachments.append(path)


def _place_at_top(name: str, found: _Found) -> None:
    if name == _SOURCES:
        found.sources = name
        return
    if name in _FOLDERS:
        found.problems.append(_miss_place_of_folder(_full(name)))
        return
    place = Span(_full(name))
    stem = name.partition(".")[0]
    if make_right_name(name, with_claims=True) is None:
        problem = "a file directly under content/ is not used"
        hint = "move it to content/articles/, beside the article that uses it"
        found.problems.append(warning("file-is-in-place", problem, place, hint))
    elif find_nearest(stem, ["sources"]):
        problem = f"`{name}` is not read under this name"
        found.problems.append(error("file-name-is-right", problem, place, f"rename it to `{_SOURCES}`"))
    else:
        problem = "a text directly under content/ is not read"
        hint = "move it to content/articles/ (articles, claims) or to content/pages/ (about, methodology, …)"
        found.problems.append(error("file-is-in-place", problem, place, hint))


def _explain_folder(folder: str, paths: list[str]) -> Diagnostic:
    """Make one problem of a folder that should not be there: an error where it holds texts."""
    nearest = find_nearest(folder, _FOLDERS)
    hint = "move its files into content/articles/ or content/pages/"
    if nearest is not None:
        hint = f"rename it to `{nearest}`"
    files = "1 file" if len(paths) == 1 else f"{len(paths)} files"
    message = f"the folder `{folder}` is not read: {files} in it"
    texts = nearest is not None or any(path.lower().endswith(_TEXTS) for path in paths)
    return (error if texts else warning)("file-is-in-place", message, Span(_full(folder)), hint)


def _pair(found: _Found) -> tuple[list[ArticleFiles], list[Diagnostic]]:
    articles = []
    left = set(found.claims)
    composed = {compose(claims): claims for claims in sorted(left)}
    for path in sorted(found.markdown):
        same = _claims_beside(path)
        claims = same if same in left else composed.get(compose(same))
        if claims not in left:
            claims = None
        else:
            left.remove(claims)
        articles.append(ArticleFiles(_full(path), claims and _full(claims)))
    return articles, list(_explain_orphans(sorted(left), found))


def _claims_beside(path: str) -> str:
    return path.removesuffix(".md") + CLAIMS_ENDING


def _explain_orphans(orphans: list[str], found: _Found) -> Iterator[Diagnostic]:
    for path in orphans:
        claims = PurePosixPath(path)
        article = claims.name.removesuffix(CLAIMS_ENDING) + ".md"
        # One that has claims of its own would lose them to these.
        alone = [PurePosixPath(name) for name in found.markdown if _claims_beside(name) not in found.claims]
        beside = [name.name for name in alone if name.parent == claims.parent]
        nearest = find_nearest(article, beside) or (beside[0] if len(beside) == 1 else None)
        elsewhere = next((other for other in alone if other.name == article), None)
        if elsewhere is not None:
            hint = f"move it beside content/{elsewhere}"
        elif nearest is not None:
            hint = (
                f"rename it to `{nearest.removesuffix('.md')}{CLAIMS_ENDING}`, if it belongs to `{nearest}`"
            )
        else:
            hint = f"write the article `{article}` beside it"
        message = f"a claims file without its article: there is no `{article}` beside it"
        yield error("claims-file-has-article", message, Span(_full(path)), hint)
