"""Makes the outputs that cannot be kept, stages those whose bytes changed, and puts them in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path

from site_gen.building.manifest import NAME, Manifest, Written, render_manifest, seen_path
from site_gen.building.staging import Stage, explained, journal_path, recover
from site_gen.building.standing import find_foreign, fold_name, is_same_file
from site_gen.outputs.output import Output
from site_gen.support.errors import InternalError, OutputError
from site_gen.support.files import digest, read_bytes, signature, write_file
from site_gen.support.urls import output_path

MakeAll = Callable[[Sequence[Output]], Iterable[tuple[Output, bytes]]]
"""Makes outputs, in order."""
_NAMED = 5
"""Files that are named where there may be thousands."""


class Writer:
    """The files of one output folder on their way from an old build to a new one."""

    def __init__(self, output: Path, previous: Manifest, state: Path, environment: str) -> None:
        self.output = output
        self._base = str(output)
        self.previous = previous
        self.outputs: dict[str, Written] = {}
        self.written = 0
        self._same_code = previous.environment == environment
        self._seen = seen_path(state, output)
        self._stage = Stage(output, journal_path(state, output))
        self._staged: list[str] = []
        self._going: list[str] = []

    def make(self, outputs: Iterable[Output], make_all: MakeAll) -> None:
        """Make and stage what cannot be kept. Raises OutputError where the output cannot be written as asked."""
        with explained(self.output):
            try:
                self._stage.begin()
                for output, data in make_all([output for output in outputs if not self._keep(output)]):
                    self._take(output, data)
                self._going = [path for path in self.previous.outputs if self._goes(path)]
                self._refuse_foreign()
            except BaseException:
                self._stage.drop()
                raise

    def _keep(self, output: Output) -> bool:
        """Keep what the same code made of the same and still stands; tell whether it was so."""
        path = output_path(output.address)
        known = self._standing(path) if self._same_code else None
        if known is None or known.key != output.key:
            return False
        self.outputs[path] = known
        return True

    def _take(self, output: Output, data: bytes) -> None:
        path = output_path(output.address)
        name = digest(data)
        known = self._standing(path) or self._adopt(path, data, name)
        if known is not None and known.digest == name:
            self.outputs[path] = known._replace(key=output.key)
            return
        status = self._stage.add(path, data)
        self.outputs[path] = Written(status.st_size, status.st_mtime_ns, status.st_ino, name, output.key)
        self._staged.append(path)
        self.written += 1

    def _adopt(self, path: str, data: bytes, name: str) -> Written | None:
        """Give what stands at ``path`` if it holds the very bytes: the site was copied, or its manifest is lost."""
        if self._stage.is_new or self._old_names.get(fold_name(path), path) != path:
            return None
        if not is_same_file(self.output / path, data):
            return None
        now = signature(self.output / path)
        return Written(now[0], now[1], now[3], name, "") if now else None

    @cached_property
    def _old_names(self) -> dict[str, str]:
        """The old site's files by name without case: on some disks the new name finds the old file."""
        return {fold_name(path): path for path in self.previous.outputs}

    def _standing(self, path: str) -> Written | None:
        """Give what we wrote at ``path`` if it still stands there untouched."""
        known = self.previous.outputs.get(path)
        now = signature(f"{self._base}/{path}") if known else None
        if known is None or now is None or (now[0], now[1], now[3]) != (known.size, known.mtime, known.inode):
            return None
        return known

    def _goes(self, path: str) -> bool:
        """Tell whether a file of the old site goes. What somebody changed since is theirs and stays."""
        if path in self.outputs:
            return False
        target = self.output / path
        if target.is_symlink() or not target.is_file():
            return False
        if self._standing(path) is not None:
            return True
        try:
            return digest(read_bytes(target)) == self.previous.outputs[path].digest
        except OSError:
            return False

    def _refuse_foreign(self) -> None:
        ours = self.previous.outputs.keys() | {NAME}
        foreign = list(
            islice(find_foreign(self.output, [*self._staged, NAME], ours, self._going), _NAMED + 1)
        )
        if foreign:
            shown = ", ".join(foreign[:_NAMED]) + (" and more" if len(foreign) > _NAMED else "")
            raise OutputError(
                f"{self.output} holds files that site-gen did not write, where the site has its own: {shown}",
                "move them out of the way, or choose another folder with --output",
            )

    def finish(self, manifest: Manifest) -> int:
        """Put everything in place, the manifest last; give the number of files removed. Raises OutputError."""
        with explained(self.output):
            try:
                written, seen = render_manifest(manifest)
                self._stage.add(NAME, written)
                write_file(self._seen, seen)
                self._stage.seal(self._going)
            except BaseException:
                self._stage.drop()
                raise
        if not recover(self._stage.journal):
            raise InternalError(f"the journal {self._stage.journal.name} cannot be read back")
        return len(self._going)
