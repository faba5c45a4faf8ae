"""The scripts of theme and preview are what their JSDoc says: the TypeScript compiler finds nothing wrong."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.built import ROOT
from tests.npm import fetch

CONFIG = ROOT / "tests" / "types" / "tsconfig.json"
PREVIEW = CONFIG.with_name("preview.json")


@pytest.fixture(scope="module")
def compiler() -> list[str]:
    """The command that checks types."""
    node = shutil.which("node")
    if not node:
        pytest.skip("there is no Node.js on this machine")
    return [node, str(fetch("typescript@5.9.3", "lib/tsc.js"))]


def check(compiler: list[str], config: Path) -> str:
    """Give what the compiler says."""
    ended = subprocess.run(
        [*compiler, "--project", str(config)], check=False, capture_output=True, text=True, timeout=120
    )
    return ended.stdout


@pytest.mark.slow
@pytest.mark.parametrize("config", [CONFIG, PREVIEW], ids=["the theme", "the preview"])
def test_scripts_have_the_types_they_say(compiler: list[str], config: Path) -> None:
    assert check(compiler, config) == ""


@pytest.mark.slow
def test_a_wrong_type_is_seen(compiler: list[str], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.js"
    wrong.write_text(
        "/** @param {number} size */\nconst grow = (size) => size.length;\ngrow(1);\n", encoding="utf-8"
    )
    config = tmp_path / "tsconfig.json"
    config.write_text(f'{{"extends": "{CONFIG.as_posix()}", "include": ["wrong.js"]}}', encoding="utf-8")
    assert "'length' does not exist" in check(compiler, config)
