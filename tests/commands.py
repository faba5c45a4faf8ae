"""Commands run as people run them, on a small site."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from site_gen.cli import commands as cli

SITE = "title: Test Desk\nbase_url: https://example.org/desk/\n"
NOTE = (
    "  note: base_url in site.yaml is still the placeholder https://example.org/desk/; "
    "write the site's own address there (only deploy to GitHub knows it without)"
)
ARTICLE = """\
---
title: The river and the bridge
date: 2026-05-04
---

The bridge was closed for **nine weeks** in spring.
"""
CLAIMS = """\
claims:
  - id: closed
    quote: closed for nine weeks
    status: inaccurate
    summary: It was closed for four weeks.
    sources:
      - {title: Road register, url: "https://example.org/register", accessed: 2026-05-04}
    claimant: Bridge office
"""
MISSING = CLAIMS.replace("nine weeks", "ten weeks")
SLIPS = CLAIMS.replace("It was closed", "The register: it was closed")


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def last_line(self) -> str:
        return self.out.rstrip("\n").split("\n")[-1]


Run = Callable[..., Ended]
"""Runs a command in this process."""


def small_site() -> dict[str, str]:
    """Give the files of a small site without problems."""
    return {
        "site.yaml": SITE,
        "content/articles/river.md": ARTICLE,
        "content/articles/river.claims.yaml": CLAIMS,
    }


def spawn(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "site_gen", *words],
        cwd=cwd,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2]), **environment},
    )


def write_claims(site: Path, text: str) -> None:
    (site / "content/articles/river.claims.yaml").write_text(text, "utf-8")
