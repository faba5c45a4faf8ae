"""Makes the outputs that cannot be kept, stages those whose bytes changed, and puts them in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from site_gen.building.manifest import NAME, Manifest, Written, render_manifest
from site_gen.building.staging import Stage, foreign_files, is_same_file, journal_path
from site_gen.outputs.output import Output
from site_gen.support.errors import OutputError
from site_gen.support.files import digest, read_bytes, signature
from site_gen.support.urls import output_path

MakeAll = Callable[[Sequence[Output]], Iterable[tuple[Output, bytes]]]
"""Makes outputs, in order."""


class Writer:
    """The files of one output folder on their way from an old build to a new one."""

    def __init__(self, output: Path, previous: Manifest, state: Path) -> None:
        self.output = output
        self.previous = previous
        self.outputs: dict[str, Written] = {}
        self.written = 0
        self._stage = Stage(output, journal_path(state, output))
        self._foreign: list[str] = []

    def make(self, outputs: Iterable[Output], make_all: MakeAll) -> None:
        """Make and stage what cannot be kept. Raises OutputError where something foreign is in the way."""
        self._stage.begin()
        try:
            for output, data in make_all([output for output in outputs if not self._keep(output)]):
                self._take(output, data)
            self._refuse_foreign()
        except BaseException:
            self._stage.drop()
            raise

    def _keep(self, output: Output) -> bool:
        """Keep what was made of the same and still stands; tell whether it was so."""
        path = output_path(output.address)
        known = self._standing(path)
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
        self._foreign.append(path)
        self.written += 1

    def _adopt(self, path: str, data: bytes, name: str) -> Written | None:
        """Give what stands at ``path`` if it is ours though the manifest that said so is lost."""
        if path in self.previous.outputs or not is_same_file(self.output / path, data):
            return None
        now = signature(self.output / path)
        return Written(now[0], now[1], now[3], name, "") if now else None

    def _standing(self, path: str) -> Written | None:
        """Give what we wrote at ``path`` if it still stands there untouched."""
        known = self.previous.outputs.get(path)
        now = signature(self.output / path) if known else None
        if known is None or now is None or (now[0], now[1], now[3]) != (known.size, known.mtime, known.inode):
            return None
        return known

    def _refuse_foreign(self) -> None:
        foreign = foreign_files(self.output, self._foreign, self.previous.outputs.keys())
        if foreign:
            shown = ", ".join(foreign[:5]) + (f" and {len(foreign) - 5} more" if len(foreign) > 5 else "")
            raise OutputError(
                f"{self.output} holds files that site-gen did not write, where the site has its own: {shown}",
                "move them out of the way, or choose another folder with --output",
            )

    def finish(self, manifest: Manifest) -> int:
        """Put everything in place, the manifest last; give the number of files removed. Raises OutputError."""
        gone = self._gone()
        self._stage.add(NAME, render_manifest(manifest))
        self._stage.commit(gone)
        return len(gone)

    def _gone(self) -> list[str]:
        """Give the files of the old site that the new one lacks. What somebody changed since is theirs and stays."""
        return [
            path for path in self.previous.outputs if path not in self.outputs and self._is_untouched(path)
        ]

    def _is_untouched(self, path: str) -> bool:
        target = self.output / path
        if target.is_symlink() or not target.is_file():
            return False
        return (
            self._standing(path) is not None
            or digest(read_bytes(target)) == self.previous.outputs[path].digest
        )
