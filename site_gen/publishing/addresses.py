"""The address a site will have: guessed where ``site.yaml`` has none, refused where it names a wrong one.

A wrong address is the most common way to put a broken site on the web: no style under ``/repository/``, canonical
links that lead to somebody else. Works on values alone, asks nobody.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from site_gen.model import Config
from site_gen.publishing.github import GithubRepository, find_github
from site_gen.publishing.steps import DEPLOY, type_in_order
from site_gen.support.errors import PublishError
from site_gen.support.urls import is_placeholder


def guess_base_url(config: Config, url: str) -> str | None:
    """Give the ``base_url`` to build with where ``site.yaml`` names none, or a placeholder; else None."""
    if config.base_url and not is_placeholder(config.base_url):
        return None
    if config.domain:
        return f"https://{config.domain}/"
    repository = find_github(url)
    return repository.address if repository else None


def find_address(config: Config, url: str) -> str | None:
    """Give where readers will find a site that is pushed to the remote at ``url``, as far as is known."""
    written = config.base_url
    return guess_base_url(config, url) or (None if written and is_placeholder(written) else written)


def check_base_url(config: Config, url: str) -> None:
    """Raise PublishError where ``base_url`` does not fit the domain, or the repository on GitHub it is pushed to."""
    base_url, right = config.base_url, find_right_address(config, url)
    if right is None or base_url is None:
        return
    way_out = [f"write in site.yaml:\n  base_url: {right}"]
    if not config.domain:
        host = urlsplit(base_url).hostname
        way_out.append(
            f"or, if {host} is a domain of your own, write:\n  base_url: https://{host}/\n  domain: {host}"
        )
    commands = ["git add site.yaml", 'git commit -m "Name the address of the site"', DEPLOY]
    why = (
        f"its domain is {config.domain}"
        if config.domain
        else "that is where GitHub Pages serves this repository"
    )
    raise PublishError(
        f"base_url in site.yaml is {base_url}, but the site will be at {right}: {why}",
        "\n".join([*way_out, type_in_order(commands, before="then type:")]),
    )


def find_right_address(config: Config, url: str) -> str | None:
    """Give the address that ``base_url`` should name; None where it names it, names none, or nobody can tell."""
    base_url = config.base_url
    if not base_url or is_placeholder(base_url):
        return None
    if config.domain:
        right = f"https://{config.domain}/"
        return None if _place(base_url) == _place(right) else right
    repository = find_github(url)
    return repository.address if repository and not _fits(base_url, repository) else None


def _fits(base_url: str, repository: GithubRepository) -> bool:
    if urlsplit(base_url).scheme == "https" and _place(base_url) == _place(repository.address):
        return True
    host, path = _place(base_url)
    if host.endswith(".github.io"):
        # An organisation's private sites have hosts that only GitHub knows.
        return host.endswith(".pages.github.io") and not path
    # Where the owner's own site has a domain, the other repositories stand below it.
    return not repository.is_home and path == f"/{repository.name.lower()}"


def _place(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return (parts.netloc.lower(), parts.path.rstrip("/").lower())
