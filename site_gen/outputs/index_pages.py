"""The indexes as bytes: one function a kind, from the site's records and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from site_gen.model import GroupKind, Site
from site_gen.outputs.pages import render_page
from site_gen.presenting.corrections import present_corrections
from site_gen.presenting.indexes import (
    present_archive,
    present_claims,
    present_directory,
    present_group,
    present_letter,
    present_month,
)
from site_gen.presenting.redirect import present_redirect
from site_gen.presenting.search import present_search
from site_gen.presenting.templating import Templates

CLAIMS_TEMPLATE = "claims.html"
DIRECTORY_TEMPLATE = "directory.html"
MONTH_TEMPLATE = "month.html"
CORRECTIONS_TEMPLATE = "corrections.html"
SEARCH_TEMPLATE = "search.html"
REDIRECT_TEMPLATE = "redirect.html"


def render_claims(site: Site, templates: Templates, number: int | None = None) -> bytes:
    """Give the list of all claims, or an older page of it by its number."""
    return render_page(templates, CLAIMS_TEMPLATE, present_claims(site, number))


def render_group(
    site: Site, templates: Templates, kind: GroupKind, id_: str, number: int | None = None
) -> bytes:
    """Give the claims of one verdict, speaker, …, or an older page of them."""
    return render_page(templates, CLAIMS_TEMPLATE, present_group(site, kind, id_, number))


def render_directory(site: Site, templates: Templates, kind: GroupKind) -> bytes:
    """Give the list of all verdicts, speakers, …"""
    return render_page(templates, DIRECTORY_TEMPLATE, present_directory(site, kind))


def render_letter(site: Site, templates: Templates, kind: GroupKind, start: str, ids: Sequence[str]) -> bytes:
    """Give the part of a directory with these ids, of which all names begin alike."""
    return render_page(templates, DIRECTORY_TEMPLATE, present_letter(site, kind, start, ids))


def render_archive(site: Site, templates: Templates) -> bytes:
    """Give the list of all months."""
    return render_page(templates, DIRECTORY_TEMPLATE, present_archive(site))


def render_month(site: Site, templates: Templates, month: str, number: int | None = None) -> bytes:
    """Give the articles of a month, or an older page of them."""
    return render_page(templates, MONTH_TEMPLATE, present_month(site, month, number))


def render_corrections(site: Site, templates: Templates, number: int | None = None) -> bytes:
    """Give the newest changes after publication, or an older page of them."""
    return render_page(templates, CORRECTIONS_TEMPLATE, present_corrections(site, number))


def render_search(site: Site, templates: Templates) -> bytes:
    """Give the page to search all claims from."""
    return render_page(templates, SEARCH_TEMPLATE, present_search(site))


def render_redirect(
    site: Site, templates: Templates, slug: str, alias: str, claim_id: str | None = None
) -> bytes:
    """Give the page at a former address of an article or a claim's page, which leads to where it is now."""
    return render_page(templates, REDIRECT_TEMPLATE, present_redirect(site, slug, alias, claim_id))
