from __future__ import annotations

import pytest

from site_gen.publishing.github import find_github


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://github.com/Desk/Facts.git", "https://desk.github.io/Facts/"),
        ("https://github.com/desk/facts", "https://desk.github.io/facts/"),
        ("https://token@github.com/desk/facts/", "https://desk.github.io/facts/"),
        ("git@github.com:desk/facts.git", "https://desk.github.io/facts/"),
        ("ssh://git@github.com/desk/facts.git", "https://desk.github.io/facts/"),
        ("ssh://git@ssh.github.com:443/desk/facts.git", "https://desk.github.io/facts/"),
        ("git@github.com:Desk/desk.github.io.git", "https://desk.github.io/"),
        ("https://gitlab.com/desk/facts.git", None),
        ("https://github.com/desk", None),
        ("https://notgithub.com/desk/facts.git", None),
        ("/srv/github.com/desk/facts.git", None),
        ("https://evil.example/github.com/desk/facts", None),
    ],
)
def test_github_says_where_a_site_will_be(url: str, address: str | None) -> None:
    assert (found.address if (found := find_github(url)) else None) == address
