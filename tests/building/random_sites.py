"""Sites as choices: everything that can be edited is a slot with the things it may hold. An edit fills one slot anew.

The first thing of each slot makes a small site without problems. Later ones are other good things, then a few that
break it. Whatever is chosen, ``render_site`` gives the files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hypothesis import strategies as st

Choices = Mapping[str, int]
"""The number of the thing in each slot that does not hold its first."""

ARTICLES = ("one", "two", "three")
CLAIMS = ("first", "second", "third")

SITE: dict[str, tuple[str | None, ...]] = {
    "title": ("Test Desk", "Next Desk", "Test Task"),
    "base_url": ("https://example.org/desk/", "https://example.org/task/", None, "https://example.net"),
    "tagline": (None, "Statements, checked", "Statements, weighed"),
    "language": ("en", "de", "ar"),
    "publisher": ("{name: Test Desk}", "{name: Best Desk, url: 'https://example.com/'}", None),
    "claim_pages": (None, "false"),
    "articles_per_page": (None, "1", "2"),
    "nav": (None, "[about]", "[{url: /claims/, label: Claims}]", "[{page: about}, {url: /articles/one/, label: 1}]"),
    "outputs": (
        None,
        "[feeds, sitemap]",
        "[annotations, opendata]",
        "[search, opendata, embed]",
        "[claimreview]",
        "[search]",
        "[pages, status, feeds]",
        "[indexes, embed]",
    ),
    "report_error": (None, "desk@example.org", "https://example.org/error"),
    "domain": (None, "desk.example.org"),
    "colours": (None, '{good: {light: "#006600", dark: "#66cc66"}}', '{good: {light: "#005500", dark: "#66cc66"}}'),
    "csp": (None, "{img-src: [https://media.example.org]}"),
    "rules": (None, "{file-is-used: error}", "{file-is-used: ignore}"),
    "ratings": (
        None,
        """
  - {id: accurate, label: Right, meaning: It is so., tone: good, value: 2}
  - {id: inaccurate, label: Wrong, meaning: It is not so., tone: bad, value: 1}
  - {id: unverified, label: Open, meaning: Nobody knows., tone: none}""",
        """
  - {id: accurate, label: True, meaning: It is so., tone: fair, value: 5}
  - {id: inaccurate, label: False, meaning: It is not so., tone: poor, value: 3}
  - {id: unverified, label: Open, meaning: Nobody knew., tone: none, retired: true}""",
        """
  - {id: inaccurate, label: Wrong, meaning: It is not so., tone: bad, value: 1}
  - {id: unverified, label: Open, meaning: Nobody knows., tone: none}""",
    ),
    "title_twice": (None, "no key of ours"),
}  # fmt: skip
SHARED: dict[str, tuple[str | None, ...]] = {
    "gauge": (
        "{title: Gauge readings, publisher: Water board, locator: p. 1}",
        "{title: Gauge readings of May, publisher: Water board, url: 'https://example.org/gauge'}",
        "{title: Gauge readings, publisher: Flood board, locator: p. 1}",
        "{url: 'https://example.org/gauge'}",
    ),
    "register": (
        "{title: Road register, url: 'https://example.org/roads'}",
        "{title: Road records!, url: 'https://example.org/roads'}",
        None,
    ),
    "diary": ("{title: A diary, author: A. Mayor, locator: May}", None),
}
FRONT: dict[str, tuple[str | None, ...]] = {
    "title": ("The river", "The water", "Of *rivers* & bridges", '"Über: Brücken"'),
    "date": ("2026-05-04", "2026-05-05", "2026-04-30", "2025-12-31"),
    "updated": (None, "2026-06-01"),
    "author": (None, "A. Reporter", "[A. Reporter, B. Writer]"),
    "summary": (None, "What was said of it.", "What was sung of it."),
    "tags": (None, "[water]", "[Water, bridges]", "[bridges]"),
    "aliases": (None, "[/old/{name}/]", "[/old/{name}/, /2018/{name}.html]", "[/old/]"),
    "draft": (None, None, None, "true"),
    "publish_after": (
        None,
        None,
        "2026-11-22 18:00 +00:00",
        "2026-11-21 18:00 +00:00",
        "2026-11-23 00:30 Asia/Kolkata",
    ),
    "slug": (None, None, None, "another-name", "about"),
    "language": (None, "de", "ar"),
    "image": (None, "drop.svg", "static/card.svg"),
    "original": (None, "{title: A speech, url: 'https://example.org/speech'}", "{title: A letter}"),
    "history": (None, "[{date: 2026-05-06, kind: update, text: A chapter more.}]"),
}
PARAGRAPHS: tuple[tuple[str, ...], ...] = (
    (
        "The bridge was closed for **nine weeks** in spring.",
        "The bridge was closed for **five weeks** in spring.",
        "In the end the bridge was closed for nine weeks, they say.",
        "# Of the bridge\n\nThe bridge was closed for `nine weeks`[^1].\n\n[^1]: A long time.",
        "The bridge was opened for nine weeks.",
    ),
    (
        "The river rose by two metres, it was said.",
        "The river rose by six metres, it was said.",
        "## The river\n\n- The river rose by two metres\n- it was said",
        "The river rose by two metres. The river rose by two metres.",
    ),
    (
        "The mill is old.",
        "The mill is grey. <b>",
        "> The *mill* is [old](#third).",
        "| The mill | is old. |\n|---|---|\n| a | b |",
    ),
    (
        "",
        "See [us](../pages/about.md).",
        "![A drop](drop.svg)",
        "See [all](/claims/) and [the first](/articles/one/#claim-first).",
        "See [the first](one.md#claim-first).",
        "See [the other](two.md) and [a topic](/topics/water/).",
        "See [the feed](/feed.xml) or [water](/topics/water/).",
        "[Download](paper.pdf)",
        "See [nothing](nothing.md).",
    ),
)
CLAIM: dict[str, tuple[str | None, ...]] = {
    "status": ("accurate", "inaccurate", "unverified", "nonsense"),
    "summary": ("It is so.", "It was so.", "So it is, and *not* otherwise."),
    "state": (None, None, "draft", "review"),
    "claimant": (None, "A. Mayor", "a. mayor", "{name: B. Clerk, url: 'https://example.org/clerk'}"),
    "sources": (
        "[gauge]",
        "[register, gauge]",
        "[{title: A book, publisher: Water board, locator: p. 5}]",
        "[{ref: gauge, locator: p. 2}]",
        None,
        "[diary]",
    ),
    "same_as": (None, None, None, "one/first", "two/second", "three/third"),
    "tags": (None, "[water]", "[mills]"),
    "claim": (None, "It stood so."),
    "note": (None, "See *this*, and [us](../pages/about.md).", "See [that](two.md)."),
    "reason": (None, "It was looked up."),
    "said": (None, "2018-06"),
    "appearance": (None, "{title: A speech, url: 'https://example.org/speech', publisher: County}"),
    "confidence": (None, "high"),
    "checked": (None, "2026-05-05"),
    "checked_by": (None, "C. Checker"),
    "language": (None, "de"),
    "history": (
        None,
        "[{date: 2026-05-06, kind: correction, from: accurate, text: We were wrong.}]",
        "[{date: 2026-05-07, kind: update, text: We were right.}]",
    ),
}
QUOTES: dict[str, tuple[str, ...]] = {
    "first": ("was closed for", "bridge was closed", "weeks", "nine weeks"),
    "second": ("river rose by", "it was said", "The river rose by two metres"),
    "third": ("The mill", "The mill is"),
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="10"/>\n'
FILES: dict[str, tuple[str | None, ...]] = {
    "content/articles/drop.svg": (SVG.format(20), SVG.format(40), None),
    "content/articles/paper.pdf": ("%PDF-1.4 one", "%PDF-1.4 two"),
    "static/card.svg": (SVG.format(1200), SVG.format(1100)),
    "static/custom.css": (None, "p { color: red }\n", "p { color: tan }\n", "@import 'css/x.css';\n"),
    "static/custom.js": (None, "let one = 1;\n"),
    "static/root/extra.txt": (None, "one\n", "two\n"),
    "static/root/old/index.html": (None, "<p>It stood here before.\n"),
    "static/css/90-print.css": (None, "@media print { a { color: red } }\n"),
    "templates/parts/head-extra.html": (
        None,
        '<meta name="x" content="1">\n',
        '<meta name="x" content="2">\n',
        "{{ nothing }}\n",
        "{% if %}\n",
    ),
    "templates/parts/footer-extra.html": (None, "<p>{{ view.chrome.site_title }}</p>\n", "<p>{{ words }}\n"),
    "templates/parts/own.html": (None, "<i>one</i>", "<i>two</i>"),
    "templates/claim.html": (
        None,
        '{% extends "base.html" %}\n{% block content %}{% include "parts/own.html" ignore missing %}{% endblock %}\n',
    ),
    "templates/404.html": (None, "<!doctype html><title>Nothing here</title>\n"),
    "content/pages/about.md": (
        "---\ntitle: About\n---\n\nWe check.\n",
        "---\ntitle: About us\nsummary: We check.\n---\n\nWe check.\n",
        "---\ntitle: About\n---\n\nWe count.\n\n## Here\n",
        "---\ntitle: About\ndraft: true\n---\n\nWe check.\n",
        "---\ntitle: About\nslug: about-us\n---\n\nWe check [it](../articles/one.md).\n",
        None,
    ),
    "content/pages/methodology.md": (None, "# How we work\n\nWith [care](../articles/two.md).\n", "# How we work"),
    "content/articles/three.claims.yml": (None, None, None, "claims: []\n"),
}  # fmt: skip


def _list_slots() -> Iterator[tuple[str, int]]:
    """Give the name of every slot, and how many things it may hold."""
    for group, pools in (("site", SITE), ("shared", SHARED), ("file", FILES)):
        for key, pool in pools.items():
            yield f"{group}:{key}", len(pool)
    for name in ARTICLES:
        yield f"{name}:stands", 2
        yield f"{name}:file", 3
        for key, pool in FRONT.items():
            yield f"{name}:{key}", len(pool)
        for number, texts in enumerate(PARAGRAPHS):
            yield f"{name}:{number}", len(texts)
        for id_ in CLAIMS:
            yield f"{name}:{id_}:stands", 2
            yield f"{name}:{id_}:id", 2
            yield f"{name}:{id_}:quote", len(QUOTES[id_])
            for key, pool in CLAIM.items():
                yield f"{name}:{id_}:{key}", len(pool)


SLOTS = dict(_list_slots())
_RELATING = frozenset(
    {"title", "same_as", "claimant", "tags", "sources", "file", "slug", "stands", "draft", "3"}
)
LIVELY = sorted(name for name in SLOTS if name.rpartition(":")[2] in _RELATING)
"""Slots that decide what pages of other articles show; tried twice as often as all slots together."""

edits = (
    st.sampled_from([sorted(SLOTS), LIVELY, LIVELY])
    .flatmap(st.sampled_from)
    .flatmap(lambda name: st.tuples(st.just(name), st.integers(0, SLOTS[name] - 1)))
)


def render_site(choices: Choices) -> dict[str, str]:
    """Give the files of a site, by path."""
    files = {path: text for path, pool in FILES.items() if (text := pool[choices.get(f"file:{path}", 0)])}
    files["site.yaml"] = _render_keys(SITE, "site", choices).replace("title_twice", "tittle")
    files["content/sources.yaml"] = _render_keys(SHARED, "shared", choices)
    for name in ARTICLES:
        if not choices.get(f"{name}:stands", 0):
            file = (
                f"content/articles/{(name, f'{name}-again', f'deep/{name}')[choices.get(f'{name}:file', 0)]}"
            )
            files[f"{file}.md"] = _render_article(name, choices)
            claims = "".join(_render_claim(name, id_, choices) for id_ in CLAIMS)
            if claims:
                files[f"{file}.claims.yaml"] = f"claims:\n{claims}"
    return files


def _render_keys(pools: Mapping[str, tuple[str | None, ...]], group: str, choices: Choices) -> str:
    chosen = ((key, pool[choices.get(f"{group}:{key}", 0)]) for key, pool in pools.items())
    return "".join(f"{key}: {text}\n" for key, text in chosen if text is not None)


def _render_article(name: str, choices: Choices) -> str:
    front = _render_keys(FRONT, name, choices).replace("{name}", name)
    texts = (pool[choices.get(f"{name}:{number}", 0)] for number, pool in enumerate(PARAGRAPHS))
    return f"---\n{front}---\n\n" + "\n\n".join(texts) + "\n"


def _render_claim(name: str, id_: str, choices: Choices) -> str:
    group = f"{name}:{id_}"
    if choices.get(f"{group}:stands", 0):
        return ""
    keys = _render_keys(CLAIM, group, choices).rstrip("\n").replace("\n", "\n    ")
    shown = (id_, f"{id_}-2")[choices.get(f"{group}:id", 0)]
    return f"  - id: {shown}\n    quote: {QUOTES[id_][choices.get(f'{group}:quote', 0)]}\n    {keys}\n"


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """Give the paths of files that come, go or change between two sites; those that go first."""
    yield from (path for path in before if path not in after)
    yield from (path for path in after if before.get(path) != after[path])
