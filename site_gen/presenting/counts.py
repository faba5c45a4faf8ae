"""How many claims have which verdict: in words, and as the parts of a bar. Never a mark for the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from site_gen.model import WITHDRAWN, Rating
from site_gen.presenting.addresses import group_address
from site_gen.presenting.page import Page, make_ratings
from site_gen.presenting.views import BarPartView, CountsView, RatingView

_NO_BREAK = "\u00a0"


def make_counts(
    page: Page, statuses: Sequence[tuple[str, str]], ratings: Mapping[str, RatingView] | None = None
) -> CountsView | None:
    """Make the counts of claims, given as (id of its verdict, address of the claim) in the order of their numbers.

    What was withdrawn is counted apart. None where nothing has a verdict. ``ratings`` are the page's ``make_ratings``.
    """
    grouped: dict[str, list[str]] = {}
    for status, address in statuses:
        grouped.setdefault(status, []).append(address)
    found = [(rating, grouped[rating.id]) for rating in _worst_first(page) if rating.id in grouped]
    withdrawn = len(grouped.get(WITHDRAWN, ()))
    total = sum(len(addresses) for _, addresses in found)
    if total == 0:
        return CountsView(0, page.words.count("counts.only_withdrawn", withdrawn), ()) if withdrawn else None
    views = ratings or make_ratings(page)
    parts = []
    before = 0
    for rating, addresses in found:
        parts.append(_make_part(page, views[rating.id], addresses, before, total))
        before += len(addresses)
    listed = ", ".join(part.text for part in parts)
    text = page.words.say("counts.text", total=page.words.count("counts.total", total), parts=listed)
    if withdrawn:
        text = page.words.say(
            "counts.beside", counts=text, withdrawn=page.words.count("counts.withdrawn", withdrawn)
        )
    return CountsView(total, text, tuple(parts))


def make_totals(page: Page, statuses: Mapping[str, int]) -> CountsView | None:
    """Make the counts of a list of claims by the id of their verdict; each part leads to all claims with it."""
    leads = {status: group_address("status", status) for status in statuses}
    return make_counts(
        page, [(status, leads[status]) for status, count in statuses.items() for _ in range(count)]
    )


def describe_counts(page: Page, statuses: Sequence[str]) -> str | None:
    """Say how many claims have which verdict; None where nothing has one."""
    found = make_counts(page, [(status, "") for status in statuses])
    return found.text if found else None


def _worst_first(page: Page) -> list[Rating]:
    """Give the axis from its bad end, which a reader must not miss; then what is off the axis."""
    ratings = [rating for rating in page.site.config.ratings if rating.id != WITHDRAWN]
    on_axis = [rating for rating in ratings if rating.value is not None]
    return [*reversed(on_axis), *(rating for rating in ratings if rating.value is None)]


def _make_part(page: Page, rating: RatingView, addresses: list[str], before: int, total: int) -> BarPartView:
    count = len(addresses)
    text = page.words.say("counts.part", n=count, rating=_inside_sentence(rating.label))
    text = text.replace(f"{count} ", f"{count}{_NO_BREAK}")  # no line ends with a number that is in the air
    start = round(100 * before / total, 2)
    width = round(round(100 * (before + count) / total, 2) - start, 2)
    return BarPartView(rating, count, text, f"{start:g}", f"{width:g}", page.link(addresses[0]))


def _inside_sentence(label: str) -> str:
    """Begin a label with a small letter, unless it begins with an abbreviation: "AI-made" stays."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
