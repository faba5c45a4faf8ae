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
        ("something else", "the remote origin refused the site"),
    ],
)
def test_what_git_says_is_put_in_words(said: str, message: str) -> None:
    problem = explain_failure(GitError(said), None)
    assert message in problem.message
    assert "nothing was changed" in problem.message
    assert said in problem.help


def test_the_remotes_own_name_is_used() -> None:
    problem = explain_failure(GitError("Repository not found"), "mirror")
    assert "git remote set-url mirror" in problem.help


@pytest.mark.parametrize("login", ["ghp_SECRET", "desk:SECRET", "SECRET:x-oauth-basic"])
def test_no_token_of_an_address_is_shown(login: str) -> None:
    said = f"fatal: could not read Password for 'https://{login}@host.example/desk/facts.git': No such device"
    shown = clean_errors(said.encode())
    assert "SECRET" not in shown
    assert "'https://host.example/desk/facts.git'" in shown
