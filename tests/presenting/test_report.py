from __future__ import annotations

from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from site_gen.presenting.page import make_page
from site_gen.presenting.report import make_claim_report, make_site_report
from tests.presenting.examples import JANUARY, RECORD, configured


@given(st.text(st.characters(max_codepoint=0x17F)))
def test_a_mail_is_filled_in_with_all_that_was_given(title: str) -> None:
    link = make_site_report(make_page(configured(title=title), "/about/"))
    assert link is not None
    subject = quote(f"Error on {title}", safe="/:,")
    assert link.href == f"mailto:mistakes@example.org?subject={subject}"


def test_where_nobody_takes_reports_there_is_no_link() -> None:
    page = make_page(configured(report_error=None), "/about/")
    assert make_claim_report(page, RECORD, JANUARY, "words") is None
    assert make_site_report(page) is None
