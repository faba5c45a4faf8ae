"""The first line of a YAML file that tells editors its JSON Schema, and where the schemas are.

They lie in ``schemas/`` beside ``site.yaml``: a folder that is committed, so that everybody who gets a copy of the site
has them, whatever is installed there, and that a relative path leads to from every file.
"""

from __future__ import annotations

import posixpath
from pathlib import Path, PurePosixPath

from site_gen.reading.schema import FileKind

FOLDER = "schemas"


def schema_name(kind: FileKind) -> str:
    """Give the name of the schema of a kind of file: ``claims.schema.json``."""
    return f"{kind}.schema.json"


def make_modeline(path: str, kind: FileKind) -> str:
    """Give the modeline (https://github.com/redhat-developer/yaml-language-server) for a file of the site."""
    target = posixpath.relpath(f"{FOLDER}/{schema_name(kind)}", str(PurePosixPath(path).parent))
    return f"# yaml-language-server: $schema={target}"


def find_modeline(root: Path, path: str) -> str:
    """Give the first line for a new claims file; nothing where the site has no schemas to lead to."""
    if not (root / FOLDER / schema_name("claims")).is_file():
        return ""
    return f"{make_modeline(path, 'claims')}\n"
