"""``serve``: look, show, watch, and follow each save. Prints nothing; tells callbacks."""

from __future__ import annotations

import datetime
import errno
import socket
import sys
import threading
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path

from site_gen.building.live import LiveSite
from site_gen.preview.hosts import LOOPBACK, Hosts, make_url
from site_gen.preview.replies import DESK
from site_gen.preview.server import PreviewServer
from site_gen.preview.stage import Stage
from site_gen.preview.watcher import SiteWatcher
from site_gen.preview.worker import PATIENCE, State, Worker
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.errors import UsageError

DEFAULT_PORT = 8000
_PORTS_TRIED = 20
_LAST_PORT = 65535
_LAST_MOMENT = 0.5
"""Seconds at the end for the site's thread to keep what it prepared."""
_TURN = 0.0005
"""Seconds until a thread that computes lets another one go on. A request is handed on several times, and waits as long
each time while the site's thread looks at everything."""

Say = Callable[[str], None]
ShowProblems = Callable[[Sequence[Diagnostic]], None]


def serve_site(
    root: Path,
    *,
    now: Callable[[], datetime.datetime],
    say: Say,
    show_problems: ShowProblems,
    host: str = LOOPBACK,
    port: int | None = None,
    open_browser: Callable[[str], object] | None = None,
) -> None:
    """Show the site in ``root`` to browsers until Ctrl-C, with every save.

    ``now`` tells the time. ``say`` gets sentences to print, from any thread. ``show_problems`` gets the problems of
    the site when they differ from those it got before; none: they are mended. ``open_browser`` is called once with
    the address to open, in a thread of its own.

    Without ``port`` the first free one from 8000 on is taken. Raises UsageError where ``port`` is taken or
    ``host`` is no address of this computer.
    """
    listening = open_socket(host, port)
    session = Session(
        root,
        listening,
        Hosts(host),
        open_site=partial(LiveSite, root, now),
        say=say,
        show_problems=show_problems,
    )
    session.run(open_browser)


class Session:
    """One run of ``serve``: a server, a watcher, and a thread that owns the site."""

    def __init__(
        self,
        root: Path,
        listening: socket.socket,
        hosts: Hosts,
        *,
        open_site: Callable[[], LiveSite],
        say: Say,
        show_problems: ShowProblems,
        patience: float = PATIENCE,
    ) -> None:
        """``patience``: see there."""
        self._say = say
        self._show_problems = show_problems
        self._hosts = hosts
        self._port: int = listening.getsockname()[1]
        self._state = State()
        self._said: tuple[Diagnostic, ...] | str = ()
        self._announced = False
        self._open_browser: Callable[[str], object] | None = None
        self.worker = Worker(open_site, self._follow, patience)
        self.is_watching = threading.Event()
        """Set once every save is seen; what was saved before shows as well."""
        self._server = PreviewServer(
            listening, hosts, Stage(self.worker), SiteWatcher(root, self._save, say), say
        )

    def run(self, open_browser: Callable[[str], object] | None = None) -> None:
        """Serve until ``stop`` or Ctrl-C."""
        self._open_browser = open_browser
        before = sys.getswitchinterval()
        sys.setswitchinterval(_TURN)
        self.worker.start()
        try:
            self._server.run()
        finally:
            sys.setswitchinterval(before)
            self.worker.stop()
            self.worker.wait(_LAST_MOMENT)

    def stop(self) -> None:
        """End ``run`` soon."""
        self._server.stop()

    def _save(self, paths: Collection[str] | None) -> None:
        self.worker.save(paths)
        self.is_watching.set()

    def _follow(self, state: State) -> None:
        """Take a new state of the site; called in the site's thread."""
        old, self._state = self._state, state
        if (old.revision, old.failure) != (state.revision, state.failure) and self._announced:
            self._server.show(state.touched, state.restyled)
        if not self._announced:
            self._announced = True
            self._announce(state.base_path)
        if state.is_current or state.failure:
            self._report(state.failure or state.diagnostics)

    def _report(self, found: tuple[Diagnostic, ...] | str) -> None:
        if found != self._said:
            self._said = found
            if isinstance(found, str):
                self._say(found)
            else:
                self._show_problems(found)

    def _announce(self, base_path: str) -> None:
        url = make_url(self._hosts.host, self._port, base_path)
        desk = make_url(self._hosts.host, self._port, DESK)
        self._say(
            f"Your site is at {url} and follows every save; what is open and due is at {desk}. Ctrl-C ends this."
        )
        if not self._hosts.is_loopback:
            self._say(
                f"Everybody in your network can read it at port {self._port} of this computer, with drafts. "
                "Leave --host out to keep it to yourself."
            )
        if self._open_browser:
            # Where the only browser is one of the console, this returns when it is closed.
            threading.Thread(target=self._open_browser, args=[url], daemon=True).start()


def open_socket(host: str, port: int | None) -> socket.socket:
    """Take a port: the one asked for, else the first free one from 8000 on, else any. Raises UsageError."""
    if port is not None and not 0 <= port <= _LAST_PORT:
        raise UsageError(f"there is no port {port}", f"ports go from 1 to {_LAST_PORT}")
    candidates = [*range(DEFAULT_PORT, DEFAULT_PORT + _PORTS_TRIED), 0] if port is None else [port]
    for candidate in candidates:
        try:
            taken = socket.create_server((host, candidate), family=_family(host))
        except (OSError, UnicodeError) as problem:
            is_taken = isinstance(problem, OSError) and problem.errno in {errno.EADDRINUSE, errno.EACCES}
            if not is_taken or candidate == candidates[-1]:
                raise _refusal(host, candidate, problem) from problem
        else:
            taken.settimeout(0)  # as tornado wants it
            return taken
    raise UsageError("no port of this computer is free")


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _refusal(host: str, port: int, problem: Exception) -> UsageError:
    number = problem.errno if isinstance(problem, OSError) else None
    if number == errno.EADDRINUSE:
        return UsageError(f"port {port} is taken by another program", "leave --port out for a free one")
    if number == errno.EACCES:
        return UsageError(f"port {port} is kept for the system", "take one from 1024 on, or leave --port out")
    return UsageError(f"{host} is not an address of this computer", "leave --host out, or write 0.0.0.0")
