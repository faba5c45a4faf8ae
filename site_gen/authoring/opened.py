"""An article and its claims file opened for writing: found by what people type, read, the bytes remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from site_gen.anchoring.body import make_body
from site_gen.authoring.modeline import find_modeline
from site_gen.model import Article, Body, Config, Library
from site_gen.reading.articles import parse_article
from site_gen.reading.config import load_config
from site_gen.reading.file_names import CLAIMS_ENDING
from site_gen.reading.front_matter import split_front_matter
from site_gen.reading.library import find_library
from site_gen.reading.nearest import name_choices
from site_gen.reading.nodes import ScalarNode, YamlDoc
from site_gen.reading.shared import SharedSources
from site_gen.reading.sources import parse_sources
from site_gen.reading.yamldoc import parse_yaml
from site_gen.support.diagnostics import Diagnostic, has_errors
from site_gen.support.errors import UsageError
from site_gen.support.files import digest, normalize_text, read_bytes
from site_gen.support.locations import TextFile
from site_gen.support.structs import Struct
from site_gen.support.texts import decode_text, read_text_file
from site_gen.support.urls import make_slug

_NAMED = 8


class Opened(Struct, frozen=True):
    """An article with its claims file, as they were when they were read."""

    path: str
    claims_path: str
    """Where the claims file is, or will be."""
    file: TextFile
    claims_text: str
    """As it is on disk, line ends and byte order mark included; what a new one begins with, where there is none."""
    claims_digest: str
    """The hash of its bytes; empty where there is no such file."""
    config: Config
    shared: SharedSources


class Understood(Struct, frozen=True):
    """What an article and the text of a claims file say."""

    doc: YamlDoc
    article: Article | None
    body: Body | None
    diagnostics: tuple[Diagnostic, ...]


def find_claims_path(path: str) -> str:
    """Give the path of the claims file of an article."""
    return path.removesuffix(".md") + CLAIMS_ENDING


def open_article(root: Path, path: str) -> tuple[Opened | None, list[Diagnostic]]:
    """Read an article, its claims file, and what both depend on. Gives nothing where one cannot be read at all."""
    config, problems = load_config(root)
    file, more = read_text_file(root, path)
    if config is None or file is None:
        return None, [*(problems if config is None else ()), *more]
    claims_path = find_claims_path(path)
    shared = SharedSources()
    library, misplaced = find_library(root)
    if library.sources_path:
        sources, _ = read_text_file(root, library.sources_path)
        shared = parse_sources(sources)[0] if sources else shared
    if not (root / claims_path).exists():
        stem = claims_path.removesuffix(".yaml").lower()
        near = [each for each in misplaced if each.span.path.lower().startswith(stem)]
        if near:  # its claims file is there, under a name that is not read
            return None, near
        return Opened(path, claims_path, file, find_modeline(root, claims_path), "", config, shared), []
    data = read_bytes(root / claims_path)
    claims, more = decode_text(claims_path, data)
    if claims is None:
        return None, more
    return Opened(path, claims_path, file, data.decode("utf-8"), digest(data), config, shared), []


def understand(opened: Opened, claims_text: str) -> Understood:
    """Read an article with the text of a claims file; one that cannot be read whole is not read at all."""
    claims = TextFile(opened.claims_path, normalize_text(claims_text))
    doc = parse_yaml(claims)
    if has_errors(doc.diagnostics):
        return Understood(doc, None, None, doc.diagnostics)
    article, problems = parse_article(opened.file, claims, opened.shared, opened.config)
    if article is None:
        return Understood(doc, None, None, tuple(problems))
    body, more = make_body(article)
    return Understood(doc, article, body, (*problems, *more))


def find_article(root: Path, name: str) -> str:
    """Give the path of the article that ``name`` means: a path, a file's name, a slug.

    Raises UsageError where there is none, or several.
    """
    library, _ = find_library(root)
    typed = name.replace("\\", "/").removeprefix("./").strip("/")
    stem = typed.removesuffix(CLAIMS_ENDING).removesuffix(".md")
    paths = [files.path for files in library.articles]
    found = [path for path in paths if f"/{path}".endswith(f"/{stem}.md")]
    found = [path for path in found if path in {f"{stem}.md", f"content/articles/{stem}.md"}] or found
    found = found or [path for path, slug in find_slugs(root, library) if slug == make_slug(stem)]
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(found[:_NAMED])
        raise UsageError(f"{name} may be one of several articles: {several}", "give its path")
    if not paths:
        raise UsageError("there is no article yet", 'make one: site-gen new article "Its title"')
    names = [PurePosixPath(path).stem for path in paths]
    hint = name_choices(stem, names if len(names) <= _NAMED else [*names[:_NAMED], *names[_NAMED:]])
    near = hint if hint.startswith("did you mean") else f"there are {_enumerate(names)}"
    raise UsageError(f"there is no article {name}", near)


def _enumerate(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def find_slugs(root: Path, library: Library) -> Iterator[tuple[str, str]]:
    """Give each article's path with its slug: what its front matter says, else its file name made into one."""
    for files in library.articles:
        yield files.path, _find_slug(root, files.path)


def find_page_slugs(root: Path, library: Library) -> Iterator[tuple[str, str]]:
    """Give the same for the site's own pages."""
    for path in library.pages:
        yield path, _find_slug(root, path)


def _find_slug(root: Path, path: str) -> str:
    file, _ = read_text_file(root, path)
    node = split_front_matter(file).root.find("slug") if file else None
    typed = node.text.strip() if isinstance(node, ScalarNode) else ""
    return typed or make_slug(PurePosixPath(path).stem)
