"""The shape of a claims file and of ``content/sources.yaml``: every key, what it takes and what it means.

One description for validation, the JSON Schema of editors and the reference page. Where a shape differs from
its noun in ``model``, the modules that read the file carry it over. Knows nothing of places in files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from site_gen.reading import kinds
from site_gen.reading.kinds import Key, OrText, Shape

_Demands = Mapping[str, Any]


def _one_of(*keys: str) -> _Demands:
    return {"anyOf": [{"required": [key]} for key in keys]}


def _when_published(demands: _Demands) -> _Demands:
    unpublished = {"properties": {"state": {"enum": ["draft", "review"]}}, "required": ["state"]}
    return {"if": unpublished, "else": demands}


_CAN_BE_FOUND: _Demands = {"required": ["title"], **_one_of("url", "locator", "anonymous")}
_IS_QUOTED_ONCE: _Demands = {
    "not": {"required": ["quote", "quotes"]},
    "dependencies": {key: ["quote"] for key in ("prefix", "suffix", "occurrence")},
}


class PersonShape(Shape, frozen=True, kw_only=True):
    """Somebody who says something."""

    noun: ClassVar[str] = "a claimant"
    name: Annotated[kinds.Line, Key("The name.", "Nirmala Sitharaman")]
    role: Annotated[kinds.Line | None, Key("Office or profession.", "Minister of Defence, India")] = None
    url: Annotated[
        kinds.WebUrl | None, Key("A page about this person.", "https://example.org/sitharaman")
    ] = None


class WorkShape(Shape, frozen=True, kw_only=True):
    """A text, broadcast or page published elsewhere."""

    noun: ClassVar[str] = "a work"
    title: Annotated[kinds.Line | None, Key("Its title.", "Press conference of the ministry")] = None
    url: Annotated[kinds.WebUrl | None, Key("Where it can be read.", "https://example.org/original")] = None
    publisher: Annotated[kinds.Line | None, Key("Who published it.", "Example Times")] = None
    author: Annotated[kinds.Names | None, Key("Who made it: one name or a list.", "A. Writer")] = None
    published: Annotated[kinds.PartialDate | None, Key("When.", "2018-06-05")] = None


Claimant = Annotated[PersonShape, OrText("a name", lambda text: {"name": text})]
Work = Annotated[
    WorkShape,
    OrText("an address or a title", lambda text: {"url" if "://" in text else "title": text}),
]


class HistoryShape(Shape, frozen=True, kw_only=True):
    """A change after publication."""

    noun: ClassVar[str] = "an entry of `history`"
    date: Annotated[kinds.Day, Key("The day of the change.", "2026-11-22")]
    kind: Annotated[
        kinds.HistoryKind,
        Key(
            "What sort of change it was. Where a `retraction` is the newest, what it is about is shown as withdrawn.",
            "correction",
        ),
    ]
    text: Annotated[kinds.Line, Key("What was changed and why, for readers.", "The amount was wrong: …")]


class ClaimHistoryShape(HistoryShape, frozen=True, kw_only=True):
    """A change of a claim after publication."""

    noun: ClassVar[str] = "an entry of a claim's `history`"

    from_: Annotated[kinds.Id | None, Key("The rating before the change, by its id.", "misleading")] = None


class SourceShape(Shape, frozen=True, kw_only=True):
    """A source: a piece of evidence that a check cites."""

    noun: ClassVar[str] = "a source"
    demands: ClassVar[_Demands] = {"allOf": [_CAN_BE_FOUND]}
    title: Annotated[
        kinds.Line | None,
        Key("Its title. Required, except beside `ref`.", "Treasury sanctions Russian oligarchs"),
    ] = None
    url: Annotated[
        kinds.WebUrl | None,
        Key("Its address. This, `locator` or `anonymous` is required.", "https://example.org/report"),
    ] = None
    locator: Annotated[kinds.Line | None, Key("Page, section, or time in a recording.", "p. 14")] = None
    anonymous: Annotated[
        kinds.Line | None, Key("Why the source cannot be named.", "An official who may not speak in public")
    ] = None
    publisher: Annotated[kinds.Line | None, Key("Who published it.", "US Treasury")] = None
    author: Annotated[kinds.Names | None, Key("Who wrote it: one name or a list.", "A. Writer")] = None
    published: Annotated[
        kinds.PartialDate | None, Key("When, as precisely as is known; left out: undated.", "2018-04-06")
    ] = None
    accessed: Annotated[kinds.Day | None, Key("The day on which you read it.", "2026-11-22")] = None
    archived: Annotated[
        kinds.WebUrl | None, Key("The address of a copy that stays.", "https://archive.example/x")
    ] = None
    kind: Annotated[kinds.SourceKind | None, Key("What sort of source it is.", "primary")] = None
    stance: Annotated[kinds.Stance | None, Key("What it does to the claim.", "refutes")] = None
    quote: Annotated[
        kinds.Line | None,
        Key("The words relied on; the link then points at them.", "designated seven Russian oligarchs"),
    ] = None
    language: Annotated[kinds.Language | None, Key("The language it is in.", "en")] = None


class CitationShape(SourceShape, frozen=True, kw_only=True):
    """A source of a claim or note: keys of its own, or `ref` and the keys that differ."""

    noun: ClassVar[str] = "a cited source"
    demands: ClassVar[_Demands] = {"if": {"required": ["ref"]}, "else": _CAN_BE_FOUND}

    ref: Annotated[
        kinds.Line | None,
        Key(
            "The id of a source in this file's `sources` or in `content/sources.yaml`; keys beside it win.",
            "treasury-2018-04-06",
        ),
    ] = None


Citation = Annotated[CitationShape, OrText("an id or an address", lambda text: {"ref": text})]
SharedSource = Annotated[SourceShape, OrText("an address", lambda text: {"url": text})]


class QuoteShape(Shape, frozen=True, kw_only=True):
    """One of several places of a claim."""

    noun: ClassVar[str] = "an entry of `quotes`"
    quote: Annotated[kinds.Words, Key("The words as they stand in the article.", "no sanctions were imposed")]
    prefix: Annotated[kinds.Seam | None, Key("The words right before the quote.", '"In January, "')] = None
    suffix: Annotated[kinds.Seam | None, Key("The words right after the quote.", '" against Russia"')] = None
    occurrence: Annotated[
        kinds.Occurrence | None, Key("Which of several equal places is meant.", "2 of 5")
    ] = None


Quote = Annotated[QuoteShape, OrText("a quote", lambda text: {"quote": text})]


class AnchoredShape(Shape, frozen=True, kw_only=True):
    """What claims and notes share: where they stand."""

    id: Annotated[
        kinds.Id,
        Key("Its name; part of the permalink. Claims and notes share one space.", "january-sanctions"),
    ]
    quote: Annotated[
        kinds.Words | None,
        Key(
            "The words as they stand in the article. Required unless the article marks it: `[words](#id)`.",
            "In January, the US announced sanctions against Russia",
        ),
    ] = None
    prefix: Annotated[kinds.Seam | None, Key("The words right before the quote.", '"In January, "')] = None
    suffix: Annotated[kinds.Seam | None, Key("The words right after the quote.", '" against Russia"')] = None
    occurrence: Annotated[
        kinds.Occurrence | None, Key("Which of several equal places is meant.", "2 of 5")
    ] = None
    quotes: Annotated[
        tuple[Quote, ...] | None,
        Key("Several places, instead of `quote`.", "[the first words, the other words]"),
    ] = None
    on: Annotated[
        kinds.On, Key("Where the quote stands; `article` marks nothing: it is about the whole.", "title")
    ] = "body"
    state: Annotated[
        kinds.State, Key("How far the work is. What is not published is left out of the site.", "draft")
    ] = "published"
    note: Annotated[
        kinds.Markdown | None,
        Key("The context, in Markdown.", "On 29 January the [department](https://example.org) said …"),
    ] = None
    sources: Annotated[tuple[Citation, ...], Key("The evidence.", "[treasury-2018-04-06]")] = ()
    language: Annotated[kinds.Language | None, Key("The language of its words, if another one.", "hi")] = None


class ClaimShape(AnchoredShape, frozen=True, kw_only=True):
    """A checked statement."""

    noun: ClassVar[str] = "a claim"
    demands: ClassVar[_Demands] = {
        "allOf": [_IS_QUOTED_ONCE, _when_published({"required": ["status", "summary"]})]
    }
    status: Annotated[
        kinds.RatingId | None,
        Key("A rating's id. Required, except in a draft or under review.", "inaccurate"),
    ] = None
    summary: Annotated[
        kinds.Line | None,
        Key(
            "What the check found, in one plain sentence. Required, except in a draft or under review.",
            "Washington said in January 2018 that no sanctions were needed yet.",
        ),
    ] = None
    reason: Annotated[
        kinds.Line | None, Key("Why this rating and not its neighbour.", "The month is wrong, …")
    ] = None
    claim: Annotated[
        kinds.Line | None,
        Key(
            "The statement in neutral words, where the quote does not stand alone.",
            "The US announced sanctions against Russia in January 2018",
        ),
    ] = None
    claimant: Annotated[Claimant | None, Key("Who said it.", "Nirmala Sitharaman")] = None
    said: Annotated[kinds.PartialDate | None, Key("When it was said.", "2018-06")] = None
    appearance: Annotated[
        Work | None,
        Key(
            "Where it was said; keys that are missing come from the article's `original`.",
            "https://example.org/speech",
        ),
    ] = None
    confidence: Annotated[kinds.Confidence | None, Key("How sure the desk is.", "high")] = None
    checked: Annotated[kinds.Day | None, Key("The day of the check.", "2026-11-22")] = None
    checked_by: Annotated[kinds.Names, Key("Who checked it: one name or a list.", "R. Iyer")] = ()
    reviewed_by: Annotated[kinds.Names, Key("Who read the check before publication.", "S. Khan")] = ()
    review_by: Annotated[kinds.Day | None, Key("The day by which to look at it again.", "2027-05-01")] = None
    same_as: Annotated[
        kinds.IdPair | None,
        Key("The same statement, checked in another article.", "other-article/other-claim"),
    ] = None
    tags: Annotated[kinds.Lines, Key("Topics.", "[sanctions, Russia]")] = ()
    history: Annotated[
        tuple[ClaimHistoryShape, ...],
        Key("Changes after publication.", "[{date: 2026-11-22, kind: update, text: …}]"),
    ] = ()


class NoteShape(AnchoredShape, frozen=True, kw_only=True):
    """A context note: explains words, gives no verdict. It needs a `title`, a `summary` or a `note`."""

    noun: ClassVar[str] = "a context note"
    demands: ClassVar[_Demands] = {
        "allOf": [_IS_QUOTED_ONCE, _when_published(_one_of("title", "summary", "note"))]
    }
    not_here: ClassVar[Mapping[str, str]] = {
        "status": "a context note gives no verdict: take `status` out, or move the entry to `claims`"
    }
    title: Annotated[
        kinds.Line | None, Key("Its heading.", "Countering America's Adversaries Through Sanctions Act")
    ] = None
    summary: Annotated[kinds.Line | None, Key("One plain sentence.", "A US law of 2017.")] = None


class DefaultsShape(Shape, frozen=True, kw_only=True):
    """Used where a claim or a source of this file lacks them."""

    noun: ClassVar[str] = "`defaults`"
    claimant: Annotated[Claimant | None, Key("As in a claim.", "Nirmala Sitharaman")] = None
    said: Annotated[kinds.PartialDate | None, Key("As in a claim.", "2018-06")] = None
    appearance: Annotated[Work | None, Key("As in a claim.", "https://example.org/speech")] = None
    checked: Annotated[kinds.Day | None, Key("As in a claim.", "2026-11-22")] = None
    checked_by: Annotated[kinds.Names, Key("As in a claim.", "R. Iyer")] = ()
    accessed: Annotated[kinds.Day | None, Key("As in a source.", "2026-11-22")] = None
    language: Annotated[kinds.Language | None, Key("As in a claim, a note or a source.", "en")] = None


class ClaimsFile(Shape, frozen=True, kw_only=True):
    """The claims and context notes of the article of the same name, beside it in the same folder."""

    noun: ClassVar[str] = "a claims file"
    defaults: Annotated[DefaultsShape | None, Key("Used where a claim or source lacks them.", "")] = None
    sources: Annotated[
        dict[kinds.Id, SharedSource] | None, Key("Sources that several claims use, by id.", "")
    ] = None
    claims: Annotated[tuple[ClaimShape, ...], Key("The checked statements.", "")] = ()
    notes: Annotated[tuple[NoteShape, ...], Key("Context notes.", "")] = ()
