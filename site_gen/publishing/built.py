"""What of a finished build is published, and that it is what the build wrote. Knows no remote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from site_gen.building.results import BuildResult
from site_gen.model import Config
from site_gen.publishing.rollback import DOMAIN_FILE
from site_gen.publishing.steps import DEPLOY, type_in_order
from site_gen.reading.config import load_config
from site_gen.support.errors import InternalError, PublishError
from site_gen.support.files import digest, read_bytes, signature
from site_gen.support.structs import Struct

_DRAFTS_SUFFIX = "-drafts"
_OWN_FILES = ".site-gen"


class BuiltSite(Struct, frozen=True):
    """A build as a deployment needs it."""

    output: Path
    config: Config
    files: dict[str, str]
    """The hash of each file to publish, by path below the output."""
    sizes: dict[str, int]
    """The same in bytes."""

    def read(self) -> Iterator[tuple[str, bytes]]:
        """Give path and content of each file, one at a time.

        Raises PublishError where one is not what the build wrote: nobody has seen it, and it may be of a draft.
        """
        for path, name in self.files.items():
            try:
                data = read_bytes(self.output / path)
            except OSError as problem:
                raise _incomplete(path) from problem
            if digest(data) != name:
                raise PublishError(
                    f"{path} of the built site was changed while it was on its way; nothing was published",
                    type_in_order([DEPLOY], before="once no other command writes there, type:"),
                )
            yield path, data


def find_built_site(root: Path, result: BuildResult) -> BuiltSite:
    """Give what of a build is published: all but our own files. Raises PublishError for one that must not be."""
    if result.drafts or result.output.name.endswith(_DRAFTS_SUFFIX):
        raise PublishError(
            f"{result.output.name} was made with drafts, which are not for the public",
            type_in_order(["site-gen build", DEPLOY]),
        )
    # A build that had nothing to do has not read the configuration either.
    config = result.config or load_config(root)[0]
    if not result.done or config is None:
        raise InternalError("a build that did not succeed was to be published")
    files = {path: name for path, name in result.files.items() if not path.startswith(_OWN_FILES)}
    needed = [".nojekyll", *([DOMAIN_FILE] if config.domain else [])]
    missing = [name for name in needed if name not in files]
    if missing:
        raise InternalError(f"the build made no {missing[0]}")
    return BuiltSite(result.output, config, files, {path: _size(result.output, path) for path in files})


def _size(output: Path, path: str) -> int:
    found = signature(output / path)
    if found is None:
        raise _incomplete(path)
    return found[0]


def _incomplete(path: str) -> PublishError:
    return PublishError(f"the built site lacks {path}", type_in_order(["site-gen build", DEPLOY]))
