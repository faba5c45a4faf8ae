"""What claims have alike is kept once, and is what it was."""

from __future__ import annotations

from typing import Any

from site_gen.building.prepared import ArticleEntry
from site_gen.building.sharing import Sharing
from site_gen.model import ArticleRecord, PartialDate, Work
from tests.outputs.records import make_claim


def make_entry(path: str) -> ArticleEntry:
    text = "".join  # texts made here are alike, and not the same
    given: dict[str, Any] = {
        "status": text(["mis", "leading"]),
        "publishers": (text(["Water ", "board"]), text(["Road ", "office"])),
        "appearance": Work(text(["The ", "talk"]), published=PartialDate(2018, 6)),
    }
    claim = make_claim("flood", **given)
    return ArticleEntry(path, "key", ArticleRecord(path, "slug", "Title", "key", claims=(claim,)), ())


def test_what_claims_of_several_articles_have_alike_is_kept_once() -> None:
    one, two = make_entry("a.md"), make_entry("b.md")
    before = [make_entry("a.md"), make_entry("b.md")]
    sharing = Sharing()
    sharing.share(one)
    sharing.share(two)
    assert [one, two] == before
    assert one.record
    assert two.record
    first, second = one.record.claims[0], two.record.claims[0]
    assert first.status is second.status
    assert first.publishers is second.publishers
    assert first.appearance is second.appearance


def test_an_article_that_cannot_be_read_has_nothing_to_share() -> None:
    Sharing().share(ArticleEntry("a.md", "", None, ()))
