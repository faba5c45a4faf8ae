"""What is not published yet reaches nobody: not the output, not the branch, not what a workflow saves."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_gen.publishing.origin import Origin
from site_gen.publishing.workflow import write_workflow
from tests.commands import ARTICLE, CLAIMS, Run
from tests.publishing.newsroom import Newsroom
from tests.publishing.remote import git

WORD = "Xylocarp"
"""A secret, in every place that a person can write to. A word of its own, so that no other text has it."""

DRAFT = f"""\
---
title: {WORD} title
summary: {WORD} summary
draft: true
date: 2026-05-04
tags: [{WORD}]
author: {WORD} Writer
image: {WORD}.svg
aliases: [/old-{WORD.lower()}/]
original: {{title: {WORD}, url: "https://{WORD.lower()}.example/"}}
---

# {WORD} heading

The {WORD} bridge, [a file]({WORD}.pdf), ![{WORD}]({WORD}.svg) and [a page that is not there](/{WORD.lower()}/).
"""
DRAFT_CLAIMS = f"""\
claims:
  - id: {WORD.lower()}
    quote: The {WORD} bridge
    status: inaccurate
    summary: {WORD} said so.
    note: More of {WORD}.
    sources:
      - {{title: {WORD} register, url: "https://{WORD.lower()}.example/"}}
      - {WORD.lower()}-source
  - id: broken
    quote: no such words of {WORD}
    status: inaccurate
    summary: {WORD}
"""
WAITING = DRAFT.replace("draft: true", "publish_after: 2999-01-01 06:00 UTC").replace(
    f"[a page that is not there](/{WORD.lower()}/)", "no more"
)
HELD_BACK = f"""\
  - id: held-back
    quote: in spring
    state: review
    status: inaccurate
    summary: {WORD} is not sure yet.
    note: Ask {WORD}.
    claimant: {WORD} Minister
    sources:
      - {{title: {WORD} register, url: "https://{WORD.lower()}.example/"}}
  - id: held-back-and-broken
    quote: no words of {WORD}
    state: draft
notes:
  - {{id: note-{WORD.lower()}, quote: The bridge, note: "Of {WORD}.", state: draft}}
"""
PICTURE = f'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><title>{WORD}</title></svg>'
SECRETS = {
    f"content/articles/{WORD}.md": DRAFT,
    f"content/articles/{WORD}.claims.yaml": DRAFT_CLAIMS,
    f"content/articles/{WORD}.svg": PICTURE,
    f"content/articles/{WORD}.pdf": WORD,
    f"content/articles/later/{WORD}-later.md": WAITING.replace("aliases", "x-aliases").replace(
        f"x-aliases: [/old-{WORD.lower()}/]\n", ""
    ),
    f"content/articles/later/{WORD}.svg": PICTURE,
    f"content/articles/later/{WORD}.pdf": WORD,
    f"content/pages/{WORD}.md": f"---\ntitle: {WORD}\ndraft: true\n---\n\nOf {WORD}.\n",
    "content/sources.yaml": f'{WORD.lower()}-source: {{title: {WORD} archive, url: "https://{WORD.lower()}.example/"}}\n',
    "content/articles/river.claims.yaml": CLAIMS + HELD_BACK,
    "content/articles/river.md": ARTICLE,
}
PUBLIC_CACHE = ".site-gen/cache.sqlite"


@pytest.fixture
def secretive(room: Newsroom) -> Newsroom:
    room.write(SECRETS)
    return room


def holders(folder: Path) -> list[str]:
    """Give the files below a folder that have the word in their bytes or in their names."""
    return [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and has_word(path.relative_to(folder).as_posix().encode(), path.read_bytes())
    ]


def has_word(*texts: bytes) -> bool:
    for text in texts:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            if WORD.lower().encode(encoding) in text.lower():
                return True
        if any(WORD.lower().encode() in part.lower() for part in _unpack(text)):
            return True
    return False


def _unpack(data: bytes) -> Iterator[bytes]:
    """Give what is packed in some bytes, wherever a zlib stream begins."""
    for match in re.finditer(b"\x78[\x01\x5e\x9c\xda]", data):
        try:
            yield zlib.decompressobj().decompress(data[match.start() :])
        except zlib.error:
            continue


def test_the_search_itself_finds_the_word(secretive: Newsroom) -> None:
    assert len(holders(secretive.root / "content")) >= len(SECRETS) - 1
    assert has_word(zlib.compress(WORD.encode()))


def test_nothing_of_it_is_in_the_output_the_branch_and_the_saved_cache(
    secretive: Newsroom, run: Run, tmp_path: Path
) -> None:
    ended = run("deploy", "--yes")
    assert ended.code == 0, ended.err
    assert (
        "left out: 1 draft article, 3 claims and notes in draft or review, 1 article until publish_after"
        in ended.out
    )
    assert holders(secretive.root / "_site") == []
    assert not has_word((secretive.root / PUBLIC_CACHE).read_bytes())
    git(tmp_path, "clone", "--quiet", "--single-branch", "--branch=gh-pages", str(secretive.bare), "web")
    assert (tmp_path / "web/articles/river/index.html").is_file()
    assert holders(tmp_path / "web") == []
    assert not has_word(git(secretive.bare, "log", "--format=%B", "gh-pages").encode())


def test_neither_after_a_preview_with_drafts(secretive: Newsroom, run: Run) -> None:
    ended = run("build", "--drafts")
    assert ended.code == 0, ended.err
    assert holders(secretive.root / "_site-drafts")
    assert run("check", "--drafts").code == 0
    assert run("deploy", "--yes").code == 0
    assert holders(secretive.root / "_site") == []
    assert not has_word((secretive.root / PUBLIC_CACHE).read_bytes())


def test_what_a_workflow_saves_is_that_one_file(secretive: Newsroom) -> None:
    write_workflow(secretive.root, Origin("site-gen @ git+https://example.org/x@0"))
    text = (secretive.root / ".github/workflows/pages.yml").read_text("utf-8")
    step = text.split("actions/cache@")[1].split("- name:")[0]
    assert re.findall(r"path: (.*)", step) == [PUBLIC_CACHE]


def test_the_saved_cache_is_of_use(secretive: Newsroom, run: Run) -> None:
    """What is published is in it: it is not empty for fear."""
    secretive.write(
        {"content/articles/well.md": "---\ntitle: A well\ndate: 2026-05-05\n---\n\nIt is quite deep.\n"}
    )
    run("build")
    assert b"quite deep" in (secretive.root / PUBLIC_CACHE).read_bytes()


def test_by_day_all_errors_of_what_waits_are_found(room: Newsroom, run: Run) -> None:
    article = ARTICLE.replace("date:", "publish_after: 2999-01-01 06:00 UTC\ndate:")
    room.write(
        {
            "content/articles/later.md": article.replace("river", "well"),
            "content/articles/later.claims.yaml": CLAIMS.replace("nine weeks", "ten weeks"),
        }
    )
    ended = run("deploy", "--yes")
    assert ended.code == 1
    assert "content/articles/later.claims.yaml:3:12: error[quote-is-found]" in ended.err


def test_when_its_hour_comes_it_is_published(
    room: Newsroom, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = ARTICLE.replace("date:", "publish_after: 2030-01-01 06:00 UTC\ndate:").replace("river", "well")
    room.write({"content/articles/later.md": article})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893477599")  # 2030-01-01 05:59:59
    run("deploy", "--yes")
    assert "articles/later/index.html" not in room.published()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893477600")
    assert run("deploy", "--yes").code == 0
    assert "articles/later/index.html" in room.published()
