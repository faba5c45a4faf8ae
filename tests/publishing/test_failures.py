from __future__ import annotations

import pytest

from site_gen.publishing.failures import explain_failure
from site_gen.publishing.git import GitError, clean_errors


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("! [rejected] 1f2e -> gh-pages (stale info)", "somebody else published at the same moment"),
        ("unable to access 'https://x/': Could not resolve host: x", "the remote origin cannot be reached"),
        ("ssh: connect to host x port 22: Connection refused", "the remote origin cannot be reached"),
        ("could not read Username for 'https://x': terminal prompts disabled", "does not let you in"),
        ("git@github.com: Permission denied (publickey).", "does not let you in"),
        ("Permission to desk/facts.git denied to somebody.", "does not let you in"),
        ("remote: Repository not found.", "there is no repository at the address of the remote origin"),
        ("repository 'https://x/' not found", "there is no repository at the address of the remote origin"),
    ],
)
def test_what_git_says_is_put_in_words(said: str, message: str) -> None:
    problem = explain_failure(GitError(said, command="push"), None)
    assert message in problem.message
    assert "nothing was changed" in problem.message
    assert said in problem.help


def test_the_remotes_own_name_is_used() -> None:
    problem = explain_failure(GitError("Repository not found", command="fetch"), "mirror")
    assert "git remote set-url mirror" in problem.help


@pytest.mark.parametrize("login", ["ghp_SECRET", "desk:SECRET", "SECRET:x-oauth-basic"])
def test_no_token_of_an_address_is_shown(login: str) -> None:
    said = f"fatal: could not read Password for 'https://{login}@host.example/desk/facts.git': No such device"
    shown = clean_errors(said.encode())
    assert "SECRET" not in shown
    assert "'https://host.example/desk/facts.git'" in shown


REJECTED = "remote: only on weekdays\n! [remote rejected] 1f2e -> gh-pages (pre-receive hook declined)"


@pytest.mark.parametrize(
    ("command", "said", "message"),
    [
        ("push", REJECTED, "the remote origin refused the site; nothing was changed"),
        (
            "push",
            "failed to push some refs to 'x'",
            "git did not push the site to origin; nothing was changed",
        ),
        ("fetch", "bad object", "git could not look what stands on origin; nothing was changed"),
        (
            "fast-import",
            "write error: No space left on device",
            "the disk of this computer is full; nothing was pub",
        ),
        (
            "rev-parse",
            "unable to open x: Permission denied",
            "git may not write into the repository on this computer",
        ),
        (
            "update-ref",
            "Unable to create 'x.lock': File exists.",
            "another git command is at work in this repository",
        ),
        (
            "fast-import",
            "something else",
            "git could not do its part on this computer; nothing was published",
        ),
    ],
)
def test_it_is_told_where_it_went_wrong(command: str, said: str, message: str) -> None:
    problem = explain_failure(GitError(said, command=command), None)
    assert problem.message.startswith(message)
    assert problem.help.endswith("\n  site-gen deploy")


def test_where_pushes_have_an_address_of_their_own_that_is_corrected() -> None:
    problem = explain_failure(GitError("Repository not found", command="fetch"), "mirror", is_split=True)
    assert "git remote set-url --push mirror" in problem.help
