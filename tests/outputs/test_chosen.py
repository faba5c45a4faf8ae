"""A site that asks for some outputs only: nothing leads to what is not made."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from site_gen.building.build import build_site
from site_gen.building.results import BuildOptions
from tests.built import NOW, ROOT, find_pages

_LINK = re.compile(r'\b(?:href|src)="([^":]*)"')


def build_demo(folder: Path, outputs: str) -> Path:
    shutil.copytree(ROOT / "content", folder / "content")
    config = (ROOT / "site.yaml").read_text(encoding="utf-8")
    config = re.sub(r"^nav:\n(?:  .*\n)+", "", config, flags=re.MULTILINE)  # it leads to lists
    (folder / "site.yaml").write_text(f"{config}\noutputs: {outputs}\n", encoding="utf-8")
    result = build_site(folder, BuildOptions(now=NOW))
    assert result.done, result.diagnostics
    return result.output


def missing_files(output: Path) -> list[str]:
    """Give the links of all pages but the 404 that lead to no file."""
    missing = set()
    for name in find_pages(output):
        if name == "404.html":
            continue
        page = output / name
        for link in _LINK.findall(page.read_text(encoding="utf-8")):
            path = unquote(urldefrag(link.partition("?")[0]).url)
            target = page.parent / path if path else page
            if not (target / "index.html" if target.is_dir() else target).is_file():
                missing.add(f"{name}: {link}")
    return sorted(missing)


@pytest.mark.parametrize(
    ("outputs", "there", "not_there"),
    [
        ("[pages]", {"corrections", "ratings"}, {"status", "claims", "archive", "speakers", "embed"}),
        ("[pages, status]", {"status", "corrections"}, {"claims", "archive", "speakers", "topics"}),
        ("[indexes]", {"status", "claims", "archive", "speakers", "topics"}, {"embed", "search"}),
    ],
)
def test_lists_are_made_as_asked_and_no_link_leads_to_others(
    tmp_path: Path, outputs: str, there: set[str], not_there: set[str]
) -> None:
    output = build_demo(tmp_path, outputs)
    folders = {path.name for path in output.iterdir() if path.is_dir()}
    assert there <= folders
    assert not not_there & folders
    assert missing_files(output) == []


def test_without_other_lists_every_page_leads_to_those_by_verdict(tmp_path: Path) -> None:
    output = build_demo(tmp_path, "[pages, status]")
    for name in ("index.html", "ratings/index.html", "articles/lightning/index.html"):
        assert re.search(r'href="[./]*status/"', (output / name).read_text(encoding="utf-8")), name
