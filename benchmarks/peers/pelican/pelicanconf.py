"""Pelican's settings."""

from pathlib import Path

import yaml
from markdown import Markdown

SITENAME = "Measured"
SITEURL = "https://example.org"
PATH = "content"
ARTICLE_PATHS = ["articles"]
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "UTC"
DEFAULT_CATEGORY = "article"
DEFAULT_PAGINATION = False
MARKDOWN = {"extension_configs": {"markdown.extensions.tables": {}}, "output_format": "html5"}
STATIC_PATHS = ["style.css", "hover.js"]
EXTRA_PATH_METADATA = {}
ARTICLE_URL = "articles/{slug}/"
ARTICLE_SAVE_AS = "articles/{slug}/index.html"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
ARCHIVES_SAVE_AS = AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
LABELS = {
    "accurate": "Accurate",
    "mostly-accurate": "Mostly accurate",
    "needs-context": "Needs context",
    "misleading": "Misleading",
    "inaccurate": "Inaccurate",
    "unverified": "Unverified",
}
DIRECT_TEMPLATES = ["index", "feed", "sitemap", *(f"status-{status}" for status in LABELS)]
FEED_SAVE_AS = "feed.xml"
SITEMAP_SAVE_AS = "sitemap.xml"
for _status in LABELS:
    globals()[f"STATUS-{_status}_SAVE_AS".upper()] = f"status/{_status}/index.html"
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "generator"
CHECK_MODIFIED_METHOD = "mtime"

_known = {}
_markdown = Markdown(output_format="html")


def _load_claims(article):
    if article.slug not in _known:
        text = Path(f"claims/{article.slug}.yaml").read_text("utf-8")
        _known[article.slug] = yaml.load(text, yaml.CSafeLoader)["claims"]
    return _known[article.slug]


def _render_note(text):
    _markdown.reset()
    return _markdown.convert(text)


JINJA_FILTERS = {"claims": _load_claims, "note": _render_note}
JINJA_GLOBALS = {"labels": LABELS}
