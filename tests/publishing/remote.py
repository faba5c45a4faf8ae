"""A newsroom's repository and its remote, both real and on disk."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from site_gen.building.results import BuildResult
from site_gen.model import Config
from site_gen.publishing.deploy import (
    Deployment,
    Wishes,
    deploy_site,
    look_at_branch,
    prepare_deployment,
    roll_back,
)
from site_gen.publishing.plan import Plan
from site_gen.support.files import digest, read_bytes, walk_files

OURS = "Publish the site\n\nWritten-by: site-gen"
SITE = {"index.html": "home", "articles/größe/index.html": "article", ".nojekyll": "", "a b.txt": "x\r\n"}


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(
        command, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout.strip()


def commit(folder: Path, message: str) -> str:
    git(folder, "add", "--all", ".")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")


@dataclass
class Desk:
    """A repository with a site, the bare repository it pushes to, and the plans that were shown."""

    root: Path
    bare: Path
    domain: str | None = None
    base_url: str | None = None
    plans: list[Plan] = field(default_factory=list)
    says_yes: bool = True
    meanwhile: Callable[[], object] = lambda: None
    """What somebody else does while the desk is being asked."""

    @classmethod
    def make(cls, folder: Path) -> Desk:
        bare, root = folder / "remote.git", folder / "desk"
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(bare))
        git(folder, "init", "--quiet", "--initial-branch=main", str(root))
        git(root, "remote", "add", "origin", str(bare))
        (root / ".gitignore").write_text("_site/\n", encoding="utf-8")
        (root / "site.yaml").write_text("title: x\n", encoding="utf-8")
        commit(root, "First version")
        desk = cls(root, bare)
        desk.build(SITE)
        return desk

    def build(self, files: dict[str, str]) -> None:
        """Put files into the output, in place of what is there."""
        output = self.root / "_site"
        for path in walk_files(output):
            (output / path).unlink()
        for path, text in {**files, ".site-gen.json": "{}"}.items():
            (output / path).parent.mkdir(parents=True, exist_ok=True)
            (output / path).write_bytes(text.encode())

    @property
    def result(self) -> BuildResult:
        output = self.root / "_site"
        config = Config(title="x", ratings=(), domain=self.domain, base_url=self.base_url)
        files = {path: digest(read_bytes(output / path)) for path in walk_files(output)}
        return BuildResult(output, (), done=True, config=config, files=files)

    def deploy(self, **wishes: Any) -> Deployment:
        return self.deploy_built(self.result, **wishes)

    def deploy_built(self, result: BuildResult, *, root: Path | None = None, **wishes: Any) -> Deployment:
        ready = prepare_deployment(root or self.root, Wishes(**wishes))
        return deploy_site(ready, look_at_branch(ready), result, confirm=self.confirm)

    def roll_back(self, **wishes: Any) -> Deployment:
        ready = prepare_deployment(self.root, Wishes(**{"restores": True, **wishes}))
        return roll_back(ready, confirm=self.confirm)

    def confirm(self, plan: Plan) -> bool:
        self.plans.append(plan)
        self.meanwhile()
        return self.says_yes

    def state(self) -> tuple[str, str, str, str]:
        """Give all that a deployment must leave alone: refs, where HEAD is, index, work tree."""
        refs = [line for line in git(self.root, "for-each-ref").splitlines() if "refs/remotes/" not in line]
        head = (self.root / ".git" / "HEAD").read_text(encoding="utf-8")
        return (
            "\n".join(refs),
            head,
            git(self.root, "ls-files", "--stage"),
            git(self.root, "status", "--porcelain"),
        )

    def tip(self) -> str:
        return git(self.bare, "rev-parse", "gh-pages")

    def published(self) -> dict[str, str]:
        """Give the files on the remote's branch."""
        names = git(self.bare, "ls-tree", "-r", "-z", "--name-only", "gh-pages").split("\0")
        return {name: git(self.bare, "show", f"gh-pages:{name}") for name in names if name}

    def push_by_hand(self, message: str, files: dict[str, str], *, branch: str = "gh-pages") -> None:
        """Put a commit on the remote's branch as somebody else would."""
        other = self.root.parent / f"other-{len(list(self.root.parent.iterdir()))}"
        git(self.root.parent, "clone", "--quiet", str(self.bare), str(other))
        if branch in git(self.bare, "branch", "--format=%(refname:short)").split():
            git(other, "checkout", "--quiet", branch)
        else:
            git(other, "checkout", "--quiet", "--orphan", branch)
        for path, text in files.items():
            (other / path).write_text(text, encoding="utf-8")
        git(other, "add", ".")
        git(other, "commit", "--quiet", "-m", message)
        git(other, "push", "--quiet", "origin", branch)
