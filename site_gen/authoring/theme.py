"""``theme list`` and ``theme copy``: what the theme is made of, and a file of it for the site to change."""

from __future__ import annotations

from pathlib import Path

from site_gen import __version__
from site_gen.authoring.properties import Property, find_properties
from site_gen.building.environment import packaged_folder, theme_folders
from site_gen.outputs.copies import make_origin, render_origin
from site_gen.presenting.outline import Outline
from site_gen.presenting.templating import TEMPLATE_ENDINGS, Templates
from site_gen.reading.nearest import name_choices
from site_gen.support.errors import OutputError, UsageError
from site_gen.support.files import read_bytes, walk_files, write_file
from site_gen.support.structs import Struct
from site_gen.support.texts import decode_text

TEMPLATES = "templates/"
STATIC = "static/"
CUSTOM = "custom.css"


class ListedTemplate(Struct, frozen=True):
    """A template of the theme."""

    outline: Outline
    """Of the packaged one."""
    shadowed: bool
    """Whether the site has a file of its own in its place."""

    @property
    def path(self) -> str:
        """The name with its folder."""
        return TEMPLATES + self.outline.name


class ListedFile(Struct, frozen=True):
    """A static file of the theme."""

    path: str
    """With its folder: ``static/icon.svg``."""
    shadowed: bool


class ListedProperty(Struct, frozen=True):
    """A custom property of the theme."""

    packaged: Property
    own: Property | None
    """As the site has it, where that is another value."""


class Listing(Struct, frozen=True):
    """What the theme is made of."""

    templates: tuple[ListedTemplate, ...]
    files: tuple[ListedFile, ...]
    properties: tuple[ListedProperty, ...]
    added: tuple[str, ...]
    """Templates of the site that stand in the place of none: perhaps misspelt."""


class Copied(Struct, frozen=True):
    """A file of the theme that now is the site's own."""

    path: str
    recorded: bool
    """Whether its first line says where it comes from."""


def load_listing(root: Path | None) -> Listing:
    """Read the packaged theme, and what the site in ``root`` (None: there is none) has in its place.

    Raises TemplateFault and OSError where a file of the packaged theme cannot be read.
    """
    templates = Templates([packaged_folder("templates")])
    own_templates = _own_files(root, "templates")
    own_static = _own_files(root, "static")
    names = list(_static_names())
    return Listing(
        tuple(ListedTemplate(templates.outline(name), name in own_templates) for name in templates.names),
        tuple(ListedFile(STATIC + name, name in own_static) for name in names),
        _list_properties(root, names, own_static),
        tuple(
            TEMPLATES + name
            for name in sorted(own_templates)
            if name.endswith(TEMPLATE_ENDINGS) and name not in templates.names
        ),
    )


def _own_files(root: Path | None, folder: str) -> frozenset[str]:
    """Give the site's own files; none in a checkout, where the folder at the root is the theme itself."""
    if root is None or theme_folders(root, folder)[0] == packaged_folder(folder):
        return frozenset()
    return frozenset(walk_files(root / folder))


def _static_names() -> list[str]:
    return [
        name for name in walk_files(packaged_folder("static")) if not name.rpartition("/")[2].startswith(".")
    ]


def _list_properties(
    root: Path | None, names: list[str], own_static: frozenset[str]
) -> tuple[ListedProperty, ...]:
    packaged = packaged_folder("static")
    sheets = [name for name in names if name.startswith("css/") and name.endswith(".css")]
    properties = find_properties(_read(packaged / name) for name in sheets)
    own: dict[str, Property] = {}
    if root is not None and own_static:
        own_sheets = {name for name in own_static if name.startswith("css/") and name.endswith(".css")}
        used = [
            (root / "static" if name in own_static else packaged) / name
            for name in sorted({*sheets, *own_sheets})
        ]
        used += [root / "static" / CUSTOM] if CUSTOM in own_static else []
        own = {each.name: each for each in find_properties(map(_read, used))}
    return tuple(
        ListedProperty(each, mine if (mine := own.get(each.name, each)) != each else None)
        for each in properties
    )


def _read(path: Path) -> str:
    text, _ = decode_text(path.name, read_bytes(path))
    return text.text if text else ""


def copy_file(root: Path, name: str) -> Copied:
    """Copy a template or static file of the packaged theme into the site, with LF at its line ends.

    ``name`` is as ``theme list`` has it; its folder may be left out. Templates, styles and scripts get a first line
    that says what they were copied from. Raises UsageError where there is no such file, or something of its name
    stands in the site already; OutputError where it cannot be written.
    """
    path = find_file(name)
    target = root / path
    if target.exists() or target.is_symlink():
        raise UsageError(
            f"{path} is in your site already, and was left as it is",
            "move it away first, if you want a new copy",
        )
    folder, _, below = path.partition("/")
    data = read_bytes(packaged_folder(folder) / below)
    text, _ = decode_text(path, data)
    first = render_origin(path, make_origin(__version__, text.text)) if text else None
    if text:
        data = (f"{first}\n" if first else "").encode() + text.text.encode()
    try:
        write_file(target, data)
    except OSError as problem:
        raise OutputError(f"cannot write {target}: {problem.strerror}") from problem
    return Copied(path, recorded=first is not None)


def find_file(name: str) -> str:
    """Give the path of the theme's file that ``name`` means. Raises UsageError where there is none."""
    names = [
        TEMPLATES + each
        for each in walk_files(packaged_folder("templates"))
        if each.endswith(TEMPLATE_ENDINGS)
    ]
    names += [STATIC + each for each in _static_names()]
    typed = name.replace("\\", "/").removeprefix("./")
    found = [each for each in names if typed in {each, each.partition("/")[2]}]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{name} may be one of several files", "type " + " or ".join(found))
    hint = name_choices(typed, [*names, *(each.partition("/")[2] for each in names)])
    near = hint if hint.startswith("did you mean") else "see what there is: site-gen theme list"
    raise UsageError(f"the theme has no file {name}", near)
