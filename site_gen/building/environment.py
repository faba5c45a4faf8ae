"""Where things are, and what a build depends on beside the site's files: our code, the packaged theme, libraries."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from site_gen.support.errors import OutputError, UsageError
from site_gen.support.extras import list_extras
from site_gen.support.files import Signature, digest, read_bytes, signature, walk_files, write_file

PACKAGE = Path(__file__).resolve().parent.parent
STATE = ".site-gen"
_TICK = 2_000_000_000
"""Nanoseconds by which the times of files that are written together may differ."""
_WAY_OUT = "choose a folder of its own, such as --output _site"
_LIBRARIES = (
    "jinja2",
    "markdown_it_py",
    "markupsafe",
    "mdit_py_plugins",
    "pydantic",
    "pyyaml",
    "imagesize",
    "regex",
)


def packaged_folder(name: str) -> Path:
    """Give the packaged ``templates`` or ``static``: in the wheel, else at the root of the checkout."""
    inside = PACKAGE / "_data" / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def theme_folders(root: Path, name: str) -> tuple[Path, ...]:
    """Give the folders that hold ``templates`` or ``static``, the site's own first."""
    folders = [root / name, packaged_folder(name)]
    if folders[0].is_dir() and folders[1].is_dir() and folders[0].samefile(folders[1]):
        return (folders[1],)  # the demo site in our own checkout
    return tuple(folder for folder in folders if folder.is_dir())


def find_environment() -> str:
    """Give a fingerprint of all that is not the site's: code, packaged theme, libraries. Reads next to no file.

    An installation that nobody has touched since is told by its installer's list of hashes, so that it is the same
    wherever and whenever it was made, and a cache that was carried there is of use.
    """
    parts = [sys.version.split()[0]]
    signatures: dict[str, Signature | None] = {}
    for folder, endings in (
        (PACKAGE, (".py",)),
        (packaged_folder("templates"), ()),
        (packaged_folder("static"), ()),
    ):
        for path in walk_files(folder):
            if not endings or path.endswith(endings):
                signatures[f"{folder.name}/{path}"] = signature(f"{folder}/{path}")
    hashes = _find_hashes(PACKAGE.parent, signatures.values())
    parts += [hashes] if hashes else [f"{path}{found}" for path, found in signatures.items()]
    parts += sorted(_installed_libraries())
    parts += list_extras()
    return digest("\n".join(parts).encode())


def _find_hashes(home: Path, found: Iterable[Signature | None]) -> str | None:
    """Give the digest of the hashes that an installer listed; None without, or where a file is newer than the list.

    https://packaging.python.org/specifications/recording-installed-packages/
    """
    records = sorted(home.glob("site_gen-*.dist-info/RECORD"))
    listed = signature(records[0]) if len(records) == 1 else None
    if listed is None or any(each is None or each[1] > listed[1] + _TICK for each in found):
        return None
    try:
        lines = read_bytes(records[0]).splitlines()
    except OSError:
        return None
    ours = sorted(line for line in lines if line.startswith(b"site_gen/") and b".pyc" not in line)
    return digest(b"\n".join(ours)) if ours else None


def _installed_libraries() -> list[str]:
    """Name the versions by the folders that installers leave; importing the libraries would cost more."""
    spec = importlib.util.find_spec("jinja2")
    if spec is None or spec.origin is None:
        return []
    try:
        names = os.listdir(Path(spec.origin).parent.parent)  # noqa: PTH208 - names alone
    except OSError:  # packed into one file, whose own signature is no matter of ours
        return []
    return [name for name in names if name.lower().startswith(_LIBRARIES) and name.endswith(".dist-info")]


def state_folder(root: Path) -> Path:
    """Give the site's folder for cache and journal, made so that git passes it over. Raises OutputError."""
    folder = root / STATE
    try:
        if not (folder / ".gitignore").exists():
            write_file(folder / ".gitignore", b"*\n")
    except OSError as problem:
        raise OutputError(f"cannot write to {folder}: {problem.strerror}") from problem
    return folder


def name_output(output: Path) -> str:
    """Give the short name of an output, for its journal and its lock."""
    return digest(str(output).encode("utf-8", "surrogatepass"))


def find_root(start: Path) -> Path:
    """Give the folder of the site: ``start`` or the nearest above it with a ``site.yaml``. Raises UsageError."""
    for folder in (start, *start.parents):
        if (folder / "site.yaml").is_file():
            return folder
    raise UsageError(
        f"there is no site.yaml in {start} or above it",
        "go to the folder of your site, or make one: site-gen new my-site",
    )


def check_output(root: Path, output: Path) -> Path:
    """Give the output folder, links resolved. Raises OutputError for a folder that must not be written to."""
    try:
        output = output.resolve()
        wrong = _find_objection(root, output)
    except (OSError, RuntimeError) as problem:  # a circle of links, a folder that may not be looked into
        raise OutputError(f"the output {output} cannot be looked at: {problem}", _WAY_OUT) from problem
    if wrong:
        raise OutputError(f"the output {output} {wrong}", _WAY_OUT)
    return output


def _find_objection(root: Path, output: Path) -> str | None:
    """Say why an output must not be written to; None where it may."""
    if _holds(output, root):
        return "holds the site itself"
    try:
        home = Path.home()
    except RuntimeError:  # an account without one
        home = root
    if _holds(output, home):
        return "holds your home folder"
    for name in ("content", "templates", "static", STATE, ".git"):
        if _holds(root / name, output):
            return f"lies in {name}/, which is not for output"
    if output.exists() and not output.is_dir():
        return "is a file"
    if (output / "site.yaml").exists() or (output / ".git").exists():
        return "is a project of its own"
    return None


def _holds(folder: Path, place: Path) -> bool:
    """Tell whether ``place`` is ``folder`` or lies in it, by whatever name (links, case)."""
    place = place.resolve()
    if folder.resolve() in (place, *place.parents):
        return True
    if not folder.exists():
        return False
    return any(each.exists() and each.samefile(folder) for each in (place, *place.parents))
