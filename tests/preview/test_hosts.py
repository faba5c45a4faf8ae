from __future__ import annotations

import pytest

from site_gen.preview.hosts import Hosts, is_this_computer, make_url


@pytest.mark.parametrize(
    "header", ["127.0.0.1:8000", "localhost", "LocalHost:9", "localhost.:8000", "[::1]:8000"]
)
def test_this_computer_may_be_called_by_its_own_names(header: str) -> None:
    assert Hosts().allow_host(header)


@pytest.mark.parametrize(
    "header",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "localhost, evil.example",
        "192.168.1.5:8000",
        "0.0.0.0:8000",
        "[::1",
        "localhost:port",
        "",
    ],
)
def test_any_other_name_is_refused(header: str) -> None:
    assert not Hosts().allow_host(header)


def test_open_to_the_network_means_addresses_in_figures_not_names() -> None:
    hosts = Hosts("0.0.0.0")  # noqa: S104 - nothing is bound
    assert hosts.allow_host("192.168.1.5:8000")
    assert not hosts.allow_host("evil.example:8000")
    assert not hosts.is_loopback


def test_the_name_listened_on_is_answered() -> None:
    assert Hosts("desk.local").allow_host("desk.local:8000")


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("http://localhost:8000", True),
        ("https://localhost:8000", True),
        ("http://localhost:3000", False),
        ("http://localhost", False),
        ("http://evil.example", False),
        ("http://evil.example:8000", False),
        ("null", False),
        ("", False),
        ("file://", False),
        ("http://[", False),
    ],
)
def test_only_pages_of_the_preview_may_connect(origin: str, *, allowed: bool) -> None:
    assert Hosts().allow_origin(origin, "localhost:8000") is allowed


def test_a_foreign_name_may_not_connect_to_itself() -> None:
    assert not Hosts().allow_origin("http://evil.example:8000", "evil.example:8000")


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/repo/"),
        ("0.0.0.0", "http://localhost:8000/repo/"),  # noqa: S104 - nothing is bound
        ("::1", "http://[::1]:8000/repo/"),
    ],
)
def test_the_address_can_be_typed_into_a_browser(host: str, url: str) -> None:
    assert make_url(host, 8000, "/repo/") == url


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("192.168.1.7", False),
        ("fe80::1", False),
        ("", False),
    ],
)
def test_only_this_computer_itself_may_write(address: str, *, here: bool) -> None:
    assert is_this_computer(address) is here
