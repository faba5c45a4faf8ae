"""The shape of ``site.yaml`` and of the front matter of articles and pages: every key, its kind and meaning.

One description for validation, the JSON Schema of editors and the reference page. Knows nothing of places in
files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from site_gen.reading import kinds
from site_gen.reading.claim_shapes import HistoryShape, Work
from site_gen.reading.kinds import Key, OrText, Shape
from site_gen.reading.values import ValueProblem


class PublisherShape(Shape, frozen=True, kw_only=True):
    """Who publishes the site."""

    noun: ClassVar[str] = "`publisher`"
    name: Annotated[kinds.Line, Key("The name.", "Example Facts")]
    url: Annotated[kinds.WebUrl | None, Key("The publisher's own site.", "https://example.org")] = None
    logo: Annotated[
        kinds.Link | None, Key("A picture in `static/`, or its web address.", "static/logo.png")
    ] = None
    email: Annotated[kinds.Mail | None, Key("Where readers can write to.", "desk@example.org")] = None


class RatingShape(Shape, frozen=True, kw_only=True):
    """A verdict of the site's scale."""

    noun: ClassVar[str] = "a rating"
    id: Annotated[kinds.Id, Key("The word that claims use as `status`.", "needs-context")]
    label: Annotated[kinds.Line, Key("What readers see.", "Needs context")]
    meaning: Annotated[kinds.Line, Key("When this verdict is given.", "Right as far as it goes, but …")]
    tone: Annotated[
        kinds.Tone, Key("How it is coloured and underlined; `none` for ratings off the axis.", "mixed")
    ]
    value: Annotated[
        kinds.Number | None, Key("Its number, falling from best to worst; left out off the axis.", "3")
    ] = None
    retired: Annotated[kinds.Switch, Key("No longer given; kept for old verdicts.", "true")] = False


class NavShape(Shape, frozen=True, kw_only=True):
    """An entry of the navigation: a page of the site, or a label with an address."""

    noun: ClassVar[str] = "an entry of `nav`"
    demands: ClassVar[Mapping[str, Any]] = {"oneOf": [{"required": ["page"]}, {"required": ["url", "label"]}]}
    page: Annotated[kinds.Id | None, Key("The slug of a page of the site.", "methodology")] = None
    label: Annotated[kinds.Line | None, Key("What readers see. Required beside `url`.", "Newsletter")] = None
    url: Annotated[kinds.Link | None, Key("Any address.", "https://example.org/newsletter")] = None

    def __post_init__(self) -> None:
        if self.page is not None and self.url is not None:
            found = "an entry with both `page` and `url`"
            raise ValueProblem("nav-leads-somewhere", found, "take one of them out")
        if self.page is None and self.url is None:
            hint = "add `page`, the slug of a page of the site, or `url`"
            raise ValueProblem("nav-leads-somewhere", "an entry that leads nowhere", hint)
        if self.label is None and self.url is not None:
            hint = f"for example: `{{label: Newsletter, url: {self.url}}}`"
            raise ValueProblem("key-is-present", "an entry with a `url` needs a `label`", hint)


class ColourShape(Shape, frozen=True, kw_only=True):
    """The colour of a tone."""

    noun: ClassVar[str] = "a colour"
    light: Annotated[kinds.Colour, Key("On light ground.", '"#116329"')]
    dark: Annotated[kinds.Colour, Key("On dark ground.", '"#57d37f"')]


class RuleShape(Shape, frozen=True, kw_only=True):
    """What is made of a rule."""

    noun: ClassVar[str] = "a rule"
    level: Annotated[kinds.Level, Key("How its problems count.", "warn")]
    value: Annotated[
        kinds.Line | None, Key("What the rule compares with, such as a number of days.", "365")
    ] = None


NavEntry = Annotated[NavShape, OrText("a page's slug", lambda text: {"page": text})]
Rule = Annotated[RuleShape, OrText("a level", lambda text: {"level": text})]
Publisher = Annotated[PublisherShape, OrText("a name", lambda text: {"name": text})]
Origins = Annotated[tuple[kinds.Origin, ...], OrText("one origin", lambda text: [text])]
Aliases = Annotated[tuple[kinds.Alias, ...], OrText("one address", lambda text: [text])]


class SiteFile(Shape, frozen=True, kw_only=True):
    """The site: its name, its address, its scale of ratings."""

    noun: ClassVar[str] = "`site.yaml`"
    title: Annotated[kinds.Line, Key("The site's name.", "Example Facts")]
    tagline: Annotated[kinds.Line | None, Key("One line below the name.", "Statements, checked")] = None
    base_url: Annotated[
        kinds.BaseUrl | None,
        Key(
            "The site's absolute address, with or without a path. Without it there are no canonical "
            "addresses, feeds, sitemap and ClaimReview.",
            "https://example.org/facts/",
        ),
    ] = None
    language: Annotated[kinds.Language, Key("The language of the articles.", "en")] = "en"
    publisher: Annotated[Publisher | None, Key("Who publishes the site.", "Example Facts")] = None
    ratings: Annotated[
        tuple[RatingShape, ...] | None,
        Key(
            "The scale, best to worst, then ratings off the axis. It replaces the scale below as a whole: list "
            "every rating that claims use. Left out: the scale below.",
            "",
        ),
    ] = None
    nav: Annotated[
        tuple[NavEntry, ...] | None,
        Key("The navigation; left out: all own pages by title.", "[about, methodology]"),
    ] = None
    articles_per_page: Annotated[kinds.Count, Key("How many articles a list shows at once.", "20")] = 20
    claim_pages: Annotated[kinds.Switch, Key("Whether each claim has a page of its own.", "true")] = True
    outputs: Annotated[
        tuple[kinds.OutputName, ...] | None,
        Key(
            "What to make; left out: everything there is. `status` are the lists of claims by verdict, `indexes`"
            " those and all others. `cards` are share images; they take the extra `cards`. Articles, claims' pages,"
            " one's own pages and corrections are always made, whether `pages` is in the list or not, so `[status]`"
            " makes those and the lists by verdict; `search` needs `opendata` beside it.",
            "[pages, opendata]",
        ),
    ] = None
    search: Annotated[
        kinds.SearchMode,
        Key(
            "Search in the full text of articles: `auto` with the extra `search`, `on` warns without it, or `off`.",
            "auto",
        ),
    ] = "auto"
    report_error: Annotated[
        kinds.MailOrUrl | None,
        Key("Where readers report an error; claim and quote are filled in.", "desk@example.org"),
    ] = None
    domain: Annotated[
        kinds.Domain | None, Key("The host name for the file `CNAME`.", "facts.example.org")
    ] = None
    colours: Annotated[
        dict[kinds.Tone, ColourShape] | None, Key("Colours of tones, instead of the theme's.", "")
    ] = None
    csp: Annotated[
        dict[kinds.Directive, Origins] | None,
        Key(
            "Origins that pages may also load from, by directive of the content security policy.",
            "{img-src: [https://media.example.org]}",
        ),
    ] = None
    output: Annotated[kinds.Folder, Key("The folder to write to, inside the site's folder.", "_site")] = (
        "_site"
    )
    editor: Annotated[
        kinds.Line | None,
        Key(
            "How the preview opens a file in your editor: an address with `{path}`, `{line}`, `{column}`.",
            '"vscode://file/{path}:{line}:{column}"',
        ),
    ] = None
    rules: Annotated[
        dict[kinds.RuleCode, Rule] | None,
        Key("How problems count, by the code that stands behind each message.", "{claim-has-sources: error}"),
    ] = None


class TextShape(Shape, frozen=True, kw_only=True):
    """What the front matter of articles and of pages share."""

    title: Annotated[
        kinds.Line | None,
        Key(
            "The title; left out: the first `# heading`, which then leaves the text.",
            "What was announced, and when",
        ),
    ] = None
    summary: Annotated[
        kinds.Line | None, Key("One or two plain sentences, for lists and feeds.", "A minister said …")
    ] = None
    updated: Annotated[kinds.Day | None, Key("The day of the last change.", "2026-11-22")] = None
    language: Annotated[kinds.Language | None, Key("The language, if not the site's.", "hi")] = None
    slug: Annotated[
        kinds.Id | None,
        Key("Its name in the address; left out: made from the file's name.", "russia-sanctions"),
    ] = None
    draft: Annotated[kinds.Switch, Key("Not to be published yet.", "true")] = False


class ArticleFront(TextShape, frozen=True, kw_only=True):
    """The front matter of an article: between two lines `---` at the very top of its file."""

    noun: ClassVar[str] = "the front matter of an article"
    date: Annotated[
        kinds.Day | None, Key("The day of publication. Required, except in a draft.", "2018-06-05")
    ] = None
    author: Annotated[kinds.Names, Key("Who wrote it: one name or a list.", "A. Writer")] = ()
    tags: Annotated[kinds.Lines, Key("Topics.", "[sanctions, Russia]")] = ()
    image: Annotated[
        kinds.Picture | None, Key("A picture beside the article or in `static/`, for previews.", "photo.jpg")
    ] = None
    publish_after: Annotated[
        kinds.Moment | None, Key("Left out of the site until then.", "2026-11-22 06:00 Asia/Kolkata")
    ] = None
    aliases: Annotated[Aliases, Key("Former addresses; they lead here.", "[/2018/old-name/]")] = ()
    history: Annotated[
        tuple[HistoryShape, ...],
        Key("Changes after publication.", "[{date: 2026-11-22, kind: update, text: …}]"),
    ] = ()
    original: Annotated[
        Work | None,
        Key(
            "The text being checked, where it appeared first. With its `author`, the article is that person's words.",
            "https://example.org/original",
        ),
    ] = None


class PageFront(TextShape, frozen=True, kw_only=True):
    """The front matter of one of the site's own pages."""

    noun: ClassVar[str] = "the front matter of a page"
