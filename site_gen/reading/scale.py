"""The scale of ratings: the one that a site has from the start, and what makes a scale of one's own sound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_gen.model import Rating, Spans
from site_gen.support.diagnostics import Diagnostic, error
from site_gen.support.locations import Span

DEFAULT_RATINGS = (
    Rating(
        "accurate",
        "Accurate",
        "The statement is right, and nothing that matters is left out.",
        "good",
        5,
    ),
    Rating(
        "mostly-accurate",
        "Mostly accurate",
        "The main point is right; a detail is wrong or missing without changing the picture.",
        "fair",
        4,
    ),
    Rating(
        "needs-context",
        "Needs context",
        "The words are right as far as they go, but readers need to know more to judge them fairly.",
        "mixed",
        3,
    ),
    Rating(
        "misleading",
        "Misleading",
        "Parts may be true, but the way they are put together gives a wrong picture.",
        "poor",
        2,
    ),
    Rating(
        "inaccurate",
        "Inaccurate",
        "The evidence shows that the statement is wrong.",
        "bad",
        1,
    ),
    Rating(
        "unverified",
        "Unverified",
        "We looked and have found no evidence so far, neither for the statement nor against it.",
        "none",
    ),
    Rating(
        "unverifiable",
        "Unverifiable",
        "The statement cannot be settled: it is opinion, about the future, or out of evidence's reach.",
        "none",
    ),
)


def check_scale(ratings: Sequence[Rating], spans: Spans, whole: Span) -> Iterator[Diagnostic]:
    """Tell what is wrong with a scale: ids or labels that come twice, values that do not fall, none to give.

    ``spans`` are those of ``site.yaml``, ``whole`` the place of the scale itself.
    """
    yield from _check_unique([rating.id for rating in ratings], "id", spans)
    yield from _check_unique([rating.label for rating in ratings], "label", spans)
    before: Rating | None = None
    for index, rating in enumerate(ratings):
        if rating.value is None:
            continue
        if before is not None and before.value is not None and rating.value >= before.value:
            found = (
                f"`{rating.id}` has the value {rating.value}, but `{before.id}` above it has {before.value}"
            )
            place = spans.get(f"ratings.{index}.value", whole)
            yield error(
                "rating-values-fall", found, place, "ratings stand from best to worst, with falling values"
            )
        before = rating
    if all(rating.retired for rating in ratings):
        yield error(
            "rating-is-current",
            "every rating is retired, so none can be given",
            whole,
            "take `retired: true` away from one, or add a rating",
        )


def _check_unique(texts: list[str], key: str, spans: Spans) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for index, text in enumerate(texts):
        seen = first.setdefault(text.casefold(), index)
        if seen != index:
            place, other = spans[f"ratings.{index}.{key}"], spans[f"ratings.{seen}.{key}"]
            found = f"the {key} `{text}` is already that of the rating on line {other.line}"
            yield error("rating-is-unique", found, place, f"give each rating its own {key}")
