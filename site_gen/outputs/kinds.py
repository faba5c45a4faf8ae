"""Sorts of outputs in words, to tell people what the time of a build went into. Nothing is made after them."""

from __future__ import annotations

from functools import partial

from site_gen.outputs.output import Output

_MAKERS: dict[str, tuple[str, ...]] = {
    "article pages": ("render_article_page",),
    "claim pages": ("render_claim_page",),
    "own pages": ("render_own_page",),
    "lists of articles": ("render_home", "render_archive", "render_month"),
    "lists of claims": ("render_claims", "render_group", "render_directory", "render_letter"),
    "corrections": ("render_corrections",),
    "other pages": ("render_ratings", "render_not_found", "render_search", "render_redirect"),
    "cards for other sites": ("render_embed", "render_embed_redirect"),
    "share images": ("render_share_image",),
    "annotations": ("_render_annotations",),
    "open data": ("_render_claims", "_render_claims_index", "_render_table"),
    "ClaimReviews": ("_render_review_index", "_render_reviews"),
    "feeds": ("_render_plain",),
    "the sitemap": ("_render_index", "_render_part"),
    "copies of files": ("_give", "_read"),
}
"""The functions that make a sort, by their names."""
_KINDS = {maker: kind for kind, makers in _MAKERS.items() for maker in makers}
OTHERS = "other files"


def name_kind(output: Output) -> str:
    """Give the sort of an output, such as ``claim pages``."""
    maker = output.make.func if isinstance(output.make, partial) else output.make
    return _KINDS.get(getattr(maker, "__name__", ""), OTHERS)
