"""The files with which GitHub builds, checks and publishes a site, as text; whose they are. Writes nothing."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path

from site_gen.support.files import digest, normalize_text, read_bytes
from site_gen.support.structs import Struct

TEXTS = Path(__file__).parent / "workflows"
"""The packaged files, with ``@{name}`` where something of the site's goes in."""
REQUIREMENTS = "requirements.txt"
_PLACES = {
    "pages.yml": ".github/workflows/pages.yml",
    "check.yml": ".github/workflows/check.yml",
    "dependabot.yml": ".github/dependabot.yml",
}
_HEAD = "# Written by site-gen deploy --workflow, which brings it up to date until you change it: {}"
_HEAD_PATTERN = re.compile(re.escape(_HEAD).replace(r"\{\}", "([0-9a-f]{12})"))
_ACTION = re.compile(r"(uses: [\w./-]+@v)(\d+)\b")
_PLAIN = re.compile(r"[\w./-]+")


class Setting(Struct, frozen=True):
    """What the files depend on."""

    branch: str = "main"
    """The branch that is published when it is pushed."""
    folder: str = ""
    """The site's folder as seen from the top of the repository; empty: the top itself."""
    output: str = "_site"
    """The folder that a build writes to, inside the site's."""
    is_own: bool = False
    """Whether this is site-gen's own repository, which installs itself."""
    requirement: str | None = None
    """The line that installs site-gen elsewhere, if there is one."""

    def place(self, path: str) -> str:
        """Give a path below the site as seen from the top of the repository."""
        return f"{self.folder}/{path}" if self.folder else path


def render_files(setting: Setting) -> dict[str, str]:
    """Give each file by its path from the top of the repository, without its first line."""
    words = _find_words(setting)
    files = {place: _fill(_load(name), words) for name, place in _PLACES.items()}
    if setting.requirement and not setting.is_own:
        files[setting.place(REQUIREMENTS)] = f"{setting.requirement}\n"
    return files


def _find_words(setting: Setting) -> dict[str, str]:
    output = setting.place(setting.output)
    requirements = shlex.quote(setting.place(REQUIREMENTS))
    return {
        "branch": _quote(setting.branch),
        "install": "." if setting.is_own else f"-r {requirements}",
        "site": f"--site {shlex.quote(setting.folder)} " if setting.folder else "",
        "articles": shlex.quote(setting.place("content/articles")),
        "cache": _quote(setting.place(".site-gen/cache.sqlite")),
        "output": _quote(output),
        "notes": shlex.quote(f"{output}/.site-gen.json"),
    }


def _quote(text: str) -> str:
    """Give a text as YAML has it."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _load(name: str) -> str:
    return normalize_text(read_bytes(TEXTS / name).decode())


def _fill(text: str, words: Mapping[str, str]) -> str:
    return re.sub(r"@\{(\w+)\}", lambda match: words[match[1]], text)


def sign(text: str) -> str:
    """Give a file with the first line that says it is ours, as long as nobody changes the rest."""
    return f"{_HEAD.format(_fingerprint(text))}\n{text}"


def is_ours(text: str) -> bool:
    """Tell whether a file is as we wrote it, but for versions of actions, which dependabot raises."""
    first, _, rest = text.partition("\n")
    match = _HEAD_PATTERN.fullmatch(first)
    return match is not None and match[1] == _fingerprint(rest)


def keep_newer_actions(old: str, new: str) -> str:
    """Give the new text with the versions of actions that the old one had newer."""
    known = {name: int(version) for name, version in _ACTION.findall(old)}
    return _ACTION.sub(lambda match: f"{match[1]}{max(int(match[2]), known.get(match[1], 0))}", new)


def _fingerprint(text: str) -> str:
    return digest(_ACTION.sub(r"\1", text).encode())[:12]
