"""The packaged templates as compiled before: kept beside the program's own bytecode, on Python's conditions.

Losing it costs time, never a result. A site's own templates are in no such file.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from site_gen.building.environment import PACKAGE, packaged_folder
from site_gen.presenting.compiled import Compiled, name_text, parse_compiled, render_compiled
from site_gen.presenting.templating import TEMPLATE_ENDINGS
from site_gen.support.files import read_bytes, walk_files, write_file
from site_gen.support.texts import read_text_file

_FILE = "packaged_templates.py"
"""No such module: its name gives the file's. https://peps.python.org/pep-3147/"""


def load_compiled(environment: str) -> Compiled:
    """Give what is known of the packaged templates. ``environment``: fingerprint of code and libraries."""
    place = _find_place()
    if place is not None:
        with suppress(OSError):
            return parse_compiled(read_bytes(place), environment)
    return Compiled()


def save_compiled(compiled: Compiled, environment: str) -> None:
    """Keep what has turned out of the packaged templates, where Python may keep bytecode."""
    place = _find_place()
    if place is None or sys.dont_write_bytecode or not compiled.fresh:
        return
    names = _name_packaged()
    if compiled.fresh.intersection(names):
        with suppress(OSError):  # a folder that may not be written to
            write_file(place, render_compiled(compiled, names, environment))
    compiled.fresh.clear()


def _find_place() -> Path | None:
    try:
        return Path(cache_from_source(str(PACKAGE / "presenting" / _FILE)))
    except NotImplementedError:  # a Python that keeps no bytecode
        return None


def _name_packaged() -> list[str]:
    """Give the names of the packaged templates' texts as they are."""
    folder = packaged_folder("templates")
    files = [
        (path, read_text_file(folder, path)[0])
        for path in walk_files(folder)
        if path.endswith(TEMPLATE_ENDINGS)
    ]
    return [name_text(path, file.text) for path, file in files if file is not None]
