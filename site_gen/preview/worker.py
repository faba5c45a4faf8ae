"""The thread that owns the site: takes in what was saved, answers what is asked, tidies up when it is quiet.

One thing at a time, saves before questions: whoever asks after a save gets what was saved. Knows nothing of servers.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Collection
from concurrent.futures import Future
from typing import Any, TypeVar

from site_gen.building.live import LiveSite
from site_gen.building.seen import Followed
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.errors import SiteGenError
from site_gen.support.structs import Struct

QUIET = 0.15
"""Seconds without a save until everything is looked at again."""
PATIENCE = 2.0
"""Seconds until what is asked for is shown though the first look is not over: a part is better than nothing."""
LULL = 2.0
"""Seconds without a save until what takes longer is begun."""
_Answer = TypeVar("_Answer")
_Asked = tuple[Callable[[LiveSite, "State"], Any], Future[Any], str | None]


class State(Struct, frozen=True):
    """What the preview shows at one moment."""

    revision: int = 0
    """Another number for another state."""
    base_path: str = "/"
    diagnostics: tuple[Diagnostic, ...] = ()
    failure: str = ""
    """Why the last change could not be taken in at all, in words."""
    touched: tuple[str, ...] = ()
    """Addresses of pictures and files that changed though their address did not."""
    restyled: tuple[tuple[str, str], ...] = ()
    """Style sheets that alone were saved, each by its address before and now."""
    is_current: bool = False
    """Whether everything was looked at since the last save."""


class Worker:
    """Runs one site in a thread of its own."""

    def __init__(
        self, open_site: Callable[[], LiveSite], tell: Callable[[State], None], patience: float = PATIENCE
    ) -> None:
        """``open_site`` and ``tell`` are called in that thread; ``tell`` gets each new state."""
        self._patience = patience
        self._open_site = open_site
        self._tell = tell
        self._wake = threading.Condition()
        self._saved: set[str] = set()
        self._all = False
        self._asked: deque[_Asked] = deque()
        self._late: deque[_Asked] = deque()
        """What can be answered only after the first look."""
        self._patient_until = 0.0
        self._is_over = False
        self._due: float | None = None
        self._is_awaited = False
        """Whether there is nothing to answer with until the look that is under way has ended."""
        self._saved_at = 0.0
        self._state = State()
        self._failure = ""
        self._thread = threading.Thread(target=self._run, name="site", daemon=True)

    def start(self) -> None:
        """Begin with a look at everything."""
        self._all = True
        self._patient_until = time.monotonic() + self._patience
        self._thread.start()

    def stop(self) -> None:
        """End soon. What is being made is left behind: a daemon thread does not hold up the end."""
        with self._wake:
            self._is_over = True
            self._wake.notify()

    def wait(self, seconds: float) -> None:
        """Wait until the thread has ended, and its cache is closed; no longer than so many seconds."""
        self._thread.join(seconds)

    def save(self, paths: Collection[str] | None) -> None:
        """Say that files were saved; None: any may have been. May be called from any thread."""
        with self._wake:
            self._saved.update(paths or ())
            self._all |= paths is None
            self._wake.notify()

    def ask(self, question: Callable[[LiveSite, State], _Answer], path: str | None = None) -> Future[_Answer]:
        """Ask the site something once all that is saved by now is taken in. May be called from any thread.

        ``path``: what a request asks for, if it may be answered before the first look is over where that takes long.
        """
        answer: Future[_Answer] = Future()
        with self._wake:
            self._asked.append((question, answer, path))
            self._wake.notify()
        return answer

    def _run(self) -> None:
        site = self._open()
        if site is None:
            return
        try:
            while not self._is_over:
                self._step(site)
        finally:
            site.close()
            for _, answer, _ in (*self._asked, *self._late):
                answer.cancel()

    def _open(self) -> LiveSite | None:
        try:
            return self._open_site()
        except Exception as fault:  # noqa: BLE001 - told in words, and to whoever asks
            self._tell(State(1, failure=_put_in_words(fault), is_current=True))
            while not self._is_over:
                with self._wake:
                    self._wake.wait_for(lambda: self._asked or self._is_over)
                    asked, self._asked = self._asked, deque()
                for _, answer, _ in asked:
                    answer.set_exception(fault)
            return None

    def _step(self, site: LiveSite) -> None:
        with self._wake:
            if not (self._saved or self._all or self._asked or self._is_over):
                self._wake.wait(None if self._due is None else max(0.0, self._due - time.monotonic()))
            saved, look = self._saved, self._all
            self._saved, self._all = set(), False
            may_ask = not self._is_awaited or self._must_be_early(site)
            asked = self._asked.popleft() if self._asked and may_ask and not (saved or look) else None
        if self._is_over:
            return
        if saved or look:
            self._take_in(site, saved, look=look)
        elif asked and self._is_awaited and not self._show_early(site, asked[2]):
            self._late.append(asked)
        elif asked:
            self._answer(site, asked[0], asked[1])
        elif self._due is not None and time.monotonic() >= self._due:
            self._try(site.settle)
            if self._is_awaited and not site.is_looking:
                self._is_awaited = False
                with self._wake:
                    self._asked.extendleft(reversed(self._late))
                self._late.clear()
            elif self._is_awaited and not self._state.revision and self._must_be_early(site):
                self._show_early(site, "")
            self._due = self._find_due(site)
            self._tell_state(site)

    def _must_be_early(self, site: LiveSite) -> bool:
        return bool(site.progress) and time.monotonic() >= self._patient_until

    @staticmethod
    def _show_early(site: LiveSite, path: str | None) -> bool:
        """Tell whether what is asked for can be shown now; what goes wrong with it is told by the look in the end."""
        try:
            return path is not None and site.show_early(path)
        except Exception:  # noqa: BLE001 - the preview outlives any fault
            return False

    def _find_due(self, site: LiveSite) -> float | None:
        """Give when to go on with what can wait; a look under way goes on at once."""
        if site.is_settled or self._failure:
            return None
        if site.is_looking:
            return time.monotonic()
        return max(time.monotonic(), self._saved_at + (LULL if site.is_current else QUIET))

    def _take_in(self, site: LiveSite, saved: set[str], *, look: bool) -> None:
        def take_in() -> None:
            if look or site.follow(saved) == Followed.LOOK:
                site.begin_look()
                self._is_awaited = True

        self._try(take_in)
        self._saved_at = time.monotonic()
        self._due = self._saved_at + (0 if self._is_awaited else QUIET)
        self._tell_state(site)

    def _answer(
        self, site: LiveSite, question: Callable[[LiveSite, State], Any], answer: Future[Any]
    ) -> None:
        if not answer.set_running_or_notify_cancel():
            return
        try:
            answer.set_result(question(site, self._state))
        except Exception as fault:  # noqa: BLE001 - whoever asked is told
            answer.set_exception(fault)
        self._tell_state(site)

    def _try(self, change: Callable[[], None]) -> None:
        failure = ""
        try:
            change()
        except Exception as fault:  # noqa: BLE001 - the preview outlives any fault
            failure = _put_in_words(fault)
        self._failure = failure

    def _tell_state(self, site: LiveSite) -> None:
        old = self._state
        is_current = site.is_current or bool(self._failure)
        if (old.revision, old.failure, old.is_current) != (site.revision, self._failure, is_current):
            self._state = State(
                site.revision,
                site.base_path,
                site.diagnostics,
                self._failure,
                site.touched,
                site.restyled,
                is_current,
            )
            self._tell(self._state)


def _put_in_words(fault: Exception) -> str:
    if isinstance(fault, SiteGenError):
        return f"{fault.message}\n{fault.help}".rstrip()
    return f"site-gen failed, and that is its own fault: {type(fault).__name__}: {fault}"
