"""Writing safely: everything is staged, then a journal says what will be renamed, then it is renamed.

Until the journal stands, the old site is whole and untouched. From then on, whoever comes next rolls it forward, so
that a build killed at any moment leaves the old site or the new one. The manifest is renamed last.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from site_gen.support.errors import OutputError
from site_gen.support.files import digest, read_bytes, replace_file, write_file

STAGE = ".site-gen-stage"
"""Inside the output, so that each rename stays within one file system."""
_FOLDER_SIZE = 256
"""Staged files to a folder: file systems slow down with many in one, and with a folder for each."""


@dataclass(slots=True)
class Stage:
    """New files on their way into an output."""

    output: Path
    journal: Path
    _paths: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Make an empty stage; what a killed build left there is dropped. Raises OSError."""
        folder = self.output / STAGE
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)

    def add(self, path: str, data: bytes) -> os.stat_result:
        """Stage a file for ``path`` below the output. Raises OSError."""
        number = len(self._paths)
        staged = self.output / STAGE / _staged_name(number)
        if number % _FOLDER_SIZE == 0:
            staged.parent.mkdir()
        staged.write_bytes(data)
        self._paths.append(path)
        return staged.stat()

    def commit(self, removals: Iterable[str]) -> None:
        """Remove ``removals``, then put the staged files in place in the order they were added.

        Raises OutputError where a file cannot be replaced; the journal then stays for the next command.
        """
        journal = {"output": str(self.output), "replace": self._paths, "remove": list(removals)}
        write_file(self.journal, json.dumps(journal, ensure_ascii=False).encode("utf-8", "surrogateescape"))
        _roll_forward(self.journal)

    def drop(self) -> None:
        """Leave the output as it is."""
        shutil.rmtree(self.output / STAGE, ignore_errors=True)


def _staged_name(number: int) -> str:
    return f"{number // _FOLDER_SIZE}/{number}"


def journal_path(state: Path, output: Path) -> Path:
    """Give where the journal of an output lies in the site's ``.site-gen`` folder."""
    return state / f"journal-{digest(str(output).encode())}.json"


def recover(state: Path) -> list[Path]:
    """Finish what killed builds began; give their outputs. Raises OutputError where a file cannot be replaced."""
    finished = []
    for journal in sorted(state.glob("journal-*.json")):
        output = _roll_forward(journal)
        if output is not None:
            finished.append(output)
    return finished


def _roll_forward(journal: Path) -> Path | None:
    try:
        plan = json.loads(read_bytes(journal))
        output = Path(plan["output"])
    except (OSError, ValueError, KeyError, TypeError):  # not ours: a journal is written whole or not at all
        return None
    stage = output / STAGE
    try:
        for path in plan[
            "remove"
        ]:  # first: a file may give way to a folder, or to its own name in another case
            _remove(output, path)
        for number, path in enumerate(plan["replace"]):
            _put_in_place(stage / _staged_name(number), output / path)
    except OSError as problem:
        raise OutputError(
            f"cannot replace {problem.filename2 or problem.filename}: {problem.strerror}",
            "close the program that holds the file open (a viewer, an editor, a sync client) and run the command"
            " again: it finishes what this one began",
        ) from problem
    shutil.rmtree(stage, ignore_errors=True)
    journal.unlink(missing_ok=True)
    return output


def _put_in_place(staged: Path, target: Path) -> None:
    if not staged.exists():  # renamed before the kill
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    replace_file(staged, target)


def _remove(output: Path, path: str) -> None:
    (output / path).unlink(missing_ok=True)
    folder = (output / path).parent
    while folder != output:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def foreign_files(output: Path, paths: Iterable[str], ours: Collection[str]) -> list[str]:
    """Give those of ``paths`` where something stands that is not ``ours``, or whose folders are files or links."""
    found = []
    checked: dict[str, bool] = {"": False}

    def blocked(folder: str) -> bool:
        if folder not in checked:
            place = output / folder
            wrong = place.is_symlink() or (place.exists() and not place.is_dir())
            checked[folder] = blocked(folder.rpartition("/")[0]) or (wrong and folder not in ours)
        return checked[folder]

    for path in paths:
        target = output / path
        stands = path not in ours and (target.is_symlink() or target.is_file())
        if stands or blocked(path.rpartition("/")[0]):
            found.append(path)
    return found


def is_same_file(path: Path, data: bytes) -> bool:
    """Tell whether a plain file with just these bytes stands at ``path``."""
    with suppress(OSError):
        return not path.is_symlink() and path.stat().st_size == len(data) and read_bytes(path) == data
    return False
