"""The pictures that other places show with links: one for each article and each claim's own page.

Drawn from a template of SVG with the fonts in ``static/fonts/`` alone, so that they are the same on any machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.model import ArticleRecord, Config, Site
from site_gen.outputs.drawing import draw
from site_gen.outputs.fonts import FontFile, load_fonts
from site_gen.outputs.output import Output, fingerprint
from site_gen.outputs.theme import Theme
from site_gen.presenting.addresses import share_image_address
from site_gen.presenting.share_images import present_article_image, present_claim_image
from site_gen.presenting.share_views import ShareImageView
from site_gen.presenting.templating import Templates
from site_gen.support.extras import has_extra

TEMPLATE = "share.svg"
EXTRA = "cards"
_EFFORT = 40
"""Times the work of a page."""


def makes_share_images(config: Config, theme: Theme) -> bool:
    """Tell whether a site can have share images: pages name them by whole addresses, the libraries are an extra."""
    return config.base_url is not None and bool(theme.fonts) and has_extra(EXTRA)


def plan_share_images(site: Site, theme: Theme) -> Iterator[Output]:
    """Give a picture for each article that names none itself, and for each claim with a page of its own."""
    if not site.share_images:
        return
    base = fingerprint(theme.templates.closure(TEMPLATE), [font.digest for font in theme.fonts])

    def plan(article: ArticleRecord, view: ShareImageView, claim_id: str | None = None) -> Output:
        make = partial(render_share_image, view=view, fonts=theme.fonts)
        return Output(share_image_address(article, claim_id), fingerprint(base, view), make, effort=_EFFORT)

    for article in site.articles:
        if not article.image:
            yield plan(article, present_article_image(site, article))
        for claim in article.claims if site.config.claim_pages else ():
            yield plan(article, present_claim_image(site, article, claim), claim.id)


def render_share_image(
    site: Site,  # noqa: ARG001 - as all makers
    templates: Templates,
    view: ShareImageView,
    fonts: tuple[FontFile, ...],
) -> bytes:
    """Give a share image as PNG. Raises TemplateFault, and FileFault where a font is not what it was."""
    svg = render_share_svg(templates, view, fonts)
    try:
        return draw(svg, [font.path for font in fonts])
    except ValueError as problem:
        hint = 'see that every element is closed, and that it begins with `<svg xmlns="http://www.w3.org/2000/svg"`'
        raise templates.make_fault(TEMPLATE, f"this does not make a picture: {problem}", hint) from problem


def render_share_svg(templates: Templates, view: ShareImageView, fonts: tuple[FontFile, ...]) -> str:
    """Give the same as SVG. Its text stands in lines that fit. Raises TemplateFault and FileFault."""
    from site_gen.outputs.lettering import Letterer  # noqa: PLC0415 - a preview draws none at its start

    letterer = Letterer(load_fonts(fonts))
    return templates.render_with(TEMPLATE, view=view, fit=letterer.fit)
