"""What stands in an output already: whether it is ours, and whether it is in the way of what shall stand there."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from site_gen.support.files import read_bytes


def fold_name(path: str) -> str:
    """Give a path as a disk sees it that tells neither case nor composition."""
    return unicodedata.normalize("NFC", path).casefold()


def is_same_file(path: Path, data: bytes) -> bool:
    """Tell whether a plain file with just these bytes stands at ``path``."""
    with suppress(OSError):
        now = path.lstat()
        return stat.S_ISREG(now.st_mode) and now.st_size == len(data) and read_bytes(path) == data
    return False


def find_foreign(
    output: Path, paths: Iterable[str], ours: Collection[str], going: Collection[str]
) -> Iterator[str]:
    """Give those of ``paths`` that cannot be put in place without touching what is not ours.

    ``ours``: the files we wrote. ``going``: those of them that are removed first. Raises OSError.
    """
    looker = _Looker(output, ours, going)
    return (path for path in paths if looker.is_in_the_way(path))


class _Looker:
    """Looks at places of one output; at each folder once."""

    def __init__(self, output: Path, ours: Collection[str], going: Collection[str]) -> None:
        self._output = output
        self._modes: dict[str, int | None] = {}
        self._ours = ours
        self._going = frozenset(going)
        self._going_by_name: Mapping[str, str] = {fold_name(path): path for path in going}
        self._barred: dict[str, bool] = {"": False}

    def is_in_the_way(self, path: str) -> bool:
        mode = self._mode(path)
        if mode is not None and stat.S_ISDIR(mode):
            return not self._goes_whole(path)
        stands = mode is not None and path not in self._ours and not self._is_only_renamed(path)
        return stands or self._is_barred(path.rpartition("/")[0])

    def _mode(self, path: str) -> int | None:
        folder = path.rpartition("/")[0]
        if folder and self._folder_mode(folder) is None:
            return None
        try:
            return os.lstat(f"{self._output}/{path}").st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _folder_mode(self, folder: str) -> int | None:
        if folder not in self._modes:
            self._modes[folder] = self._mode(folder)
        return self._modes[folder]

    def _goes_whole(self, folder: str) -> bool:
        """Tell whether removing what goes leaves nothing of a folder."""
        for place, folders, files in os.walk(self._output / folder):
            below = Path(place).relative_to(self._output).as_posix()
            if not folders and not files:
                return False
            if any(os.path.islink(f"{place}/{name}") for name in folders):  # noqa: PTH114 - as os.walk names them
                return False
            if any(f"{below}/{name}" not in self._going for name in files):
                return False
        return True

    def _is_only_renamed(self, path: str) -> bool:
        """Tell whether it is a file of ours that goes, seen under a name in another case."""
        other = self._going_by_name.get(fold_name(path))
        with suppress(OSError):
            return other is not None and (self._output / other).samefile(self._output / path)
        return False

    def _is_barred(self, folder: str) -> bool:
        """Tell whether a folder, or one above it, is a link, or a file that does not go."""
        if folder not in self._barred:
            mode = self._folder_mode(folder)
            wrong = mode is not None and not stat.S_ISDIR(mode) and folder not in self._going
            self._barred[folder] = self._is_barred(folder.rpartition("/")[0]) or wrong
        return self._barred[folder]
