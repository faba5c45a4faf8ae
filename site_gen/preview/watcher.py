"""Sees every save in a site's folder and says so at once. Does not know what is done then.

Stands in for livereload's own watcher, which looks every 0.8 s and forgets saves made within 3 s of a reload.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Generator
from contextlib import closing
from pathlib import Path

from watchfiles import Change, watch

FOLDERS = ("content", "static", "templates")
CONFIG = "site.yaml"

# Milliseconds: how often to look for events, how long to gather those of one save, how long to wait for one.
_STEP = 2
_GATHERING = 100
_FOLDER_WAIT = 20
_TOP_WAIT = 1
_RETRY_SECONDS = 0.5

_Changes = set[tuple[Change, str]]


class SiteWatcher:
    """Watches the files that a site is made of, in a thread of its own.

    Only ``content/``, ``static/``, ``templates/`` and ``site.yaml`` are watched: a site's folder may also
    hold its output, its repository and whole environments of other tools.
    """

    def __init__(
        self, root: Path, changed: Callable[[Collection[str] | None], None], say: Callable[[str], None]
    ) -> None:
        """``changed`` gets the paths that were saved, relative to ``root``; None: any may have been."""
        self._root = root.resolve()
        self._changed = changed
        self._say = say
        self._stopped = threading.Event()
        self._polling: bool | None = None
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        """Begin to watch, call ``changed`` with None once everything is being watched, then after each save."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread, and wait for it."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                self._watch_until_folders_change()
            except FileNotFoundError:
                # A folder went away between being listed and being watched, or with the disk it is on.
                self._stopped.wait(_RETRY_SECONDS)
            except OSError as problem:
                if self._polling:
                    self._say(f"Saves cannot be seen any more: {problem}. Start the preview again.")
                    return
                self._polling = True
                self._say(f"The system cannot watch these files ({problem}); they are looked at in turn now.")

    def _watch_until_folders_change(self) -> None:
        folders = [self._root / name for name in FOLDERS if (self._root / name).is_dir()]
        with (
            closing(self._events(self._root, wait=_TOP_WAIT, recursive=False)) as top,
            closing(self._events(*folders, wait=_FOLDER_WAIT, recursive=True)) as below,
        ):
            is_first = True
            for at_top, inside in zip(top, below, strict=False):
                if self._stopped.is_set() or any(map(_is_folder_change, at_top)):
                    return
                # What was saved before the watch began shows in the first look after it.
                if is_first:
                    is_first = False
                    self._changed(None)
                elif at_top or inside:
                    self._changed(frozenset(self._name(path) for _, path in (*at_top, *inside)))

    def _name(self, path: str) -> str:
        return Path(path).relative_to(self._root).as_posix()

    def _events(self, *paths: Path, wait: int, recursive: bool) -> Generator[_Changes, None, None]:
        # Gives an empty set whenever ``wait`` is over. No event is lost between two looks.
        return watch(
            *paths,
            watch_filter=lambda _, path: is_relevant(self._root, path),
            debounce=_GATHERING,
            step=_STEP,
            rust_timeout=wait,
            yield_on_timeout=True,
            raise_interrupt=False,
            stop_event=self._stopped,
            force_polling=self._polling,
            recursive=recursive,
        )


def is_relevant(root: Path, path: str) -> bool:
    """Tell whether a change of the file or folder at ``path`` may change the site.

    What editors leave beside the file they save is not relevant: swap files, back-up copies, temporary files.
    """
    try:
        parts = Path(path).relative_to(root).parts
    except ValueError:
        return False
    if not parts or parts[0] not in {CONFIG, *FOLDERS}:
        return False
    is_hidden = any(part.startswith(".") for part in parts)
    is_copied = parts[:2] == ("static", "root")
    return not parts[-1].endswith(("~", ".tmp", ".swp", ".swx", ".swo")) and (is_copied or not is_hidden)


def _is_folder_change(change: tuple[Change, str]) -> bool:
    # A folder that came, went or was replaced needs a new watch.
    kind, path = change
    return kind != Change.modified and Path(path).name in FOLDERS
