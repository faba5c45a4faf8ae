"""The nouns: what a site, an article, a claim and its evidence are. Frozen data, no behaviour but look-ups.

The keys that people write are described in ``docs/format.md``, made from the schema in ``reading``.
"""

from site_gen.model.articles import Article, ArticleFiles, Library, OwnPage
from site_gen.model.bodies import Anchor, Body, Heading, LinkUse, Placeholder, Segment
from site_gen.model.claims import (
    Claim,
    Confidence,
    HistoryEntry,
    HistoryKind,
    Note,
    Occurrence,
    On,
    QuoteSelector,
    Source,
    SourceKind,
    Stance,
    State,
)
from site_gen.model.common import PartialDate, Person, Spans, Work
from site_gen.model.config import Colour, Config, Level, NavItem, Publisher, Rating, RuleSetting, Tone
from site_gen.model.site import (
    ArticleRecord,
    Change,
    ClaimGroup,
    ClaimRecord,
    GroupKind,
    Listed,
    Lists,
    PageRecord,
    PublishedFile,
    Record,
    Site,
)

__all__ = [
    "Anchor",
    "Article",
    "ArticleFiles",
    "ArticleRecord",
    "Body",
    "Change",
    "Claim",
    "ClaimGroup",
    "ClaimRecord",
    "Colour",
    "Confidence",
    "Config",
    "GroupKind",
    "Heading",
    "HistoryEntry",
    "HistoryKind",
    "Level",
    "Library",
    "LinkUse",
    "Listed",
    "Lists",
    "NavItem",
    "Note",
    "Occurrence",
    "On",
    "OwnPage",
    "PageRecord",
    "PartialDate",
    "Person",
    "Placeholder",
    "PublishedFile",
    "Publisher",
    "QuoteSelector",
    "Rating",
    "Record",
    "RuleSetting",
    "Segment",
    "Site",
    "Source",
    "SourceKind",
    "Spans",
    "Stance",
    "State",
    "Tone",
    "Work",
]
