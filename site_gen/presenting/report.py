"""Links by which a reader reports an error, filled in with what it is about."""

from __future__ import annotations

from urllib.parse import quote

from site_gen.model import ArticleRecord, Claim
from site_gen.presenting.addresses import record_address
from site_gen.presenting.page import Page
from site_gen.presenting.views import LinkView
from site_gen.support.urls import is_web_url

_MAX_QUOTE = 300
_AS_IT_IS = "/:,"
"""What need not be encoded in a query (https://www.rfc-editor.org/rfc/rfc3986#section-3.4), and is short to send so."""


def make_claim_report(page: Page, record: ArticleRecord, claim: Claim, words: str) -> LinkView | None:
    """Make the link for an error in a check; None where the site names no address for it."""
    if page.site.config.report_error is None:
        return None
    where = record_address(record, claim.id)
    shown = words if len(words) <= _MAX_QUOTE else f"{words[:_MAX_QUOTE]}…"
    subject = page.words.say("report.subject", id=claim.id)
    body = page.words.say("report.body", quote=shown, address=page.absolute(where) or where)
    return _make_report(page, subject, body)


def make_site_report(page: Page) -> LinkView | None:
    """Make the link for an error anywhere on the site."""
    subject = page.words.say("report.site_subject", site=page.site.config.title)
    return _make_report(page, subject, "")


def _make_report(page: Page, subject: str, body: str) -> LinkView | None:
    """A mail is written beforehand, so is a new issue of a code host; any other address stays as it is."""
    target = page.site.config.report_error
    if target is None:
        return None
    label = page.words.say("report.link")
    if not is_web_url(target):
        address = target.removeprefix("mailto:")
        lines = body.replace("\n", "\r\n")
        return LinkView(label, f"mailto:{quote(address, safe='@+.')}?{_query('subject', subject, lines)}")
    path, _, query = target.partition("?")
    if not path.rstrip("/").endswith("/issues/new"):
        return LinkView(label, target)
    return LinkView(label, f"{path}?{f'{query}&' if query else ''}{_query('title', subject, body)}")


def _query(subject_key: str, subject: str, body: str) -> str:
    filled = f"{subject_key}={_encode(subject)}"
    return f"{filled}&body={_encode(body)}" if body else filled


def _encode(text: str) -> str:
    # Spaces last: where ``quote`` finds anything, it goes letter by letter.
    return quote(text, safe=f"{_AS_IT_IS} ").replace(" ", "%20")
