"""Measures the preview in a real browser: from a save to the new text on the page, and to the new colour.

    python benchmarks/preview.py [ARTICLES ...]       100 and 1,000 articles unless told

For each size a site is written and looked at once, then the preview is started anew, so that its cache is warm:

- first page: from starting the command to the first page sent (the system's start of Python included)
- text: from the save of an article to the new words in the page, which is patched in place
- claim: the same of a claim's summary, which the page's scripts repeat in the margin
- style: from the save of ``static/custom.css`` to the new colour, the page kept

Beside it the watcher that comes with livereload, on the same files: from the save to its message, with nothing built
at all. It looks every 0.8 s and forgets what is saved within 3 s of the last reload; a save that was not told of
within 5 s counts as lost. Each figure is the median and the 90th percentile of 20 saves, in milliseconds.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from tornado.websocket import websocket_connect

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from benchmarks.scale import make_paragraphs, make_quotes  # noqa: E402
from scripts.find_browser import find_browser  # noqa: E402

SAVES = 20
PAUSE = 0.5
"""Seconds between two saves: somebody who writes, and looks."""
CLAIMS = 12
STATUSES = ("accurate", "mostly-accurate", "needs-context", "misleading", "inaccurate", "unverified")
SEEN = """([selector, wanted, isColour]) => new Promise((done) => {
  const look = () => {
    const element = document.querySelector(selector);
    const is = element
      && (isColour ? getComputedStyle(element).color === wanted : element.textContent.includes(wanted));
    return is ? done(performance.timeOrigin + performance.now()) : requestAnimationFrame(look);
  };
  look();
})"""


def write_site(root: Path, articles: int) -> None:
    """Write a site; article K is the same whatever their number is."""
    folder = root / "content/articles"
    folder.mkdir(parents=True)
    (root / "site.yaml").write_text("title: Many\nbase_url: https://example.org/repo/\n")
    for number in range(articles):
        paragraphs = make_paragraphs(7_000, seed=number)
        text = "\n\n".join(paragraphs)
        (folder / f"article-{number:04}.md").write_text(
            f"---\ntitle: Article {number}\ndate: 2026-01-{number % 28 + 1:02}\n---\n\n{text}\n\nThe end is 0.\n"
        )
        (folder / f"article-{number:04}.claims.yaml").write_text(_write_claims(paragraphs, number))


def _write_claims(paragraphs: list[str], seed: int) -> str:
    claims = [
        f"  - id: claim-{index}\n    quote: >-\n      {quote}\n    status: {STATUSES[index % len(STATUSES)]}\n"
        f"    summary: It was found to be so, number 0 of {index}.\n    note: |\n      {paragraphs[index][:300]}\n"
        "    sources:\n      - {title: Register, url: https://example.org/register, published: 2026-01}\n"
        for index, quote in enumerate(make_quotes(paragraphs, CLAIMS, seed))
    ]
    return "claims:\n" + "".join(claims)


@contextmanager
def serving(root: Path) -> Iterator[tuple[str, float]]:
    """Run the command; give the address of the site, and the seconds until its first page was sent."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "site_gen", "serve"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout
        address = next(word for word in process.stdout.readline().split() if word.startswith("http"))
        urllib.request.urlopen(address).read()
        seconds = time.perf_counter() - began
        threading.Thread(target=process.stdout.read, daemon=True).start()
        try:
            yield address, seconds
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


def measure_saves(page: Any, save: Callable[[int], tuple[str, str, bool]]) -> list[float]:
    """Give the milliseconds of each save; ``save`` writes a file and says what shall be seen then."""
    found = []
    for number in range(1, SAVES + 2):
        time.sleep(PAUSE)
        began = time.time()
        found.append(page.evaluate(SEEN, save(number)) - began * 1000)
    return found[1:]  # the first is not counted


def measure_page(root: Path, address: str) -> dict[str, list[float]]:
    """Open an article of the preview, and measure saves."""
    article = root / "content/articles/article-0007.md"
    claims = root / "content/articles/article-0007.claims.yaml"
    style = root / "static/custom.css"
    style.parent.mkdir(exist_ok=True)
    texts = {path: path.read_text() for path in (article, claims)}

    def save_text(number: int) -> tuple[str, str, bool]:
        article.write_text(texts[article].replace("The end is 0.", f"The end is {number}."))
        return "[data-article-text] p:last-of-type", f"The end is {number}.", False

    def save_claim(number: int) -> tuple[str, str, bool]:
        claims.write_text(texts[claims].replace("number 0 of 5", f"number {number} of 5"))
        return "#claim-claim-5 .finding", f"number {number} of 5", False

    def save_style(number: int) -> tuple[str, str, bool]:
        style.write_text(f".article h1 {{ color: rgb({number}, 2, 3); }}\n")
        return ".article h1", f"rgb({number}, 2, 3)", True

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{address}articles/article-0007/")
        page.locator("html[data-site-gen-build]").wait_for()
        page.evaluate("window.isKept = true")
        found = {
            name: measure_saves(page, save)
            for name, save in (("text", save_text), ("claim", save_claim), ("style", save_style))
        }
        assert page.evaluate("window.isKept === true"), "the page was loaded again"
        browser.close()
    return found


STOCK = """
import sys
from livereload import Server
server = Server()
server.watch(sys.argv[1])
server.serve(port=int(sys.argv[2]), host="127.0.0.1", root=sys.argv[3])
"""


async def measure_stock(root: Path, port: int) -> list[float | None]:
    """Give the milliseconds from a save to the message of livereload's own watcher; None for a lost one."""
    article = root / "content/articles/article-0007.md"
    text = article.read_text()
    while True:
        try:
            connection = await websocket_connect(f"ws://127.0.0.1:{port}/livereload")
            break
        except OSError:
            await asyncio.sleep(0.1)
    told: asyncio.Queue[float] = asyncio.Queue()

    async def listen() -> None:
        while message := await connection.read_message():
            if json.loads(message)["command"] == "reload":
                told.put_nowait(time.perf_counter())

    listening = asyncio.create_task(listen())
    await connection.write_message(json.dumps({"command": "hello"}))
    await connection.write_message(json.dumps({"command": "info", "url": "/"}))
    found: list[float | None] = []
    for number in range(SAVES + 1):
        await asyncio.sleep(PAUSE)
        while not told.empty():
            told.get_nowait()
        began = time.perf_counter()
        article.write_text(f"{text}\n{number}\n")
        try:
            found.append((await asyncio.wait_for(told.get(), 5) - began) * 1000)
        except TimeoutError:
            found.append(None)
    listening.cancel()
    return found[1:]


def run_stock(root: Path, port: int) -> list[float | None]:
    """Run livereload as it comes over the site's content."""
    command = [sys.executable, "-c", STOCK, str(root / "content"), str(port), str(root)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            return asyncio.run(measure_stock(root, port))
        finally:
            process.terminate()


def say(name: str, found: list[float | None] | list[float]) -> None:
    """Print a line of the table."""
    told = sorted(each for each in found if each is not None)
    lost = len(found) - len(told)
    if not told:
        print(f"  {name:<28} all {lost} lost", flush=True)
        return
    ninth = told[max(0, round(0.9 * len(told)) - 1)]
    more = f", {lost} of {len(found)} lost" if lost else ""
    print(f"  {name:<28} median {statistics.median(told):6.0f} ms, 90 % {ninth:6.0f} ms{more}", flush=True)


def main() -> None:
    """Measure each size."""
    for articles in map(int, sys.argv[1:] or ("100", "1000")):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "site"
            write_site(root, articles)
            print(f"{articles} articles, {CLAIMS} claims each", flush=True)
            with serving(root) as (_, seconds):
                print(f"  first page, nothing cached     {seconds:6.2f} s", flush=True)
            with serving(root) as (address, seconds):
                print(f"  first page, warm cache         {seconds:6.2f} s", flush=True)
                for name, found in measure_page(root, address).items():
                    say(f"save to page: {name}", found)
            say("livereload's own watcher", run_stock(root, 35_731))


if __name__ == "__main__":
    main()
