"""The configuration, read once for the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from site_gen.building.configuring import ConfigReading, load_known_config
from site_gen.building.inputs import Inputs
from site_gen.building.store import Store
from site_gen.reading import config
from site_gen.support.files import write_file

SITE = "title: Desk\nbase_url: https://example.org/\n"


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store(None)
    yield store
    store.close(())


def load(root: Path, store: Store, site: str, environment: str = "one") -> ConfigReading:
    write_file(root / "site.yaml", site.encode())
    return load_known_config(root, environment, Inputs(root, {}, 0), store)[0]


def test_the_same_bytes_are_read_once(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    site = "title: Desk\ntitel: Task\n"
    first = load(tmp_path, store, site)
    assert first[0] is not None
    assert [each.code for each in first[1]] == ["key-is-known", "site-has-base-url"]
    monkeypatch.setattr(config, "parse_config", None)
    assert load(tmp_path, store, site) == first


def test_other_bytes_and_another_program_read_anew(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path, store, SITE)
    changed, _ = load(tmp_path, store, SITE.replace("Desk", "Task"))
    assert changed is not None
    assert changed.title == "Task"
    monkeypatch.setattr(config, "parse_config", lambda _: (None, []))
    assert load(tmp_path, store, SITE)[0] is not None
    assert load(tmp_path, store, SITE, environment="two")[0] is None


def test_what_cannot_be_read_is_said_each_time(tmp_path: Path, store: Store) -> None:
    for _ in range(2):
        read, problems = load(tmp_path, store, "- no keys\n")
        assert read is None
        assert [each.code for each in problems] == ["file-has-keys"]
    (tmp_path / "site.yaml").unlink()
    for _ in range(2):
        read, problems = load_known_config(tmp_path, "one", Inputs(tmp_path, {}, 0), store)[0]
        assert read is None
        assert problems
