from __future__ import annotations

import pytest

from site_gen.publishing.credentials import hide_secrets, hide_secrets_in


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://desk:secret@example.org/x.git", "https://example.org/x.git"),
        ("https://token@github.com/desk/facts.git", "https://github.com/desk/facts.git"),
        ("https://example.org/x.git?token=secret", "https://example.org/x.git"),
        ("git@github.com:desk/facts.git", "git@github.com:desk/facts.git"),
        ("/srv/git/site.git", "/srv/git/site.git"),
    ],
)
def test_passwords_are_not_shown(url: str, shown: str) -> None:
    assert hide_secrets(url) == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "cannot read 'https://desk:secret@example.org/x.git/': no",
            "cannot read 'https://example.org/x.git/': no",
        ),
        (
            "cannot read 'https://example.org/x.git?token=secret': no",
            "cannot read 'https://example.org/x.git?…': no",
        ),
        ("is that all? yes", "is that all? yes"),
    ],
)
def test_neither_are_they_in_what_git_says(said: str, shown: str) -> None:
    assert hide_secrets_in(said) == shown
