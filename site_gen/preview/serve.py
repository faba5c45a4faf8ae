"""``serve``: build, show, watch, and again after each save. Prints nothing; tells callbacks."""

from __future__ import annotations

import errno
import secrets
import socket
import threading
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from pathlib import Path

from site_gen.building.results import Preview
from site_gen.preview.hosts import LOOPBACK, Hosts, make_url
from site_gen.preview.server import PreviewServer
from site_gen.preview.shown import Shown
from site_gen.preview.watcher import SiteWatcher
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.errors import SiteGenError, UsageError

DEFAULT_PORT = 8000
_PORTS_TRIED = 20
_LAST_PORT = 65535

_Problems = tuple[Diagnostic, ...] | str


def serve_site(
    root: Path,
    *,
    render: Callable[[], Preview],
    say: Callable[[str], None],
    show_problems: Callable[[Sequence[Diagnostic]], None],
    host: str = LOOPBACK,
    port: int | None = None,
    open_browser: Callable[[str], object] | None = None,
) -> None:
    """Show the site in ``root`` to browsers until Ctrl-C, anew after each save.

    ``render`` builds the whole site; it is called in a thread of its own, one call at a time, and may raise
    SiteGenError. ``say`` gets sentences to print, from any thread. ``show_problems`` gets the problems of a
    build when they differ from those of the build before; none: they are mended. ``open_browser`` is called
    once with the address to open, in a thread of its own.

    Without ``port`` the first free one from 8000 on is taken. Raises UsageError where ``port`` is taken or
    ``host`` is no address of this computer.
    """
    listening = open_socket(host, port)
    session = Session(root, listening, Hosts(host), render=render, say=say, show_problems=show_problems)
    session.run(open_browser)


class Session:
    """One run of ``serve``: a server, a watcher, and a thread that builds whenever something was saved."""

    def __init__(
        self,
        root: Path,
        listening: socket.socket,
        hosts: Hosts,
        *,
        render: Callable[[], Preview],
        say: Callable[[str], None],
        show_problems: Callable[[Sequence[Diagnostic]], None],
    ) -> None:
        self._render = render
        self._say = say
        self._show_problems = show_problems
        self._hosts = hosts
        self._port: int = listening.getsockname()[1]
        self._server = PreviewServer(listening, hosts, SiteWatcher(root, self.rebuild, say), say)
        self._changed = threading.Event()
        self._over = threading.Event()

    def run(self, open_browser: Callable[[str], object] | None = None) -> None:
        """Serve until ``stop`` or Ctrl-C."""
        builder = threading.Thread(target=self._build_forever, args=[open_browser], name="build", daemon=True)
        builder.start()
        try:
            self._server.run()
        finally:
            # A build that is still running is left behind: a daemon thread does not hold up the end.
            self._over.set()
            self._changed.set()

    def rebuild(self) -> None:
        """Ask for a build. Requests made while one runs become one more build behind it."""
        self._changed.set()

    def stop(self) -> None:
        """End ``run`` soon."""
        self._server.stop()

    def _build_forever(self, open_browser: Callable[[str], object] | None) -> None:
        # Pages left open from an earlier run must not take its builds for ours.
        run = secrets.token_hex(4)
        said: _Problems = ()
        announced = False
        for number in count(1):
            self._changed.wait()
            # Cleared before the files are read: what is saved from here on asks for the next build.
            self._changed.clear()
            outcome = self._build()
            if self._over.is_set():
                return
            self._server.show(partial(Shown.after, build=f"{run}-{number}", outcome=outcome))
            said = self._report(outcome, said)
            if not announced:
                announced = True
                self._announce("/" if isinstance(outcome, str) else outcome.base_path, open_browser)

    def _build(self) -> Preview | str:
        if self._over.is_set():
            return ""
        try:
            return self._render()
        except SiteGenError as problem:
            return f"{problem.message}\n{problem.help}".rstrip()
        except Exception as fault:  # noqa: BLE001 - the preview outlives any fault of a build
            return f"site-gen failed, and that is its own fault: {type(fault).__name__}: {fault}"

    def _report(self, outcome: Preview | str, said: _Problems) -> _Problems:
        new = outcome if isinstance(outcome, str) else outcome.diagnostics
        if new != said:
            if isinstance(new, str):
                self._say(new)
            else:
                self._show_problems(new)
        return new

    def _announce(self, base_path: str, open_browser: Callable[[str], object] | None) -> None:
        url = make_url(self._hosts.host, self._port, base_path)
        self._say(f"Your site is at {url} and follows every save. Ctrl-C ends this.")
        if not self._hosts.is_loopback:
            self._say(
                f"Everybody in your network can read it at port {self._port} of this computer, with drafts. "
                "Leave --host out to keep it to yourself."
            )
        if open_browser:
            # Where the only browser is one of the console, this returns when it is closed.
            threading.Thread(target=open_browser, args=[url], daemon=True).start()


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
