"""The plain pipeline: PyYAML's C loader, markdown-it-py and Jinja, and nothing else. A floor to compare with.

    python -m benchmarks.plain FOLDER

Marks stand in the articles already; nothing is checked, anchored, escaped but by Jinja, or remembered. Of an article no
more is kept than its lists show.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from jinja2 import DictLoader, Environment
from markdown_it import MarkdownIt
from markupsafe import Markup

from benchmarks.corpus import STATUSES

PEERS = Path(__file__).resolve().parent / "peers"
_ARTICLE = """{% extends "base.jinja" %}
{% block title %}{{ title }}{% endblock %}
{% block content %}<article><h1>{{ title }}</h1><p>{{ date }}{% for tag in tags %}, {{ tag }}{% endfor %}</p>
{{ body }}{% include "claims.jinja" %}</article>{% endblock %}
"""
_LIST = """{% extends "base.jinja" %}
{% block content %}<ul>{% for address, title, text in items %}
<li><a href="{{ address }}">{{ title }}</a> {{ text }}</li>
{% endfor %}</ul>{% endblock %}
"""
_FEED = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Measured</title>{% for address, title, text in items %}
<entry><title>{{ title }}</title><id>{{ address }}</id><summary>{{ text }}</summary></entry>{% endfor %}</feed>
"""
Item = tuple[str, str, str]
"""Address, title, text."""


class Pipeline:
    """What is made once, whatever the number of articles."""

    def __init__(self) -> None:
        self.markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
        sources = {name: (PEERS / name).read_text("utf-8") for name in ("base.jinja", "claims.jinja")}
        loader = DictLoader({**sources, "article": _ARTICLE, "list": _LIST, "feed": _FEED})
        self.templates = Environment(loader=loader, autoescape=True)
        self.templates.globals["labels"] = dict(STATUSES)
        self.templates.filters["note"] = lambda text: Markup(self.markdown.render(text))

    def render_article(self, text: str, claims_text: str) -> tuple[str, dict[str, Any], list[dict[str, Any]]]:
        """Give an article's page, its front matter and its claims."""
        _, front_text, body = text.split("---\n", 2)
        front = yaml.load(front_text, yaml.CSafeLoader)
        claims = yaml.load(claims_text, yaml.CSafeLoader)["claims"]
        body = Markup(self.markdown.render(body))
        page = self.templates.get_template("article").render(**front, claims=claims, body=body)
        return page, front, claims

    def render_list(self, name: str, items: list[Item]) -> str:
        """Give a list of articles or claims, or the feed."""
        return self.templates.get_template(name).render(items=items)


def make_site(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the files of the site, by path."""
    pipeline = Pipeline()
    articles: list[Item] = []
    by_status: dict[str, list[Item]] = {status: [] for status, _ in STATUSES}
    for path in sorted(folder.glob("articles/*.md"), reverse=True):
        claims_text = (folder / f"claims/{path.stem}.yaml").read_text("utf-8")
        page, front, claims = pipeline.render_article(path.read_text("utf-8"), claims_text)
        yield f"articles/{path.stem}/index.html", page
        address = f"/articles/{path.stem}/"
        articles.append((address, front["title"], str(front["date"])))
        for claim in claims:
            by_status[claim["status"]].append(
                (f"{address}#claim-{claim['id']}", claim["quote"], claim["summary"])
            )
    yield "index.html", pipeline.render_list("list", articles)
    for status, items in by_status.items():
        yield f"status/{status}/index.html", pipeline.render_list("list", items)
    yield "feed.xml", pipeline.render_list("feed", articles[:50])
    addresses = "".join(f"<url><loc>https://example.org{address}</loc></url>\n" for address, _, _ in articles)
    yield "sitemap.xml", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{addresses}</urlset>'


def main() -> None:
    """Write the site in the folder named into ``public`` below it."""
    folder = Path(sys.argv[1])
    for path, text in make_site(folder):
        target = folder / "public" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
