"""Loads the theme: the packaged templates and static files, the site's own winning file by file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from site_gen.building.environment import packaged_folder, theme_folders
from site_gen.model import Config
from site_gen.outputs import colours
from site_gen.outputs.assets import STATIC, make_assets
from site_gen.outputs.fonts import FontFile, is_font
from site_gen.outputs.theme import Theme
from site_gen.presenting.compiled import Compiled
from site_gen.presenting.templating import TemplateFault, Templates
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.files import digest, read_bytes, walk_files
from site_gen.support.locations import Span
from site_gen.support.texts import unreadable

_GROUNDS = "css/10-tokens.css"
"""Where the theme sets its grounds. A site with a file of its own there has grounds that we do not know."""


def load_theme(
    root: Path, config: Config | None, templates: Templates | None = None, compiled: Compiled | None = None
) -> Theme:
    """Read the theme of the site in ``root``, with the colours that its configuration gives the tones.

    ``templates``: those that are known to be as they were. ``compiled``: what is known of some of them otherwise.
    """
    files, problems = _load_static(root)
    fonts = tuple(_find_fonts(root, files))
    if config is not None and config.colours:
        problems += _check_colours(root, config, files)
        files[colours.NAME] = colours.render_colours(config.colours)
    more: tuple[Diagnostic, ...] = ()
    if templates is None:
        templates, more = _load_templates(root, compiled)
    assets = make_assets(files)
    return Theme(templates, assets, fonts, (*problems, *more, *assets.diagnostics))


def _load_static(root: Path) -> tuple[dict[str, bytes], list[Diagnostic]]:
    files: dict[str, bytes] = {}
    problems = []
    for folder in theme_folders(root, "static"):
        for path in walk_files(folder):
            hidden = path.rpartition("/")[2].startswith(".") and not path.startswith("root/")
            if hidden or path in files:
                continue
            if _leads_out(folder / path, root):
                problems.append(_explain_link(path))
                continue
            try:
                files[path] = read_bytes(folder / path)
            except OSError as problem:
                problems.append(unreadable(STATIC + path, problem))
    return files, problems


def _find_fonts(root: Path, files: Mapping[str, bytes]) -> Iterator[FontFile]:
    """Give the fonts among the static files, with the folder that each was read from."""
    folders = theme_folders(root, "static")
    for path in sorted(path for path in files if is_font(path)):
        folder = next(folder for folder in folders if (folder / path).is_file())
        yield FontFile(folder / path, digest(files[path]))


def _leads_out(file: Path, root: Path) -> bool:
    """Tell whether a file is a symbolic link to something outside of the site's folder."""
    if not file.is_symlink():
        return False
    try:
        return not file.resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False  # it leads nowhere, which reading it tells


def _explain_link(path: str) -> Diagnostic:
    message = "a symbolic link that leads out of the site's folder"
    return error("link-stays-inside", message, Span(STATIC + path), "put a copy in its place")


def _check_colours(root: Path, config: Config, files: dict[str, bytes]) -> Iterator[Diagnostic]:
    if colours.NAME in files:
        yield error(
            "address-is-free",
            f"{STATIC}{colours.NAME} would be hidden by the style sheet that is made from `colours`",
            Span(STATIC + colours.NAME),
            f"move its rules into {STATIC}custom.css, or take `colours` out of site.yaml",
        )
    if (
        theme_folders(root, "static")[0] == packaged_folder("static")
        or not (root / STATIC / _GROUNDS).exists()
    ):
        yield from colours.check_colours(config)


def _load_templates(root: Path, compiled: Compiled | None) -> tuple[Templates, tuple[Diagnostic, ...]]:
    """Read the templates; the packaged ones alone where one of the site's own cannot be read."""
    try:
        return Templates(theme_folders(root, "templates"), compiled=compiled), ()
    except TemplateFault as fault:
        return Templates([packaged_folder("templates")]), (fault.diagnostic,)
