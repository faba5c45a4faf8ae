"""What hosts for static files say with each file, as far as their rules are known; for the server of the tests.

Netlify and Cloudflare Pages read ``_headers``; a store like S3 says what was told to it with each upload, here by the
very commands of docs/deploy.md.
"""

from __future__ import annotations

import mimetypes
import re
import shlex
from collections.abc import Callable
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path

from tests.built import ROOT

Rules = dict[str, dict[str, str]]
Host = Callable[[Path, str], dict[str, str] | None]
"""Gives what is said with a file of a folder, found by its path; None where the host keeps the file to itself."""

COMMANDS = re.findall(r"^aws s3 .*$", (ROOT / "docs/deploy.md").read_text("utf-8"), re.MULTILINE)
_KINDS = mimetypes.MimeTypes(filenames=())
"""What a program for uploads takes a file for, on a machine that knows no more than Python does."""


def parse_headers(text: str) -> Rules:
    """Read ``_headers`` as hosts do: a path, then its headers, further in."""
    rules: Rules = {}
    path = ""
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            assert name not in rules[path]
            rules[path][name] = value
        else:
            path = line
            assert re.fullmatch(r"/[\w./-]*\*?", path), "no host takes anything after a *"
            rules[path] = {}
    return rules


def find_headers(rules: Rules, path: str) -> dict[str, list[str]]:
    """Give the headers of a path; what several rules say of one is added up."""
    found: dict[str, list[str]] = {}
    for rule, headers in rules.items():
        if path == rule or (rule.endswith("*") and path.startswith(rule[:-1])):
            for name, value in headers.items():
                found.setdefault(name, []).append(value)
    return found


def obey_headers(folder: Path, path: str) -> dict[str, str] | None:
    """Answer as Netlify and Cloudflare Pages do: ``_headers`` is for them, and for nobody else."""
    if path == "_headers":
        return None
    rules = parse_headers((folder / "_headers").read_text("utf-8"))
    address = "/" + path.removesuffix("index.html")
    return {name: ", ".join(values) for name, values in find_headers(rules, address).items()}


def store(folder: Path, path: str) -> dict[str, str] | None:
    """Answer as a store that the commands of the docs have filled; what none of them uploads is not there."""
    said = None
    for command in COMMANDS:
        said = _upload(shlex.split(command), path) or said  # the last upload counts, whole
    return said


def _upload(words: list[str], path: str) -> dict[str, str] | None:
    """Give what a command says of a file; None where it passes the file over."""
    source = words[3].removeprefix("_site").strip("/")
    if source and not path.startswith(f"{source}/"):
        return None
    name = path.removeprefix(f"{source}/") if source else path
    is_taken = True
    said = {"Content-Type": _KINDS.guess_type(path)[0] or "binary/octet-stream"}
    for option, value in pairwise(words):
        if option in {"--exclude", "--include"} and fnmatchcase(name, value):
            is_taken = option == "--include"
        elif option in {"--cache-control", "--content-type"}:
            said[option.removeprefix("--").title()] = value
    return said if is_taken else None
