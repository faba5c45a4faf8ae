"""A small real site in a repository with a real remote, and the command run on it as people run it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.commands import small_site
from tests.publishing.remote import commit, git

IGNORED = "_site/\n_site-drafts/\n.site-gen/\n"


@dataclass(frozen=True)
class Newsroom:
    """The work tree with the site, and the bare repository that it pushes to."""

    root: Path
    bare: Path

    @classmethod
    def make(cls, folder: Path, site: dict[str, str] | None = None) -> Newsroom:
        room = cls(folder / "site", folder / "remote.git")
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(room.bare))
        git(folder, "init", "--quiet", "--initial-branch=main", str(room.root))
        git(room.root, "remote", "add", "origin", str(room.bare))
        room.write({".gitignore": IGNORED, **(site or small_site())})
        return room

    def write(self, files: dict[str, str], message: str = "What changed") -> None:
        """Write files and commit them."""
        for path, text in files.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(text, encoding="utf-8")
        commit(self.root, message)

    def clone(self, folder: Path) -> Newsroom:
        """Give the same as somebody else has it: what is on the remote's main branch."""
        git(folder.parent, "clone", "--quiet", str(self.bare), str(folder))
        return Newsroom(folder, self.bare)

    def share(self) -> None:
        """Push the work itself, as people do beside deploying."""
        git(self.root, "push", "--quiet", "origin", "HEAD:main")

    def published(self, branch: str = "gh-pages") -> dict[str, str]:
        """Give the hash of each file on the branch."""
        listed = git(self.bare, "ls-tree", "-r", "-z", branch).split("\0")
        return {
            name: facts.split()[2] for facts, _, name in (line.partition("\t") for line in listed) if name
        }

    def tips(self) -> str:
        return git(self.bare, "for-each-ref", "refs/heads/gh-pages")
