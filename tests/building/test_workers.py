"""Many processes give what one gives, and come to no harm that a reader would see."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from site_gen.building import preparing, processes, workers
from site_gen.building.build import build_site
from site_gen.building.cache import SqliteCache
from site_gen.building.environment import packaged_folder
from site_gen.building.maker import BodyLostError
from site_gen.building.results import BuildOptions
from site_gen.building.workers import make_outputs
from site_gen.model import Config, Site
from site_gen.outputs.output import Output
from site_gen.presenting.templating import Templates
from site_gen.support.stages import Stages
from site_gen.support.structs import replace
from tests.building.test_build import RIVER, RIVER_CLAIMS, SITE, SOURCES, river_site, tree

SiteMaker = Callable[..., Path]

EMPTY = Site(Config("Test", ()))


@pytest.fixture
def small_pools(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are worth it for any two outputs."""
    monkeypatch.setattr(workers, "WORTH_A_POOL", 2)
    monkeypatch.setattr(workers, "_CHUNK", 2)
    monkeypatch.setattr(preparing, "WORTH_PROCESSES", 2)
    monkeypatch.setattr(preparing, "_CHUNK", 2)


def spawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_choose_context", lambda: multiprocessing.get_context("spawn"))


def many_rivers() -> dict[str, str]:
    files = {"site.yaml": SITE, "content/sources.yaml": SOURCES}
    for number in range(8):
        files[f"content/articles/river-{number}.md"] = RIVER.replace("[the other article](well.md)", "more")
        files[f"content/articles/river-{number}.claims.yaml"] = RIVER_CLAIMS
    return files


@pytest.mark.usefixtures("small_pools")
@pytest.mark.parametrize("how", ["fork", "spawn"])
def test_four_processes_give_the_bytes_of_one(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    if how == "spawn":
        spawn(monkeypatch)
    root = make_site(many_rivers())
    build_site(root, options)
    four = options._replace(jobs=4 if how == "fork" else 2, output=root / "four")
    assert build_site(root, four).done
    assert tree(root / "four") == tree(root / "_site")


@pytest.mark.usefixtures("small_pools")
@pytest.mark.parametrize("fault", ["killed", "hurt"])
def test_articles_that_got_lost_on_the_way_are_prepared_here(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    def give_one(*_: object) -> Iterator[object]:
        yield from islice(processes.spread(*_), 1)  # type: ignore[arg-type]
        raise processes.NoProcessesError

    root = make_site(many_rivers())
    build_site(root, options)
    if fault == "killed":
        monkeypatch.setattr(preparing, "spread", give_one)
    else:
        monkeypatch.setattr(preparing, "read_value", lambda _: None)
    assert build_site(root, options._replace(jobs=2, output=root / "two", drafts=True)).done
    shutil.rmtree(root / ".site-gen")
    assert build_site(root, options._replace(output=root / "one", drafts=True)).done
    assert tree(root / "two") == tree(root / "one")


@pytest.mark.usefixtures("small_pools")
def test_the_problems_of_all_articles_are_told_from_processes_too(
    make_site: SiteMaker, options: BuildOptions
) -> None:
    files = many_rivers()
    for number in (1, 4, 7):
        files[f"content/articles/river-{number}.claims.yaml"] = RIVER_CLAIMS.replace("quote: ", "quote: no ")
    root = make_site(files)
    told = build_site(root, options._replace(jobs=2)).diagnostics
    assert {each.span.path for each in told if each.code == "quote-is-found"} == {
        f"content/articles/river-{number}.claims.yaml" for number in (1, 4, 7)
    }
    assert told == build_site(root, options).diagnostics


@pytest.mark.usefixtures("small_pools")
def test_what_the_processes_took_is_told(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site())
    stages = Stages(time.perf_counter)
    assert build_site(root, options._replace(jobs=2, stages=stages)).done
    assert stages.took["make article pages"].times == 2
    assert stages.took["make claim pages"].seconds > 0
    assert "wait for other processes" in stages.took


@pytest.mark.usefixtures("small_pools")
def test_a_fault_of_a_template_comes_back_as_a_problem(make_site: SiteMaker, options: BuildOptions) -> None:
    root = make_site(river_site(**{"templates/claim.html": "<p>\n{{ view.nothing }}\n"}))
    result = build_site(root, options._replace(jobs=2))
    assert not result.done
    assert [(str(each.span), each.code) for each in result.diagnostics] == [
        ("templates/claim.html:2:9", "template-is-right")
    ]
    assert not (root / "_site").exists()


@pytest.mark.usefixtures("small_pools")
def test_a_lost_body_is_noticed_in_a_worker_too(
    make_site: SiteMaker, options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site(river_site())
    monkeypatch.setattr(SqliteCache, "get_bytes", _lose_first(SqliteCache.get_bytes))
    assert build_site(root, options._replace(jobs=2)).done
    assert build_site(root, options).written == 0


def _lose_first(real: Callable[[SqliteCache, str], bytes | None]) -> Callable[..., bytes | None]:
    lost = []

    def get_bytes(self: SqliteCache, key: str) -> bytes | None:
        found = real(self, key)
        if found is not None and not lost and not key.endswith("/entry"):
            lost.append(key)
            return None
        return found

    return get_bytes


def run(outputs: list[Output], cache: Path, jobs: int = 2) -> list[tuple[str, bytes]]:
    store = SqliteCache(cache)
    templates = Templates([packaged_folder("templates")])
    try:
        return [
            (output.address, data) for output, data in make_outputs(outputs, store, EMPTY, templates, jobs)
        ]
    finally:
        store.close([])


def _give(site: Site, templates: Templates, *, number: int) -> bytes:
    return str(number).encode()


def _die_in_a_worker(site: Site, templates: Templates, *, parent: int) -> bytes:
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return b"made here"


def plain(count: int) -> list[Output]:
    return [Output(f"/{number}", str(number), partial(_give, number=number)) for number in range(count)]


@pytest.mark.usefixtures("small_pools")
def test_results_come_in_order(tmp_path: Path) -> None:
    made = run(plain(50), tmp_path / "c.sqlite", jobs=3)
    assert made == [(f"/{number}", str(number).encode()) for number in range(50)]


@pytest.mark.usefixtures("small_pools")
@pytest.mark.skipif(sys.platform == "win32", reason="no such kill")
def test_where_a_worker_is_killed_the_rest_is_made_here(tmp_path: Path) -> None:
    outputs = plain(20)
    outputs[11] = Output("/11", "11", partial(_die_in_a_worker, parent=os.getpid()))
    made = run(outputs, tmp_path / "c.sqlite")
    assert [address for address, _ in made] == [output.address for output in outputs]
    assert made[11] == ("/11", b"made here")


@pytest.mark.usefixtures("small_pools")
@pytest.mark.parametrize("problem", [OSError(38, "Function not implemented"), ImportError("no semaphores")])
def test_where_no_process_can_be_started_all_is_made_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def refuse(*_: object) -> None:
        raise problem

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refuse)
    assert len(run(plain(5), tmp_path / "c.sqlite")) == 5


@pytest.mark.usefixtures("small_pools")
def test_more_processes_than_windows_can_wait_for_are_not_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    importlib.import_module("concurrent.futures.process")  # as of this system
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(processes, "_choose_context", multiprocessing.get_context)
    assert len(run(plain(5), tmp_path / "c.sqlite", jobs=100)) == 5


@pytest.mark.usefixtures("small_pools")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_body_that_is_not_there_is_said(tmp_path: Path, jobs: int) -> None:
    outputs = [replace(output, body_key="missing") for output in plain(4)]
    with pytest.raises(BodyLostError):
        run(outputs, tmp_path / "c.sqlite", jobs)


ORPHANS = """\
import sys
from pathlib import Path
from site_gen.building import workers
from tests.building import test_workers

workers.WORTH_A_POOL = 2
workers._CHUNK = 1
for _ in test_workers.run(test_workers.waiting(), Path(sys.argv[1])):
    pass
"""


def _wait(site: Site, templates: Templates) -> bytes:
    sys.stdout.write("at work\n")
    sys.stdout.flush()
    signal.pause()
    return b""


def waiting() -> list[Output]:
    return [Output(f"/{number}", str(number), _wait) for number in range(4)]


@pytest.mark.skipif(sys.platform == "win32", reason="no such kill")
def test_no_worker_outlives_a_killed_build(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", ORPHANS, tmp_path / "c.sqlite"],
        cwd=root,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "at work\n"
    process.kill()
    # The pipe ends when the last process that could write to it has ended.
    process.communicate(timeout=60)


def test_an_interrupt_is_the_parents_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C reaches every process of a terminal; a worker that fell over it would print its own trace."""
    asked = []
    monkeypatch.setattr(processes.signal, "signal", lambda *given: asked.append(given))
    monkeypatch.setattr(processes.gc, "disable", lambda: None)
    monkeypatch.setattr(processes, "_benches", [])
    processes._begin(lambda stages: stages, None)  # type: ignore[arg-type,return-value]
    assert asked == [(signal.SIGINT, signal.SIG_IGN)]
