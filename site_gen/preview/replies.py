"""What a browser gets for an address: a file of the site, with the preview's own parts where it is a page.

Runs in the site's thread. Knows nothing of servers and sockets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape

from site_gen.building.inputs import CONFIG
from site_gen.building.live import LiveSite
from site_gen.building.shown import Made
from site_gen.model import Article, ArticleRecord, Claim, Note, Record
from site_gen.outputs.output import FileFault
from site_gen.presenting.templating import TemplateFault
from site_gen.preview.answers import content_type, find_answer
from site_gen.preview.editor import make_editor_link
from site_gen.preview.notice import Link, Teller, add_to_page, render_box, render_plain_page, render_progress
from site_gen.preview.worker import State
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.files import normalize_text, read_bytes
from site_gen.support.locations import Span
from site_gen.support.structs import Struct
from site_gen.support.urls import encode_path

CLIENT = "/_preview/"
"""Where the preview's own files stand, outside of every site."""
FOLLOWING = ("pairing.js", "head.js", "patch.js")
"""The scripts that follow saves, each behind those that it uses."""
WRITING = ("page.js", "selection.js", "form.js", "annotate.js")
"""Those with which one writes, likewise."""
SCRIPT_ADDRESS = "/livereload.js"
DESK = "/_desk/"
_TO_DESK = (
    f'<p class="site-gen-badge" data-no-text lang="en" dir="ltr"><a href="{DESK}"'
    ' title="Every claim, with what is open and what is due">The desk</a></p>'
)
_PART = re.compile(r"(?:^|&)page=([0-9]{1,6})(?=&|$)")
_HASHED = re.compile(r"static/.*\.[0-9a-f]{8}(\.[^./]+)?")


class Asked(Struct, frozen=True):
    """A request for a page or file."""

    path: str
    """As sent, without the query."""
    query: str
    host: str
    """The name by which this browser reached us."""
    port: int
    build: str
    """The name of what is shown now."""
    token: str
    """What a page must show to write; empty for one that may not."""


class Reply(Struct, frozen=True):
    """What is sent."""

    status: int
    data: bytes = b""
    kind: str = "text/html; charset=utf-8"
    location: str = ""
    is_lasting: bool = False
    """Whether another content would stand at another address."""


def make_reply(site: LiveSite, state: State, asked: Asked) -> Reply:
    """Answer a request from the site as it is now."""
    if asked.path.rstrip("/") == DESK.rstrip("/"):
        return _send_desk(site, asked)
    if site.site is None:
        body = _make_teller(site).render_problems(state.diagnostics)
        text = escape(state.failure) or "This page reloads by itself as soon as the problem is mended."
        page = render_plain_page("The site cannot be shown yet", text, body, render_head(asked))
        return Reply(503, page.encode())
    answer = find_answer(_Files(site), site.base_path, asked.path)
    if answer.location:
        return Reply(answer.status, location=answer.location + (f"?{asked.query}" if asked.query else ""))
    if answer.path is None:
        page = render_plain_page(
            "Nothing here",
            'The site has no page at this address. <a href="/">Go to its front page</a>.',
            "",
            render_head(asked),
        )
        return Reply(404, page.encode())
    return _send(site, state, asked, answer.status, answer.path)


def _send(site: LiveSite, state: State, asked: Asked, status: int, path: str) -> Reply:
    address = to_address(path)
    kind = content_type(path)
    try:
        made = site.make(address)
    except (TemplateFault, FileFault) as fault:
        return _send_fault(site, asked, fault.diagnostic)
    if made is None:
        return Reply(404, b"404 Not Found\n", "text/plain; charset=utf-8")
    if not kind.startswith("text/html"):
        return Reply(status, made.data, kind, is_lasting=bool(_HASHED.fullmatch(path)))
    return Reply(status, _dress(site, state, asked, made, address), kind)


def _send_desk(site: LiveSite, asked: Asked) -> Reply:
    if not asked.path.endswith("/"):
        return Reply(302, location=DESK)
    from site_gen.preview.desk import render_desk  # noqa: PLC0415 - brings all rules along, for this page only

    part = _PART.search(asked.query)
    desk = render_desk(site, _make_teller(site), int(part[1]) if part else 1)
    back = f'<nav><p><a href="{escape(encode_path(site.base_path))}">Back to the site</a></p></nav>'
    page = render_plain_page("The desk", desk.summary, back + desk.body, render_head(asked))
    return Reply(200, page.encode())


def _send_fault(site: LiveSite, asked: Asked, problem: Diagnostic) -> Reply:
    page = render_plain_page(
        "This page cannot be made yet",
        "It shows by itself as soon as the problem is mended.",
        _make_teller(site).render_problems([problem]),
        render_head(asked),
    )
    return Reply(500, page.encode())


def _dress(site: LiveSite, state: State, asked: Asked, made: Made, address: str) -> bytes:
    """Give a page with scripts, notice, and what its scripts must know."""
    record = site.find_record(address)
    is_article = isinstance(record, ArticleRecord) and record.address == address
    own, rest = _sort_out(site, state.diagnostics, record, made.fault)
    teller = _make_teller(site)
    stale = "This is the page as it was before its template was changed." if made.fault else ""
    article = site.find_article(record) if record and is_article else None
    boxes = _make_boxes(teller, own, article) if article else {}
    end = _TO_DESK + render_progress(site.progress) + teller.render_notice(own, rest, state.failure, stale)
    writes = article is not None and bool(asked.token)
    if article and writes:
        end = f"{_render_data(site, asked, article)}{end}"
    return add_to_page(made.data, render_head(asked, writes=writes), end, boxes)


def _sort_out(
    site: LiveSite, problems: Sequence[Diagnostic], record: Record | None, fault: Diagnostic | None
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Give a page's own problems, and the others'."""
    paths = {record.path, site.find_claims_path(record.path)} if record else set()

    def is_own(each: Diagnostic) -> bool:
        # Where the configuration is wrong, every page is made with an earlier one.
        return each.span.path in paths or (each.span.path == CONFIG and each.severity == "error")

    first = [fault] if fault else []
    others = [each for each in problems if each != fault]
    return first + [each for each in others if is_own(each)], [each for each in others if not is_own(each)]


def _make_boxes(teller: Teller, own: Sequence[Diagnostic], article: Article) -> Mapping[str, str]:
    """Give what is wrong with each claim and note, by the id of its record."""
    boxes: dict[str, str] = {}
    items: list[Claim | Note] = [*article.claims, *article.notes]
    for item in items:
        about = [each for each in own if item.span.covers(each.span)]
        if about:
            is_bad = any(each.severity == "error" for each in about)
            boxes[f"claim-{item.id}"] = render_box(map(teller.render_problem, about), is_bad=is_bad)
    return boxes


def _render_data(site: LiveSite, asked: Asked, article: Article) -> str:
    """Give what the scripts of an article's page must know, as a block of data."""
    link = make_link(site)
    items: list[Claim | Note] = [*article.claims, *article.notes]
    ratings = site.config.ratings if site.config else ()
    claims_path = site.find_claims_path(article.path)
    data = {
        "token": asked.token,
        "article": article.path,
        "digest": site.find_digest(claims_path) if claims_path else "",
        "open": link(Span(article.path)),
        "editor": {item.id: address for item in items if (address := link(item.span))},
        "ratings": [[each.id, each.label, each.meaning] for each in ratings if not each.retired],
    }
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" id="site-gen-data">{text}</script>'


def render_head(asked: Asked, *, writes: bool = False) -> str:
    """Give the tags of the preview's scripts and style sheet.

    livereload's client takes its options from its own address. The host is given too, since it cannot read an
    IPv6 address by itself; the delays are short, so that a page soon finds a restarted preview.
    """
    name = f"[{asked.host}]" if ":" in asked.host else asked.host
    query = f"host={name}&port={asked.port}&mindelay=250&maxdelay=2000&build={asked.build}"
    names = (*FOLLOWING, *(WRITING if writes else ()))
    tags = [f'<link rel="stylesheet" href="{CLIENT}preview.css" data-site-gen>']
    tags += [f'<script src="{CLIENT}{each}" defer data-site-gen></script>' for each in names]
    tags.append(f'<script src="{escape(f"{SCRIPT_ADDRESS}?{query}")}" defer data-site-gen></script>')
    return "".join(tags)


def make_link(site: LiveSite) -> Link:
    """Give what makes addresses that open the site's files in the editor."""
    pattern = site.config.editor if site.config else None

    def link(span: Span) -> str | None:
        return make_editor_link(pattern, site.root, span)

    return link


def _make_teller(site: LiveSite) -> Teller:
    @cache
    def lines(path: str) -> Sequence[str]:
        try:
            text = normalize_text(read_bytes(site.root / path).decode("utf-8", "replace"))
        except OSError:
            return ()
        return () if "\0" in text else text.split("\n")

    return Teller(lines, make_link(site))


def to_address(path: str) -> str:
    """Give the address in root form of an output path."""
    return f"/{path.removesuffix('index.html') if path.endswith('/index.html') or path == 'index.html' else path}"


class _Files(Struct, frozen=True):
    """The output paths that a site has."""

    site: LiveSite

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self.site.has(to_address(path))
