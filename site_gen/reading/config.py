"""``site.yaml`` -> ``Config``. Knows nothing of content."""

from __future__ import annotations

from pathlib import Path

from site_gen.model import Colour, Config, NavItem, Publisher, Rating, RuleSetting, Spans
from site_gen.reading.nodes import ListNode, MapNode, Node, ScalarNode
from site_gen.reading.plain import place_of
from site_gen.reading.rules import find_wrong_rules
from site_gen.reading.scale import DEFAULT_RATINGS, check_scale
from site_gen.reading.schema import Reading, read_shape
from site_gen.reading.site_shapes import NavShape, PublisherShape, RatingShape, SiteFile
from site_gen.reading.yamldoc import parse_yaml
from site_gen.support.diagnostics import Diagnostic, error, warning
from site_gen.support.locations import Span, TextFile
from site_gen.support.structs import replace
from site_gen.support.texts import read_text_file
from site_gen.support.urls import make_slug

SITE_FILE = "site.yaml"


def load_config(root: Path) -> tuple[Config | None, list[Diagnostic]]:
    """Read ``site.yaml`` in the site's folder. Gives no configuration only where the file cannot be read.

    A configuration may come with errors: it holds what could be read, so that the content can be checked too.
    """
    file, problems = read_text_file(root, SITE_FILE)
    if file is None:
        return None, problems
    return parse_config(file)


def parse_config(file: TextFile) -> tuple[Config | None, list[Diagnostic]]:
    """Make the configuration of the text of ``site.yaml``; see ``load_config``."""
    doc = parse_yaml(file)
    problems = list(doc.diagnostics)
    if not isinstance(doc.root, MapNode):
        if doc.root is not None or not problems:
            found = "there are no keys here, expected at least `title`"
            problems.append(
                error("file-has-keys", found, Span(file.path), "for example: `title: Example Facts`")
            )
        return None, problems
    reading = read_shape(SiteFile, doc.root, salvage={"title": "Untitled site"})
    problems += reading.diagnostics
    shape = reading.value or SiteFile(title="")  # salvaged, so there is one
    ratings = _make_ratings(reading, shape)
    if "ratings" in reading.plain.spans and "ratings" not in reading.wrong:
        problems += check_scale(ratings, reading.plain.spans, reading.plain.spans["ratings"])
    if shape.base_url is None and not reading.speaks_of("base_url"):
        problems.append(_miss_base_url(doc.root))
    config = _make_config(shape, ratings, reading.plain.spans)
    wrong = find_wrong_rules(config.rules, doc.root, reading.plain.spans)
    rules = {code: setting for code, setting in config.rules.items() if code not in wrong}
    return replace(config, rules=rules), [*problems, *wrong.values()]


def _miss_base_url(root: MapNode) -> Diagnostic:
    left_out = "feeds, sitemap, ClaimReview, and the canonical address of each page"
    found = f"`base_url` is missing, so these are left out: {left_out}"
    hint = "add the address that the site will have, such as `base_url: https://example.org/facts/`"
    return warning("site-has-base-url", found, place_of(root), hint)


def _make_ratings(reading: Reading[SiteFile], shape: SiteFile) -> tuple[Rating, ...]:
    """Give the scale. Of one with errors the ids, so that the claims that use them are no further errors."""
    if shape.ratings:
        return tuple(_make_rating(each) for each in shape.ratings)
    node = reading.plain.node.find("ratings")
    ids = _find_ids(node) if "ratings" in reading.wrong else []
    return tuple(Rating(id, id, "", "none") for id in ids) or DEFAULT_RATINGS  # noqa: A001 - the noun's own name


def _make_rating(shape: RatingShape) -> Rating:
    return Rating(shape.id, shape.label, shape.meaning, shape.tone, shape.value, shape.retired)


def _find_ids(node: Node | None) -> list[str]:
    maps = [item for item in node.items if isinstance(item, MapNode)] if isinstance(node, ListNode) else []
    ids = [item.find("id") for item in maps]
    texts = [each.text.strip() for each in ids if isinstance(each, ScalarNode)]
    return [id for id in dict.fromkeys(make_slug(text) for text in texts) if id]  # noqa: A001 - the noun's own name


def _make_config(shape: SiteFile, ratings: tuple[Rating, ...], spans: Spans) -> Config:
    return Config(
        title=shape.title,
        ratings=tuple(sorted(ratings, key=lambda rating: rating.value is None)),
        tagline=shape.tagline,
        base_url=shape.base_url,
        language=shape.language,
        publisher=None if shape.publisher is None else _make_publisher(shape.publisher),
        nav=None if shape.nav is None else tuple(_make_nav_item(each) for each in shape.nav),
        articles_per_page=shape.articles_per_page,
        claim_pages=shape.claim_pages,
        outputs=shape.outputs,
        search=shape.search,
        report_error=shape.report_error,
        domain=shape.domain,
        colours={tone: Colour(each.light, each.dark) for tone, each in (shape.colours or {}).items()},
        csp=shape.csp or {},
        output=shape.output,
        editor=shape.editor,
        rules={code: RuleSetting(each.level, each.value) for code, each in (shape.rules or {}).items()},
        spans=spans,
    )


def _make_publisher(shape: PublisherShape) -> Publisher:
    return Publisher(shape.name, shape.url, shape.logo, shape.email)


def _make_nav_item(shape: NavShape) -> NavItem:
    return NavItem(shape.page, shape.label, shape.url)
