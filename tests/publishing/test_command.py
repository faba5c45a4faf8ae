"""The command as people type it, on a real site with a real remote."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from site_gen.publishing.origin import Origin
from site_gen.publishing.workflow import write_workflow
from tests.commands import ARTICLE, CLAIMS, MISSING, SITE, Ended, Run
from tests.publishing.newsroom import Newsroom
from tests.publishing.remote import commit, git

RIVER = "content/articles/river.md"
DRAFT = "---\ntitle: Not yet\ndraft: true\n---\n\nNot for the public.\n"


class Person(io.StringIO):
    """Somebody at the keyboard."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> object:
    """Have a person answer what is asked."""

    def type_(*lines: str) -> None:
        monkeypatch.setattr("sys.stdin", Person("".join(f"{line}\n" for line in lines)))

    return type_


def commands(ended: Ended) -> list[str]:
    """Give the commands that a refusal shows, in order."""
    return [line.strip() for line in ended.err.splitlines() if re.match(r" {10}\S", line)]


def test_the_first_time_it_shows_all_and_pushes(room: Newsroom, run: Run) -> None:
    ended = run("deploy", "--yes")
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0] == "1 statement checked: 1 inaccurate"
    assert re.fullmatch(r"\d+ files, \d+\.\d kB, go to the branch gh-pages of origin", lines[1])
    assert f"  remote:  {room.bare}" in lines
    assert "  The branch is made new; no other branch is touched." in lines
    assert lines[-1].startswith("published to gh-pages of origin")
    assert {"index.html", ".nojekyll", "404.html"} <= room.published().keys()
    assert ".site-gen.json" not in room.published()


def test_one_change_changes_its_own_files_only(room: Newsroom, run: Run) -> None:
    run("deploy", "--yes")
    before = room.published()
    room.write({RIVER: ARTICLE.replace("in spring", "last spring")})
    ended = run("deploy", "--yes")
    assert ended.code == 0
    after = room.published()
    changed = {path for path in before if before[path] != after[path]}
    assert before.keys() == after.keys()
    assert changed == {"articles/river/index.html", "articles/river/annotations.jsonld"} & changed
    assert f"  {len(changed)} changed: " in ended.out


def test_no_change_pushes_nothing(room: Newsroom, run: Run) -> None:
    run("deploy", "--yes")
    tips = room.tips()
    ended = run("deploy", "--yes")
    assert ended.code == 0
    assert ended.out.endswith("nothing to publish: gh-pages holds this very site already\n")
    assert room.tips() == tips


def test_the_same_commit_from_another_machine_pushes_nothing(
    room: Newsroom, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("deploy", "--yes")
    room.share()
    tips = room.tips()
    other = room.clone(tmp_path / "another place")
    monkeypatch.chdir(other.root)
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    git(other.root, "config", "core.autocrlf", "true")
    git(other.root, "checkout", "--quiet", ".")
    assert "nothing to publish" in run("deploy", "--yes").out
    assert room.tips() == tips


def test_a_dry_run_pushes_nothing_whatever_the_state(room: Newsroom, run: Run) -> None:
    (room.root / RIVER).write_text(ARTICLE.replace("spring", "summer"), encoding="utf-8")
    ended = run("deploy", "--dry-run")
    assert ended.code == 0
    assert "Note: there are changes that are not committed: content/articles/river.md" in ended.out
    assert ended.out.endswith("nothing was published (--dry-run)\n")
    assert room.tips() == ""


def test_drafts_are_counted_and_no_reason_to_refuse(room: Newsroom, run: Run) -> None:
    room.write({"content/articles/later.md": DRAFT})
    ended = run("deploy", "--yes")
    assert ended.code == 0
    assert "left out: 1 draft article" in ended.out


def test_errors_are_shown_and_nothing_is_published(room: Newsroom, run: Run) -> None:
    room.write({"content/articles/river.claims.yaml": MISSING})
    ended = run("deploy", "--yes")
    assert ended.code == 1
    assert "error[quote-is-found]" in ended.err
    assert ended.err.splitlines()[-2:] == [
        "not published: 1 error",
        "next: mend what stands above, then run site-gen deploy again",
    ]
    assert room.tips() == ""


def test_it_asks_once_and_takes_no_for_an_answer(room: Newsroom, run: Run, answer: object) -> None:
    answer("n")  # type: ignore[operator]
    ended = run("deploy")
    assert ended.code == 0
    assert "Publish this? [y/N]" in ended.out
    assert "nothing was published" in ended.out
    assert room.tips() == ""
    answer("y")  # type: ignore[operator]
    assert "published to gh-pages" in run("deploy").out
    assert room.tips() != ""


def test_where_nobody_watches_yes_must_be_said(room: Newsroom, run: Run) -> None:
    ended = run("deploy")
    assert ended.code == 2
    assert "add --yes" in ended.err
    assert room.tips() == ""


def test_the_message_is_the_commits(room: Newsroom, run: Run) -> None:
    run("deploy", "--yes", "--message", "Correct the figure")
    assert git(room.bare, "log", "-1", "--format=%s", "gh-pages") == "Correct the figure"
    source = git(room.bare, "log", "-1", "--format=%(trailers:key=Source,valueonly)", "gh-pages")
    assert source == git(room.root, "rev-parse", "HEAD")


def test_going_back(room: Newsroom, run: Run) -> None:
    run("deploy", "--yes")
    first = room.published()
    room.write({RIVER: ARTICLE.replace("spring", "summer")})
    (room.root / "content/articles/river.claims.yaml").write_text("claims: []\n", encoding="utf-8")
    commit(room.root, "All claims gone")
    run("deploy", "--yes")
    assert room.published() != first
    ended = run("deploy", "--rollback", "--yes")
    assert ended.code == 0
    assert "  This puts back what Desk published on " in ended.out
    assert "mend them before you deploy again" in ended.out
    assert room.published() == first


def test_a_folder_that_new_just_made_needs_what_is_shown_and_no_more(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", str(bare))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    run("new", "checks")
    monkeypatch.chdir(tmp_path / "checks")
    typed = commands(run("deploy", "--yes"))
    assert len(typed) == 6
    assert typed[-1] == "site-gen deploy"
    for command in typed[:-1]:
        words = shlex.split(command.replace("https://github.com/YOU/YOUR-SITE.git", bare.as_posix()))
        subprocess.run(words, check=True, capture_output=True)
    ended = run("deploy", "--yes")
    assert ended.code == 0
    assert "has no branch yet" not in ended.out
    assert git(bare, "log", "--format=%s", "main") == "First version", "what clones get is the work"


def test_a_remote_without_branches_should_have_the_work_first(
    room: Newsroom, run: Run, answer: object
) -> None:
    """The first branch pushed is what a host shows and gives to all who clone."""
    answer("n")  # type: ignore[operator]
    ended = run("deploy")
    note = "would get gh-pages. To push your work first, type:\n  git push -u origin main\n"
    assert "Note: origin has no branch yet" in ended.out
    assert note in ended.out
    git(room.root, "push", "--quiet", "-u", "origin", "main")
    assert "has no branch yet" not in run("deploy", "--dry-run").out


def test_going_back_needs_no_right_address(github: Newsroom, run: Run) -> None:
    github.write({"site.yaml": "title: Test Desk\n"})
    run("deploy", "--yes")
    first = github.published()
    github.write({RIVER: ARTICLE.replace("spring", "summer")})
    run("deploy", "--yes")
    github.write({"site.yaml": "title: Test Desk\nbase_url: https://desk.github.io/wrong/\n"})
    assert run("deploy", "--yes").code == 1
    ended = run("deploy", "--rollback", "--yes", "--message", "Take the figure back")
    assert ended.code == 0, ended.err
    assert "  address: https://desk.github.io/facts/\n" in ended.out
    assert github.published() == first
    assert git(github.bare, "log", "-1", "--format=%s", "gh-pages") == "Take the figure back"


@pytest.mark.parametrize(
    "more", [["--rollback"], ["--dry-run"], ["--yes"], ["--branch", "x"], ["--message", "x", "--remote", "y"]]
)
def test_writing_the_workflow_goes_with_nothing_else(room: Newsroom, run: Run, more: list[str]) -> None:
    ended = run("deploy", "--workflow", *more)
    assert ended.code == 2
    assert "--workflow only writes files, it publishes nothing: --" in ended.err
    assert all(flag in ended.err for flag in more if flag.startswith("--"))
    assert not (room.root / ".github").exists()


def test_what_is_not_committed_is_refused_until_it_is(room: Newsroom, run: Run) -> None:
    (room.root / RIVER).write_text(ARTICLE.replace("spring", "summer"), encoding="utf-8")
    (room.root / "content/articles/new.md").write_text(ARTICLE.replace("river", "well"), encoding="utf-8")
    (room.root / "notes.txt").write_text("not of the site", encoding="utf-8")
    ended = run("deploy", "--yes")
    assert ended.code == 1
    assert "not committed: content/articles/new.md, content/articles/river.md\n" in ended.err
    assert "--allow-dirty" in ended.err
    assert commands(ended) == [
        "git add --all content",
        'git commit -m "What you changed"',
        "site-gen deploy",
    ]
    for command in commands(ended)[:-1]:
        git(room.root, *shlex.split(command)[1:])
    assert run("deploy", "--yes").code == 0
    (room.root / RIVER).write_text(ARTICLE, encoding="utf-8")
    assert run("deploy", "--yes", "--allow-dirty").code == 0
    assert "with changes not committed" in git(room.bare, "log", "-1", "--format=%B", "gh-pages")


def test_what_git_ignores_is_nobodys_business(room: Newsroom, run: Run) -> None:
    """A draft that is kept out of a public repository on purpose."""
    room.write({".gitignore": "_site/\n.site-gen/\ncontent/articles/private/\n"})
    private = room.root / "content/articles/private/secret.md"
    private.parent.mkdir()
    private.write_text(DRAFT, encoding="utf-8")
    assert run("deploy", "--yes").code == 0


def test_a_wrong_address_is_refused_before_anything_is_asked_of_the_remote(room: Newsroom, run: Run) -> None:
    git(room.root, "remote", "set-url", "origin", "https://github.com/desk/facts.git")
    room.write({"site.yaml": SITE.replace("example.org/desk/", "desk.github.io/")})
    ended = run("deploy", "--yes")
    assert ended.code == 1
    assert "the site will be at https://desk.github.io/facts/" in ended.err
    assert commands(ended)[-1] == "site-gen deploy"


@pytest.mark.parametrize("base_url", ["", "base_url: https://example.org/\n"])
def test_an_address_that_is_missing_is_taken_from_the_remote(
    github: Newsroom, run: Run, base_url: str
) -> None:
    github.write({"site.yaml": f"title: Test Desk\n{base_url}"})
    ended = run("deploy", "--yes")
    assert ended.code == 0
    assert "site-has-base-url" not in ended.err
    page = git(github.bare, "show", "gh-pages:articles/river/index.html")
    assert '<link rel="canonical" href="https://desk.github.io/facts/articles/river/">' in page
    assert "  address: https://desk.github.io/facts/\n" in ended.out
    assert ("still the placeholder" in ended.out) is bool(base_url)


def test_on_github_the_first_push_ends_with_the_one_choice_to_make(github: Newsroom, run: Run) -> None:
    github.write({"site.yaml": "title: Test Desk\n"})
    github.share()
    out = run("deploy", "--yes").out
    assert " of the 1.0 GB that GitHub Pages takes, go to the branch gh-pages of origin\n" in out
    assert out.splitlines()[-5:] == [
        "published to gh-pages of origin: https://desk.github.io/facts/",
        "once, on GitHub: open https://github.com/desk/facts/settings/pages and choose",
        "  Source: Deploy from a branch",
        "  Branch: gh-pages, / (root), Save",
        "the site is there a minute or two later",
    ]
    github.write({"site.yaml": "title: Test Desk, renamed\n"})
    assert run("deploy", "--yes").out.endswith(
        "published to gh-pages of origin: https://desk.github.io/facts/\n"
    )


def test_a_domain_goes_with_the_site(github: Newsroom, run: Run) -> None:
    github.write({"site.yaml": "title: Test Desk\ndomain: facts.example\n"})
    out = run("deploy", "--yes").out
    assert "  address: https://facts.example/\n  domain:  facts.example, in the file CNAME\n" in out
    assert out.endswith(
        "then push your work, too, and under Settings, General make its branch the default branch\n"
    )
    assert "Enforce HTTPS" in out
    assert git(github.bare, "show", "gh-pages:CNAME") == "facts.example"
    page = git(github.bare, "show", "gh-pages:404.html")
    assert 'href="/static/' in page, "found from any depth"


def test_a_domain_set_on_github_is_not_lost(github: Newsroom, run: Run, tmp_path: Path) -> None:
    github.write({"site.yaml": "title: Test Desk\n"})
    run("deploy", "--yes")
    git(tmp_path, "clone", "--quiet", "--branch=gh-pages", str(github.bare), "settings")
    (tmp_path / "settings/CNAME").write_text("facts.example", encoding="utf-8")
    commit(tmp_path / "settings", "Create CNAME")
    git(tmp_path / "settings", "push", "--quiet")
    ended = run("deploy", "--yes")
    assert ended.code == 1
    assert "the site's domain on origin is facts.example, but site.yaml has no domain" in ended.err
    assert "https://github.com/desk/facts/settings/pages" in ended.err
    github.write({"site.yaml": "title: Test Desk\ndomain: facts.example\n"})
    assert run("deploy", "--yes").code == 0
    assert git(github.bare, "show", "gh-pages:CNAME") == "facts.example"


def test_a_colleagues_newer_site_is_not_taken_off_the_web_unseen(
    room: Newsroom, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: object
) -> None:
    room.share()
    run("deploy", "--yes")
    colleague = room.clone(tmp_path / "colleague")
    colleague.write({RIVER: ARTICLE.replace("spring", "autumn")}, "A correction")
    monkeypatch.chdir(colleague.root)
    assert run("deploy", "--yes").code == 0
    tips = room.tips()

    monkeypatch.chdir(room.root)
    room.write({"content/pages/about.md": "---\ntitle: About\n---\n\nUs.\n"})
    ended = run("deploy", "--yes")
    assert ended.code == 1
    assert "published by Desk on 20" in ended.err
    assert commands(ended) == ["git pull", "site-gen deploy --yes"]
    assert room.tips() == tips

    answer("n")  # type: ignore[operator]
    assert "from work that you do not have here; publishing takes it off the web" in run("deploy").out
    assert room.tips() == tips

    colleague.share()
    git(room.root, "pull", "--quiet", "--no-edit", "--rebase", "origin", "main")
    assert run("deploy", "--yes").code == 0


def test_work_taken_back_here_is_no_colleagues(room: Newsroom, run: Run) -> None:
    run("deploy", "--yes")
    git(room.root, "commit", "--quiet", "--amend", "-m", "Said better")
    room.write({RIVER: ARTICLE.replace("spring", "summer")})
    assert run("deploy", "--yes").code == 0


def test_a_shallow_clone_will_do(
    room: Newsroom, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("deploy", "--yes")
    room.write({RIVER: ARTICLE.replace("spring", "summer")})
    room.share()
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", room.bare.as_uri(), str(shallow))
    monkeypatch.chdir(shallow)
    ended = run("deploy", "--yes")
    assert ended.code == 0, ended.err
    assert "1 changed" in ended.out or "2 changed" in ended.out
    assert int(git(room.bare, "rev-list", "--count", "gh-pages")) == 2, "the branch's history is whole"


def test_with_a_workflow_it_asks_which_way_is_meant(room: Newsroom, run: Run, answer: object) -> None:
    write_workflow(room.root, Origin("site-gen @ git+https://example.org/x@0"))
    commit(room.root, "A workflow")
    ended = run("deploy", "--yes")
    assert ended.code == 1
    assert ".github/workflows/pages.yml on GitHub, or a push to gh-pages" in ended.err
    assert commands(ended) == ["git push", "site-gen deploy --branch gh-pages --yes"]
    answer("n")  # type: ignore[operator]
    ended = run("deploy")
    assert ended.code == 0
    assert ended.out.endswith("GitHub builds and publishes what you push:\n  git push\n")
    assert room.tips() == ""
    answer("y", "y")  # type: ignore[operator]
    assert run("deploy").code == 0
    assert room.tips() != ""
    assert run("deploy", "--branch", "gh-pages", "--yes").code == 0


def test_the_workflow_command(room: Newsroom, run: Run) -> None:
    ended = run("deploy", "--workflow")
    assert "  .github/workflows/pages.yml: written\n" in ended.out
    assert "GitHub publishes the site when main is pushed" in ended.out
    assert "Source: GitHub Actions" in ended.out
    again = run("deploy", "--workflow")
    assert "  .github/workflows/pages.yml: up to date\n" in again.out


def test_a_repository_of_somebody_else_is_explained(
    room: Newsroom, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    ended = run("deploy", "--yes")
    assert ended.code == 1
    assert commands(ended)[0].startswith("git config --global --add safe.directory")


def test_a_remote_that_is_gone_ends_with_what_to_type(room: Newsroom, run: Run) -> None:
    shutil.rmtree(room.bare)
    ended = run("deploy", "--yes")
    assert ended.code == 1
    assert "git says: " in ended.err
    assert commands(ended) == [
        "git remote set-url origin https://github.com/YOU/YOUR-SITE.git",
        "site-gen deploy",
    ]


def test_claims_that_are_not_ready_are_counted(room: Newsroom, run: Run) -> None:
    room.write(
        {"content/articles/river.claims.yaml": CLAIMS + "  - {id: b, quote: in spring, state: review}\n"}
    )
    assert "left out: 1 claim or note in draft or review" in run("deploy", "--yes").out


UNEXPLAINED = CLAIMS.replace("status: inaccurate", "status: misleading")
EXPLAINED = (
    UNEXPLAINED
    + "    history: [{date: 2026-05-06, kind: correction, from: inaccurate, text: We found a second register.}]\n"
)


def test_a_verdict_that_changed_without_a_word_is_noticed(room: Newsroom, run: Run) -> None:
    run("deploy", "--yes")
    room.write({"content/articles/river.claims.yaml": UNEXPLAINED})
    ended = run("deploy", "--yes")
    assert ended.code == 0, "a warning, unless the desk has made it an error"
    assert "verdict-change-is-explained" in ended.err
    room.write({"content/articles/river.claims.yaml": EXPLAINED})
    assert "verdict-change-is-explained" not in run("deploy", "--yes").err


def test_a_desk_may_refuse_it(room: Newsroom, run: Run) -> None:
    run("deploy", "--yes")
    tips = room.tips()
    rule = "rules: {verdict-change-is-explained: error}\n"
    room.write({"site.yaml": SITE + rule, "content/articles/river.claims.yaml": UNEXPLAINED})
    ended = run("deploy", "--yes")
    assert ended.code == 1
    assert ended.err.splitlines()[-2].startswith("not published: 1 error")
    assert room.tips() == tips
    room.write({"content/articles/river.claims.yaml": EXPLAINED})
    assert run("deploy", "--yes").code == 0


def test_a_branch_without_data_is_compared_with_nothing(room: Newsroom, run: Run) -> None:
    room.write({"site.yaml": SITE + "outputs: [pages]\n"})
    assert run("deploy", "--yes").code == 0
    room.write({"site.yaml": SITE, "content/articles/river.claims.yaml": UNEXPLAINED})
    ended = run("deploy", "--yes")
    assert "verdict-change" not in ended.err
    assert "Note: no verdict was compared with what stands on gh-pages, which has no claims.json" in ended.out


def test_an_index_that_names_what_no_file_is_called_is_compared_with_nothing(
    room: Newsroom, run: Run, tmp_path: Path
) -> None:
    run("deploy", "--yes")
    git(tmp_path, "clone", "--quiet", "--branch=gh-pages", str(room.bare), "web")
    index = '{"version": 1, "shards": [{"url": "data/\\ud800.json"}]}'
    (tmp_path / "web/claims.json").write_text(index, "utf-8")
    git(tmp_path / "web", "commit", "--quiet", "--all", "--amend", "--no-edit")
    git(tmp_path / "web", "push", "--quiet", "--force")
    ended = run("deploy", "--yes")
    assert ended.code == 0, ended.err
    assert "Note: no verdict was compared with what stands on gh-pages" in ended.out


WELL = "---\ntitle: The well\ndate: 2026-06-04\n---\n\nIt gave water for nine days.\n"
OF_THE_WELL = CLAIMS.replace("closed for nine weeks", "water for nine days").replace(
    "2026-05-04", "2026-06-04"
)


def test_a_part_of_the_data_that_is_gone_is_told(room: Newsroom, run: Run, tmp_path: Path) -> None:
    """What is left is compared all the same."""
    room.write({"content/articles/well.md": WELL, "content/articles/well.claims.yaml": OF_THE_WELL})
    run("deploy", "--yes")
    git(tmp_path, "clone", "--quiet", "--branch=gh-pages", str(room.bare), "web")
    (tmp_path / "web/data/claims/2026-06.json").unlink()
    git(tmp_path / "web", "commit", "--quiet", "--all", "--amend", "--no-edit")
    git(tmp_path / "web", "push", "--quiet", "--force")
    room.write(
        {
            "content/articles/river.claims.yaml": UNEXPLAINED,
            "content/articles/well.claims.yaml": OF_THE_WELL.replace("inaccurate", "misleading"),
        }
    )
    ended = run("deploy", "--yes")
    assert ended.code == 0, ended.err
    assert "verdict-change-is-explained" in ended.err
    assert "content/articles/river.claims.yaml" in ended.err
    assert (
        "Note: verdicts were compared with those on gh-pages, 1 of them; what data/claims/2026-06.json held was not"
        in ended.out
    )
    room.write({RIVER: ARTICLE.replace("spring", "summer")})
    assert "verdicts were compared" not in run("deploy", "--yes").out
