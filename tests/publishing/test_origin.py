from __future__ import annotations

import json
from pathlib import Path

import pytest

from site_gen.publishing.origin import find_origin
from tests.publishing.remote import commit, git

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def origin(**noted: object) -> tuple[str | None, str]:
    found = find_origin(json.dumps(noted))
    return found.requirement, found.advice


@pytest.mark.parametrize(
    ("noted", "line"),
    [
        (
            {"url": "https://github.com/desk/site-gen", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            f"site-gen @ git+https://github.com/desk/site-gen@{COMMIT}",
        ),
        (
            {
                "url": "https://user:secret@github.com/desk/tools.git",
                "vcs_info": {"vcs": "git", "commit_id": COMMIT, "requested_revision": "main"},
                "subdirectory": "site-gen",
            },
            f"site-gen @ git+https://github.com/desk/tools.git@{COMMIT}#subdirectory=site-gen",
        ),
        (
            {
                "url": "https://example.org/site_gen-0.1.0-py3-none-any.whl",
                "archive_info": {"hashes": {"sha256": "ab12"}},
            },
            "site-gen @ https://example.org/site_gen-0.1.0-py3-none-any.whl#sha256=ab12",
        ),
    ],
)
def test_what_others_can_reach_is_installed_the_same(noted: dict[str, object], line: str) -> None:
    assert origin(**noted) == (line, "")


def test_a_folder_of_this_computer_says_what_to_write(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    head = commit(tmp_path, "x")
    git(tmp_path, "remote", "add", "origin", "https://token@github.com/desk/site-gen.git")
    line, advice = origin(url=tmp_path.as_uri(), dir_info={"editable": True})
    assert line is None
    assert str(tmp_path) in advice
    assert advice.endswith(f"\n  site-gen @ git+https://github.com/desk/site-gen.git@{head}")


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "[]",
        "no json",
        "{}",
        '{"url": "https://x.example", "vcs_info": {}}',
        '{"url": "file:///nowhere", "dir_info": {}}',
        '{"url": "file:///nowhere/x.whl", "archive_info": {}}',
        '{"url": "file:///nowhere", "vcs_info": {"vcs": "git", "commit_id": "0"}}',
    ],
)
def test_where_nothing_is_known_the_form_is_shown(text: str | None) -> None:
    found = find_origin(text)
    assert found.requirement is None
    assert found.advice.endswith("\n  site-gen @ git+https://github.com/OWNER/REPOSITORY@COMMIT")


@pytest.mark.parametrize(
    "url",
    [
        "https://desk:secret@example.org/site_gen.whl",
        "https://secret@example.org/site_gen.whl",
        "https://example.org/site_gen.whl?token=secret",
        "https://example.org/site_gen.whl?X-Amz-Signature=secret&response=x",
    ],
)
def test_no_key_to_an_archive_goes_into_a_repository(url: str) -> None:
    line, advice = origin(url=url, archive_info={"hashes": {"sha256": "ab12"}})
    assert line is None
    assert "secret" not in advice
    assert advice.startswith(
        "site-gen was installed from https://example.org/site_gen.whl with a login or a key in"
    )


def test_the_line_asks_for_the_extras_that_are_there() -> None:
    vcs = {"vcs": "git", "commit_id": "0" * 40}
    noted = {"url": "https://github.com/desk/site-gen", "vcs_info": vcs}
    found = find_origin(json.dumps(noted), ("cards", "search"))
    assert found.requirement == f"site-gen[cards,search] @ git+https://github.com/desk/site-gen@{'0' * 40}"
    assert "site-gen[search] @ git+https://" in find_origin("{}", ("search",)).advice
