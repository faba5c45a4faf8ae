"""What RFC 4287, JSON Feed 1.1 and the sitemap protocol demand, as checks that name each fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def parse_xml(data: bytes) -> ElementTree.Element:
    """Parse XML that we made ourselves a moment ago."""
    return ElementTree.fromstring(data)  # noqa: S314 - not from anywhere else


def is_whole(url: str | None) -> bool:
    """Tell whether an address is whole and has no character that addresses must encode."""
    parts = urlsplit(url or "")
    return bool(
        parts.scheme in {"http", "https"}
        and parts.netloc
        and (url or "").isascii()
        and " " not in (url or "")
    )


def find_atom_faults(data: bytes) -> list[str]:
    """Give where a feed breaks RFC 4287."""
    feed = parse_xml(data)
    if feed.tag != f"{ATOM}feed":
        return ["the root is no feed"]
    faults = [*_check_container(feed, "feed")]
    entries = feed.findall(f"{ATOM}entry")
    has_author = feed.find(f"{ATOM}author") is not None
    for entry in entries:
        faults += _check_container(entry, "entry")
        if not has_author and entry.find(f"{ATOM}author") is None:
            faults.append("4.1.2: an entry without author in a feed without author")
        content = entry.find(f"{ATOM}content")
        if content is None and not _links(entry, "alternate"):
            faults.append("4.1.2: an entry without content needs an alternate link")
        if content is not None and content.get("type") not in {"text", "html", "xhtml"}:
            faults.append("4.1.3.1: the type of content")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(ids) != len(set(ids)):
        faults.append("4.1.1: two entries with one id")
    if len(_links(feed, "self")) != 1:
        faults.append("4.1.1: one link to itself")
    order = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    if order and (feed.findtext(f"{ATOM}updated") or "") < max(order):
        faults.append("4.2.15: older than its newest entry")
    return faults


def _links(element: ElementTree.Element, rel: str) -> list[ElementTree.Element]:
    return [each for each in element.findall(f"{ATOM}link") if each.get("rel", "alternate") == rel]


def _check_container(element: ElementTree.Element, where: str) -> Iterator[str]:
    for name in ("id", "title", "updated"):
        if len(element.findall(f"{ATOM}{name}")) != 1:
            yield f"4.1: {where} has not just one {name}"
    if not is_whole(element.findtext(f"{ATOM}id")):
        yield f"4.2.6: the id of {where} is no IRI"
    for name in ("updated", "published"):
        for found in element.findall(f"{ATOM}{name}"):
            if not RFC_3339.fullmatch(found.text or ""):
                yield f"3.3: {name} of {where}: {found.text}"
    for link in element.findall(f"{ATOM}link"):
        if not is_whole(link.get("href")):
            yield f"4.2.7: {link.attrib}"
    for author in element.findall(f"{ATOM}author"):
        if not author.findtext(f"{ATOM}name"):
            yield f"3.2.1: an author of {where} without name"
    if len(_links(element, "alternate")) > 1:
        yield f"4.1: {where} has two alternate links of one type"


def find_json_feed_faults(feed: dict[str, Any]) -> list[str]:
    """Give where a feed breaks JSON Feed 1.1."""
    faults = []
    if feed.get("version") != "https://jsonfeed.org/version/1.1" or not feed.get("title"):
        faults.append("version and title")
    faults += [
        f"{name} is not whole" for name in ("home_page_url", "feed_url") if not is_whole(feed.get(name))
    ]
    ids = [item.get("id") for item in feed["items"]]
    if len(ids) != len(set(ids)) or not all(isinstance(each, str) for each in ids):
        faults.append("ids")
    for item in feed["items"]:
        if not (item.get("content_html") or item.get("content_text")):
            faults.append(f"{item['id']} has no content")
        for name in ("date_published", "date_modified"):
            if name in item and not RFC_3339.fullmatch(item[name]):
                faults.append(f"{item['id']}: {name}")
        if not all(author.get("name") for author in item.get("authors", ())):
            faults.append(f"{item['id']}: authors")
    return faults


def find_sitemap_faults(data: bytes, start: str) -> list[str]:
    """Give where a sitemap, or an index of them, breaks the protocol; all addresses begin with ``start``."""
    root = parse_xml(data)
    kinds = {f"{SITEMAP}urlset": f"{SITEMAP}url", f"{SITEMAP}sitemapindex": f"{SITEMAP}sitemap"}
    if root.tag not in kinds:
        return [f"the root is {root.tag}"]
    faults = []
    if not 0 < len(root) <= 50_000 or len(data) > 52_428_800:
        faults.append("too large, or empty")
    for item in root:
        names = [child.tag.removeprefix(SITEMAP) for child in item]
        address = item.findtext(f"{SITEMAP}loc") or ""
        changed = item.findtext(f"{SITEMAP}lastmod")
        if item.tag != kinds[root.tag] or names not in (["loc"], ["loc", "lastmod"]):
            faults.append(f"{item.tag}: {names}")
        if not is_whole(address) or not address.startswith(start) or len(address) >= 2048:
            faults.append(address)
        if changed is not None and not DAY.fullmatch(changed):
            faults.append(f"{address}: {changed}")
    if len({item.findtext(f"{SITEMAP}loc") for item in root}) != len(root):
        faults.append("an address twice")
    return faults
