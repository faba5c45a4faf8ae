"""A build, top to bottom. What is heavy is imported only once something has changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from site_gen.building.environment import check_output, find_environment, name_output, state_folder
from site_gen.building.inputs import CONFIG, Inputs
from site_gen.building.manifest import Manifest, list_files, load_manifest, seen_path
from site_gen.building.results import BuildOptions, BuildResult
from site_gen.building.staging import explained, find_journals, journal_path, recover
from site_gen.support.errors import OutputError
from site_gen.support.files import digest, read_bytes, signature, write_file
from site_gen.support.locks import take_lock

DRAFTS_OUTPUT = "_site-drafts"


def build_site(root: Path, options: BuildOptions) -> BuildResult:
    """Bring the output up to date with the site in ``root``.

    Where there is an error nothing in the output changes. Raises OutputError where the output cannot be written.
    """
    state = state_folder(root)
    output = check_output(root, _find_output(root, state, options))
    finished = _finish_others(state, output)
    with _lock(state, output):
        if recover(journal_path(state, output)):
            finished.append(output)
        with options.stages("see what changed"):
            previous = load_manifest(output, seen_path(state, output))
            made_for = (find_environment(), _name_options(options))
            inputs = Inputs(root, previous.inputs, previous.inputs_at)
            same = (previous.environment, previous.asked) == made_for
            stands = same and _nothing_to_do(output, previous, inputs, options)
        if stands:
            result = _repeat(output, previous, options)
        else:
            with options.stages("load the program"):
                from site_gen.building.renew import renew_output  # noqa: PLC0415 - heavy, not needed without a change

            result = renew_output(root, state, output, options, previous, inputs, made_for)
    notes = tuple(f"finished the build of {each} that was cut off" for each in finished)
    return result._replace(notes=(*notes, *result.notes))


def _name_options(options: BuildOptions) -> str:
    asked = (options.drafts, options.portable, options.strict, options.base_url)
    return digest(repr(asked).encode())


def _find_output(root: Path, state: Path, options: BuildOptions) -> Path:
    """Give the output folder without parsing ``site.yaml`` again where it is as the last build saw it."""
    if options.output is not None:
        return options.output
    if options.drafts:
        return root / DRAFTS_OUTPUT
    note = state / "output"
    seen = name = now = ""
    with suppress(OSError):
        now = digest(read_bytes(root / CONFIG))
    with suppress(OSError, ValueError):
        seen, name = read_bytes(note).decode().split("\n", 1)
    if not now or seen != now:
        from site_gen.reading.config import load_config  # noqa: PLC0415 - heavy, not needed without a change

        config, _ = load_config(root)
        name = config.output if config is not None else "_site"
        with suppress(OSError):  # it saves time, no more
            write_file(note, f"{now}\n{name}".encode())
    return root / name


def _finish_others(state: Path, output: Path) -> list[Path]:
    """Finish builds of other outputs that were cut off; give those outputs. What is being written is left alone."""
    finished = []
    for other, journal in find_journals(state).items():
        if other != output:
            # What cannot be finished is no matter of this build, and is tried again by the next.
            with suppress(OutputError), _lock(state, other):
                if recover(journal):
                    finished.append(other)
    return finished


@contextmanager
def _lock(state: Path, output: Path) -> Iterator[None]:
    """Hold the one lock of an output. Raises OutputError where another command holds it."""
    with explained(state):
        lock = take_lock(state / f"lock-{name_output(output)}")
    if lock is None:
        raise OutputError(
            f"another command is writing to {output}",
            "wait until it has ended, or choose another folder with --output",
        )
    try:
        yield
    finally:
        lock.release()


def _nothing_to_do(output: Path, previous: Manifest, inputs: Inputs, options: BuildOptions) -> bool:
    return previous.holds_at(options.now) and inputs.unchanged() and outputs_stand(output, previous)


def outputs_stand(output: Path, previous: Manifest) -> bool:
    """Tell whether every file that the manifest names stands in the output as it was written."""
    base = str(output)
    for path, written in previous.outputs.items():
        now = signature(f"{base}/{path}")
        if now is None or (now[0], now[1], now[3]) != (written.size, written.mtime, written.inode):
            return False
    return True


def _repeat(output: Path, previous: Manifest, options: BuildOptions) -> BuildResult:
    return BuildResult(
        output=output,
        diagnostics=previous.diagnostics,
        done=True,
        summary=previous.summary,
        files=list_files(previous.outputs),
        drafts=options.drafts,
        kept=len(previous.outputs),
    )
