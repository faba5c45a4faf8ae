"""Bodies: the text as HTML with marks, and where each claim is anchored in it."""

from __future__ import annotations

from collections.abc import Mapping

from site_gen.model.claims import On
from site_gen.support.locations import Span
from site_gen.support.structs import Struct, field


class Heading(Struct, frozen=True):
    """A heading of a body, for tables of contents and fragments."""

    level: int
    id: str
    text: str


class Anchor(Struct, frozen=True):
    """One place of a claim or a note."""

    id: str
    """The claim's or note's id."""
    place: int
    """1 for its first place in reading order."""
    on: On
    start: int
    """Into the text stream of ``on``, in code points."""
    end: int
    """Exclusive."""
    exact: str
    """The words as they stand in the stream."""
    prefix: str
    """What precedes: enough, with ``suffix``, to make the quote select this place only."""
    suffix: str
    line: int
    """The line of the article's file on which it begins."""
    is_verbatim: bool = False
    """Whether the article gives them as somebody's very words, without marks of their own: shown in quotation marks."""


class Segment(Struct, frozen=True):
    """A stretch of one leaf of text, with all that cover it."""

    leaf: int
    """Index of the leaf in the stream."""
    start: int
    """Into the leaf's text."""
    end: int
    ids: tuple[str, ...]
    """Claims before notes, each in order of number; never empty."""


class LinkUse(Struct, frozen=True):
    """A link or picture in a body that leads to something of the site."""

    target: str
    """As in the slots, see ``Body``; the fragment cut off."""
    fragment: str
    """Without ``#``; may be empty."""
    span: Span
    typed: str
    """The address as the author typed it."""
    subject: str | None = None
    """The claim or note in whose ``note`` it stands; None: the body."""
    picture: bool = False


class Placeholder(Struct, frozen=True):
    """A link ``[words](#)`` that waits for a claim or a note."""

    text: str
    span: Span
    covered: bool
    """Whether some anchor covers its words."""


class Body(Struct, frozen=True):
    """An article's or page's text as HTML with marks, whatever labels, numbers and asset names may be.

    Slots (see ``support.slots``) stand where those come in:

    ``href:TARGET``   the value of a link's ``href``
    ``img:TARGET``    the attributes ``src``, ``width``, ``height`` of a picture
    ``mark:IDS``      attributes of a ``<mark>`` that depend on ratings; IDS by spaces
    ``ref:ID PLACE``  the numbered button (place 1) or link (further places) behind the last piece

    TARGET is a content path with an optional fragment (``content/articles/x.md#y``), a file beside the
    article (``content/articles/photo.jpg``), ``static/…``, or a root address of the site (``/about/#team``).
    """

    html: str
    title_html: str = ""
    """The title, escaped, with marks."""
    summary_html: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    """The HTML of ``note`` by the id of its claim or note."""
    claim_ids: tuple[str, ...] = ()
    """Anchored (or ``on: article``), in the order of their numbers: 1, 2, …"""
    note_ids: tuple[str, ...] = ()
    """The same for notes: a, b, …"""
    anchors: tuple[Anchor, ...] = ()
    """In reading order: title, summary, body."""
    contents: tuple[Heading, ...] = ()
    links: tuple[LinkUse, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    words: int = 0
    """Words of the text stream, for the reading time."""
