"""Readers find who publishes, how checks are made, how errors are put right, and who pays (IFCN Code of Principles)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.rule import Finding, OwnPages, Rule
from site_gen.support.locations import Span
from site_gen.support.urls import is_placeholder


def find_missing_pages(pages: OwnPages, names: str) -> Iterator[Finding]:
    """Find which pages are not there that a site promises; quiet until the site has an address of its own."""
    base_url = pages.config.base_url
    if base_url is None or is_placeholder(base_url):
        return
    there = {record.slug for record, *_ in pages.pages}
    for name in (name.strip() for name in names.split(",")):
        if name and name not in there:
            message = f"there is no page `{name}`"
            hint = (
                f"write content/pages/{name}.md; if yours has another name, say so in site.yaml:\n"
                "  rules:\n"
                f'    policy-page-is-there: {{level: warn, value: "{names}"}}'
            )
            yield Finding(message, pages.config.spans.get("base_url", Span("site.yaml")), hint)


RULE = Rule(
    "policy-page-is-there",
    "warn",
    "pages are missing that tell readers how you work",
    find_missing_pages,
    "about, methodology, corrections-policy, funding",
)
