"""What the keys of one claim or note demand of each other. Knows nothing of other entries and the article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from site_gen.model import Config
from site_gen.reading.claim_shapes import AnchoredShape, ClaimShape, NoteShape
from site_gen.reading.nearest import name_choices, shorten
from site_gen.reading.plain import find_key, place_of
from site_gen.reading.scale import DEFAULT_RATINGS
from site_gen.reading.schema import Reading
from site_gen.support.diagnostics import Diagnostic, error, warning
from site_gen.support.locations import Span

A = TypeVar("A", bound=AnchoredShape)


def check_anchor(shape: AnchoredShape, reading: Reading[A]) -> Iterator[Diagnostic]:
    """Tell where ``quote``, ``quotes``, ``on`` and the keys that choose among places do not go together."""
    node = reading.plain.node
    written = [key for key in ("quote", "quotes") if key in reading.plain.values]
    if len(written) == 2:
        hint = "put all places into `quotes`, or keep `quote` alone"
        found = f"{shape.noun} with both `quote` and `quotes`"
        yield error("quote-is-given-once", found, find_key(node, ("quotes",)), hint)
    if shape.on == "article" and written:
        found = f"`on: article` is about the whole, so a `{written[0]}` has no place"
        hint = f"take out `{written[0]}`, or take out `on`"
        yield error("quote-is-given-once", found, find_key(node, (written[0],)), hint)
    if "quote" in written:
        return
    for key in ("prefix", "suffix", "occurrence"):
        if key in reading.plain.values:
            found = f"`{key}` chooses among the places of a `quote`, and there is none here"
            hint = (
                "write it below the quote that it belongs to"
                if written
                else f"add `quote`, or take out `{key}`"
            )
            yield error("quote-is-present", found, find_key(node, (key,)), hint)


def check_note(shape: NoteShape, reading: Reading[NoteShape]) -> Iterator[Diagnostic]:
    """Tell whether a note says nothing."""
    said = {"title", "summary", "note"}
    if shape.state == "published" and not said & (reading.plain.values.keys() | reading.wrong):
        found = "a context note needs a `title`, a `summary` or a `note`"
        yield error("key-is-present", found, place_of(reading.plain.node), "add what readers should know")


def check_claim(shape: ClaimShape, reading: Reading[ClaimShape], config: Config) -> Iterator[Diagnostic]:
    """Tell what a claim lacks for its state, and which of its ratings the site does not have."""
    if shape.state == "published" and "state" not in reading.wrong:
        ratings = ", ".join(f"`{rating.id}`" for rating in config.ratings if not rating.retired)
        yield from _check_given("status", f"write one of {ratings}", reading)
        yield from _check_given("summary", "say in one sentence what the check found", reading)
    spans = reading.plain.spans
    if shape.status is not None:
        yield from _check_rating(shape.status, spans["status"], config, given=True)
    for index, entry in enumerate(shape.history):
        if entry.from_ is not None:
            yield from _check_rating(entry.from_, spans[f"history.{index}.from"], config)


def _check_given(key: str, hint: str, reading: Reading[ClaimShape]) -> Iterator[Diagnostic]:
    if key in reading.plain.values or reading.speaks_of(key):
        return
    node = reading.plain.node
    draft = "or write `state: draft` while it is in work"
    if node.find(key) is not None:
        found = f"`{key}` is left empty, but a published claim needs it"
        yield error("key-is-present", found, find_key(node, (key,)), f"{hint}, {draft}")
    else:
        yield error(
            "key-is-present", f"a published claim needs the key `{key}`", place_of(node), f"{hint}, {draft}"
        )


def _check_rating(text: str, place: Span, config: Config, *, given: bool = False) -> Iterator[Diagnostic]:
    rating = next((each for each in config.ratings if each.id == text), None)
    if rating is None:
        labels = {each.label.casefold(): each.id for each in config.ratings}
        by_label = labels.get(text.casefold())
        ids = [each.id for each in config.ratings if not each.retired]
        hint = f"did you mean `{by_label}`?" if by_label else name_choices(text, ids)
        if not by_label and any(each.id == text for each in DEFAULT_RATINGS):
            hint += (
                "; `ratings` in site.yaml replaces the usual scale as a whole: add this one there to keep it"
            )
        yield error("status-is-known", f"`{shorten(text)}` is not a rating of this site", place, hint)
    elif given and rating.retired:
        found = f"the rating `{text}` is retired: it is kept for old verdicts and no longer given"
        yield warning("rating-is-current", found, place, "look at this claim again, or leave it as a record")
