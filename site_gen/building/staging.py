"""Writing safely: everything is staged, then a journal says what will be renamed, then it is renamed.

Until the journal stands, the old site is whole and untouched. From then on, whoever comes next rolls it forward, so
that a build killed at any moment leaves the old site or the new one. The manifest is renamed last.

What comes lies in the stage as it shall lie in the output, so that a folder that is new there goes over by one
rename. Every step can be done twice: what goes is renamed into the stage, what comes is renamed out of it, and where
the stage shows that a step was done it is passed over.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from site_gen.building.environment import name_output
from site_gen.building.manifest import NAME as MANIFEST
from site_gen.support.errors import OutputError
from site_gen.support.files import all_inside, digest, read_bytes, replace_file, write_file

STAGE = ".site-gen-stage"
"""Inside the output, so that each rename stays within one file system."""
_READY = "ready"
"""In the stage: the digest of the journal that belongs to it."""
_COMES = "new"
"""In the stage: what shall stand in the output, as it shall stand there."""
_GOES = "old"
"""In the stage: what has been taken out of the output."""
_FOLDER_SIZE = 256
"""Files taken out to a folder: file systems slow down with many in one."""


class Stage:
    """New files on their way into an output."""

    def __init__(self, output: Path, journal: Path) -> None:
        self.output = output
        self.journal = journal
        self.is_new = False
        """Whether the output was made by ``begin``."""
        self._folders: set[str] = set()
        """Those made for what comes."""

    def begin(self) -> None:
        """Make an empty stage; what a killed build left there is dropped. Raises OSError."""
        folder = self.output / STAGE
        self.is_new = not self.output.exists()
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        elif folder.exists():
            shutil.rmtree(folder)
        (folder / _COMES).mkdir(parents=True)

    def add(self, path: str, data: bytes) -> os.stat_result:
        """Stage a file for ``path`` below the output. Raises OSError."""
        self._make_folder(path.rpartition("/")[0])
        staged = self._place(path)
        with open(staged, "wb") as file:  # noqa: PTH123 - see _place
            file.write(data)
        return os.stat(staged)  # noqa: PTH116

    def _make_folder(self, folder: str) -> None:
        if folder and folder not in self._folders:
            self._make_folder(folder.rpartition("/")[0])
            with suppress(FileExistsError):  # under this name in other case, on a disk that ignores case
                os.mkdir(self._place(folder))  # noqa: PTH102
            self._folders.add(folder)

    def _place(self, path: str) -> str:
        """Give where something is staged; as a text, since with very many files their ``Path``s would cost more."""
        return f"{self.output}/{STAGE}/{_COMES}/{path}"

    def seal(self, removals: Iterable[str]) -> None:
        """Write the journal: from here on ``recover`` does what is left. Raises OSError or OutputError."""
        plan = {"output": str(self.output), "remove": list(removals)}
        data = json.dumps(plan).encode()
        (self.output / STAGE / _READY).write_bytes(digest(data).encode())
        with explained(self.journal.parent):
            write_file(self.journal, data)

    def drop(self) -> None:
        """Leave the output as it was."""
        shutil.rmtree(self.output / STAGE, ignore_errors=True)
        if self.is_new:
            with suppress(OSError):
                self.output.rmdir()


@contextmanager
def explained(place: Path) -> Iterator[None]:
    """Turn what the system refuses while nothing has been changed yet into one sentence, an OutputError."""
    try:
        yield
    except OSError as problem:
        raise OutputError(
            f"cannot write to {place}: {problem.strerror or problem}",
            "nothing was changed; put that right, or choose another folder with --output",
        ) from problem


def journal_path(state: Path, output: Path) -> Path:
    """Give where the journal of an output lies in the site's ``.site-gen`` folder."""
    return state / f"journal-{name_output(output)}.json"


def find_journals(state: Path) -> dict[Path, Path]:
    """Give the journals of killed builds, by output."""
    found = {}
    for journal in sorted(state.glob("journal-*.json")):
        plan = _load_plan(journal)
        if plan is not None:
            found[plan.output] = journal
    return found


class _Plan(NamedTuple):
    """What a journal says."""

    output: Path
    remove: list[str]


def _load_plan(journal: Path) -> _Plan | None:
    """Read a journal; None for one that is damaged, or that does not belong to the stage in the output it names.

    A folder may come from somebody else, its ``.site-gen`` with it: no journal is believed alone.
    """
    try:
        data = read_bytes(journal)
        plan = json.loads(data)
        output, remove = Path(plan["output"]), list(plan["remove"])
        ready = read_bytes(output / STAGE / _READY)
        is_ours = ready == digest(data).encode() and journal.name == journal_path(journal.parent, output).name
        return _Plan(output, remove) if is_ours and all_inside(remove) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def recover(journal: Path) -> bool:
    """Finish what a journal says; tell whether there was something to finish.

    Raises OutputError where a file cannot be replaced; the journal then stays for the next command.
    """
    plan = _load_plan(journal)
    if plan is None:
        return False
    try:
        _roll_forward(plan)
        journal.unlink(missing_ok=True)
    except OSError as problem:
        raise OutputError(
            f"cannot replace {problem.filename2 or problem.filename}: {problem.strerror or problem}",
            "close the program that holds the file open (a viewer, an editor, a sync client) and run the command"
            " again: it finishes what this one began",
        ) from problem
    shutil.rmtree(plan.output / STAGE, ignore_errors=True)
    return True


def _roll_forward(plan: _Plan) -> None:
    stage = plan.output / STAGE
    leads_out = _LinkFinder(plan.output)
    # Removals first: a file may give way to a folder, or to its own name in another case.
    for number, path in enumerate(plan.remove):
        if not leads_out(path):
            _set_aside(plan.output / path, stage / _GOES / str(number // _FOLDER_SIZE) / str(number))
            _drop_empty_folders(plan.output, path)
    _put_in_place(stage / _COMES, plan.output)


class _LinkFinder:
    """Tells which paths of an output lie behind a link; looks at each folder once."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._known = {"": False}

    def __call__(self, path: str) -> bool:
        folder = path.rpartition("/")[0]
        if folder not in self._known:
            self._known[folder] = self(folder) or (self._output / folder).is_symlink()
        return self._known[folder]


def _set_aside(target: Path, aside: Path) -> None:
    if os.path.lexists(aside) or (target.is_dir() and not target.is_symlink()):
        return  # done before the kill
    aside.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError, NotADirectoryError):
        replace_file(target, aside)


def _drop_empty_folders(output: Path, path: str) -> None:
    folder = (output / path).parent
    while folder != output:
        try:
            folder.rmdir()
        except FileNotFoundError:
            pass
        except OSError:
            return
        folder = folder.parent


def _put_in_place(staged: Path, target: Path) -> None:
    """Move what lies in a folder of the stage to where it belongs, the manifest last. Links are not followed."""
    for entry in sorted(staged.iterdir(), key=lambda entry: entry.name == MANIFEST):
        place = target / entry.name
        if not (entry.is_dir() and place.is_dir()):
            replace_file(entry, place)
        elif not place.is_symlink():
            _put_in_place(entry, place)
