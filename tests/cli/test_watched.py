"""What is shown while a person waits."""

from __future__ import annotations

import io
import threading

import pytest

from site_gen.cli import terminal


def test_what_is_going_on_is_said_without_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside another thread no process is forked, and a build would be slower where somebody watches it."""
    shown = io.StringIO()
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setenv("FORCE_COLOR", "1")  # as if it were a terminal
    monkeypatch.setattr(terminal, "is_watched", lambda _: True)
    before = threading.active_count()
    with terminal.working("building", quiet=False):
        assert threading.active_count() == before
    assert "building …" in shown.getvalue()
