"""Every page is right HTML: the Nu Html Checker finds no error, and nothing to warn of."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.built import SITES, BuiltSites, find_pages
from tests.npm import fetch

PASSED_OVER = (
    "violates Content Security Policy",  # a file that is read from a disk has no origin of its own
    "Unicode Normalization Form C",  # the words of authors stay as they were typed
)


@pytest.fixture(scope="module")
def java() -> str:
    found = shutil.which("java")
    if not found:
        pytest.skip("there is no Java on this machine")
    return found


@pytest.fixture(scope="module")
def jar() -> Path:
    """The checker."""
    return fetch("vnu-jar@26.9.27", "build/dist/vnu.jar")


@pytest.mark.slow
def test_every_page_is_right_html(built: BuiltSites, java: str, jar: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!doctype html><title>x</title><p id=x><p id=x></b>", encoding="utf-8")
    folders = [built.build(site) for site in SITES] + [built.build("demo", portable=True)]
    pages = [str(folder / path) for folder in folders for path in find_pages(folder)]
    found = find_faults(java, jar, [*pages, str(wrong)])
    assert any("wrong.html" in fault for fault in found), "the checker sees what is wrong"
    assert [fault for fault in found if "wrong.html" not in fault] == []


def find_faults(java: str, jar: Path, files: list[str]) -> list[str]:
    """Give what the checker finds in one run."""
    command = [java, "-Xss1m", "-jar", str(jar), "--format", "json", *files]
    ended = subprocess.run(command, check=False, capture_output=True, timeout=240)
    return [
        f"{each.get('url')}:{each.get('lastLine')}: {each['message']}"
        for each in json.loads(ended.stderr)["messages"]
        if not any(passed_over in each["message"] for passed_over in PASSED_OVER)
    ]
