"""Measures what a reader waits for, and prints it: bytes of pages, and how a page of sixty claims behaves.

    python benchmarks/reading.py

- bytes: the demo's long article, a page of 30 claims and the home page, each with style and script, compressed
- hover: from the pointer's arrival on marked words to the card on the screen (the delay is 150 ms)
- scroll: tasks of more than 50 ms while the page is scrolled from top to bottom
- shift: how far things moved while the page loaded (0 is the aim)

Times are of this machine at this moment: run it on one that does nothing else.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from scripts.find_browser import find_browser  # noqa: E402
from site_gen.building.build import build_site  # noqa: E402
from site_gen.building.results import BuildOptions  # noqa: E402
from tests.browser.reader.sites import make_dense, make_files  # noqa: E402
from tests.browser.serving import serve  # noqa: E402

NOW = datetime(2026, 11, 22, tzinfo=UTC)
WATCH = """
window.tasks = [];
window.shift = 0;
new PerformanceObserver((list) => { for (const each of list.getEntries()) tasks.push(each.duration); })
  .observe({ type: 'longtask', buffered: true });
new PerformanceObserver((list) => { for (const each of list.getEntries()) shift += each.value; })
  .observe({ type: 'layout-shift', buffered: true });
let arrived = 0;
addEventListener('pointerover', (event) => {
  if (event.target.closest('mark')) arrived = event.timeStamp;
}, true);
addEventListener('beforetoggle', (event) => {
  if (event.newState === 'open') {
    // The first message behind a frame comes when that has been painted.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { window.painted = performance.now() - arrived; };
      port2.postMessage('');
    });
  }
}, true);
"""


def measure_bytes(site: Path, page: str) -> str:
    """Give the compressed bytes of a page, its style and its script."""
    parts = [
        len(gzip.compress(next(site.glob(pattern)).read_bytes(), mtime=0))
        for pattern in (page, "static/site.*.css", "static/site.*.js")
    ]
    return f"{sum(parts):6} = {parts[0]} page + {parts[1]} style + {parts[2]} script"


def measure_hover(page: Any, rounds: int = 20) -> list[float]:
    """Give milliseconds from the pointer's arrival to the painted card, for some of the claims."""
    found = []
    for mark in page.locator("[data-article-text] mark").all()[: 3 * rounds : 3]:
        page.mouse.move(2, 2)
        page.keyboard.press("Escape")
        mark.scroll_into_view_if_needed()
        page.wait_for_timeout(100)
        page.evaluate("() => { window.painted = 0; }")
        mark.hover()
        page.wait_for_function("() => window.painted > 0")
        found.append(page.evaluate("() => window.painted"))
    return found


def measure_scroll(page: Any) -> list[float]:
    """Give the lengths of tasks of more than 50 ms while the page is scrolled."""
    page.evaluate("() => { scrollTo(0, 0); window.tasks = []; }")
    page.mouse.move(200, 300)
    height = page.evaluate("() => document.documentElement.scrollHeight")
    for _ in range(0, height, 300):
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(16)
    found: list[float] = page.evaluate("() => window.tasks")
    return found


def build(root: Path, files: dict[str, str], output: Path) -> Path:
    """Write a site and build it."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    build_site(root, BuildOptions(now=NOW, output=output))
    return output


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        build_site(ROOT, BuildOptions(now=NOW, output=home / "demo"))
        thirty, thirty_claims = make_dense(singles=20, pairs=5)
        more = {"content/articles/thirty.md": thirty, "content/articles/thirty.claims.yaml": thirty_claims}
        site = build(home / "source", {**make_files(), **more}, home / "site")
        print(f"long article  {measure_bytes(home / 'demo', 'articles/missile-deal/index.html')}")
        print(f"30 claims     {measure_bytes(site, 'articles/thirty/index.html')}")
        print(f"home          {measure_bytes(home / 'demo', 'index.html')}")
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        with serve(site) as address:
            for width in (360, 1440):
                page = browser.new_page(viewport={"width": width, "height": 800})
                page.add_init_script(WATCH)
                page.goto(f"{address}articles/dense/")
                page.wait_for_timeout(500)
                shift = page.evaluate("() => window.shift")
                hover = sorted(measure_hover(page))
                tasks = measure_scroll(page)
                print(
                    f"{width:4} px: hover {hover[len(hover) // 2]:.0f} ms, at most {hover[-1]:.0f} ms;"
                    f" tasks over 50 ms {len(tasks)}, longest {max(tasks, default=0):.0f} ms; shift {shift}"
                )
        browser.close()


if __name__ == "__main__":
    main()
