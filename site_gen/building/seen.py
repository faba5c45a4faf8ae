"""The files of a site as a preview saw them last, and what a save of some of them touches. Reads none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum, auto
from pathlib import Path
from urllib.parse import urlsplit

from site_gen.building.gather import Former, Parts
from site_gen.building.inputs import Inputs, KnownInput
from site_gen.model import ArticleFiles, Config, Library, Lists, Record, Site
from site_gen.outputs.theme import Theme
from site_gen.support.files import Signature
from site_gen.support.structs import Struct, field

TEMPLATES = "templates/"
STATIC = "static/"
THEME = (STATIC, TEMPLATES)
_STYLE = ".css"


class Followed(Enum):
    """What became of saved files."""

    DONE = auto()
    LOOK = auto()
    """Files came or went, or the whole site hangs on them: look at everything now."""
    WAIT = auto()
    """A file is gone or empty, perhaps in the middle of being saved: look at everything in a moment."""


class Seen(Struct):
    """What the last look saw, and what was saved since."""

    known: dict[str, KnownInput] = field(default_factory=dict)
    """For the next look: of which files it need not read the text."""
    known_at: int = 0
    signatures: dict[str, Signature] = field(default_factory=dict)
    nowhere: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, kept: object) -> Seen:
        """Give what was kept of an earlier run; nothing where it is nothing of ours."""
        match kept:
            case (dict() as known, int() as at):
                return cls(known, at)
        return cls()

    def take_over(self, inputs: Inputs) -> None:
        """Remember what a look has seen."""
        self.known, self.known_at = inputs.learned(), inputs.looked_at
        self.signatures, self.nowhere = dict(inputs.signatures), inputs.nowhere

    def add(self, inputs: Inputs, paths: Iterable[str]) -> None:
        """Remember files that were saved."""
        self.signatures |= {path: inputs.signatures[path] for path in paths if path in inputs.signatures}

    def make_former(
        self, inputs: Inputs, parts: Parts | None, find_lists: Callable[[Site], Lists | None]
    ) -> Former:
        """Give what a look at ``inputs`` need not find out again; ``parts``: what was shown before."""
        if parts is None:
            return Former()
        same_theme = _only_theme(inputs.signatures) == _only_theme(self.signatures)

        def find_theme(config: Config | None) -> Theme | None:
            colours = config.colours if config else None
            old = parts.config.colours if parts.config else None
            return parts.theme if same_theme and colours == old else None

        return Former(parts.config, parts if self._has_same_names(inputs) else None, find_theme, find_lists)

    def _has_same_names(self, inputs: Inputs) -> bool:
        """Tell whether the same files are there, and no link may lead elsewhere."""
        return (
            inputs.nowhere == self.nowhere
            and inputs.signatures.keys() == self.signatures.keys()
            and not any(
                is_link(inputs.root, path)
                for path, found in inputs.signatures.items()
                if found != self.signatures.get(path)
            )
        )

    def find_touched(self, site: Site | None, inputs: Inputs) -> tuple[str, ...]:
        """Give the addresses of files beside articles that changed."""
        now: Mapping[str, Signature] = inputs.signatures
        return tuple(
            file.address
            for (owner, _), file in (site.files.items() if site else ())
            if owner and file.path in self.signatures and self.signatures[file.path] != now.get(file.path)
        )


def _only_theme(signatures: Mapping[str, Signature]) -> dict[str, Signature]:
    return {path: found for path, found in signatures.items() if path.startswith(THEME)}


def find_base_path(config: Config | None) -> str:
    """Give the path that a site will be published under, such as ``/repo/``."""
    return urlsplit(config.base_url).path if config and config.base_url else "/"


def find_owners(library: Library) -> dict[str, ArticleFiles]:
    """Give by the path of each text the files that it belongs to: an article's, or it alone where it is a page."""
    owners = {path: ArticleFiles(path, None) for path in library.pages}
    for files in library.articles:
        owners[files.path] = files
        if files.claims_path:
            owners[files.claims_path] = files
    return owners


def find_users(site: Site, path: str) -> Iterable[Record]:
    """Give the articles and pages that use a file."""
    owners = (owner for (owner, _), file in site.files.items() if owner and file.path == path)
    return [site.places[owner] for owner in owners if owner in site.places]


def is_link(root: Path, path: str) -> bool:
    """Tell whether a file is a symbolic link: where it leads may have changed, not what stands there."""
    return (root / path).is_symlink()


def is_style(path: str) -> bool:
    """Tell whether a file is a style sheet of the theme."""
    return path.startswith(STATIC) and path.endswith(_STYLE)


def find_restyled(old: Theme | None, new: Theme) -> tuple[tuple[str, str], ...]:
    """Give the style sheets that have another address now."""
    before = old.assets.files if old else {}
    return tuple(
        (before[path].address, file.address)
        for path, file in new.assets.files.items()
        if path.endswith(_STYLE) and path in before and before[path].address != file.address
    )
