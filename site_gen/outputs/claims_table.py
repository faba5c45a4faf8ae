"""All claims as a table: ``/claims.csv``, by RFC 4180, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from site_gen.model import ArticleRecord, ClaimRecord, Config, Site, find_retraction
from site_gen.outputs.shards import group_by_month
from site_gen.presenting.addresses import listed_address
from site_gen.presenting.verdicts import find_verdict
from site_gen.support.urls import join_base

ADDRESS = "/claims.csv"
COLUMNS = (
    "id", "url", "article", "article_date", "number", "quote", "claim", "status", "label", "value", "summary",
    "claimant", "said", "checked", "language", "tags", "publishers", "sources", "same_as", "retracted",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What begins a formula in spreadsheets (https://owasp.org/www-community/attacks/CSV_Injection)."""


def render_table(site: Site) -> bytes:
    """Give all claims, oldest article first, in UTF-8 with CRLF.

    A text that a spreadsheet would take for a formula begins with an apostrophe. Several things in one cell are
    separated by `` | ``.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for articles in group_by_month(site).values():
        for article in articles:
            writer.writerows(
                [guard_cell(cell) for cell in _make_cells(site, article, claim)] for claim in article.claims
            )
    return target.getvalue().encode("utf-8", "replace")


def guard_cell(text: str) -> str:
    """Give a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _make_cells(site: Site, article: ArticleRecord, claim: ClaimRecord) -> Iterator[str]:
    config: Config = site.config
    address = listed_address(site, article, claim)
    rating = find_verdict(config, claim)
    retraction = find_retraction(claim.history)
    cells = (
        f"{article.slug}/{claim.id}",
        join_base(config.base_url, address) if config.base_url else address.lstrip("/"),
        article.title,
        article.date,
        claim.number,
        claim.quote,
        claim.claim,
        claim.status,
        rating.label if rating else None,
        rating.value if rating else None,
        claim.summary,
        claim.claimant,
        claim.said,
        claim.checked,
        claim.language or article.language or config.language,
        " | ".join(dict.fromkeys((*article.tags, *claim.tags))),
        " | ".join(claim.publishers),
        " | ".join(claim.sources),
        claim.same_as,
        retraction.date if retraction else None,
    )
    return ("" if cell is None else str(cell) for cell in cells)
