"""The closed lists of names that ``site.yaml`` may use. Knows nothing of what makes or obeys them."""

from __future__ import annotations

OUTPUT_NAMES = (
    "pages",
    "indexes",
    "status",
    "annotations",
    "opendata",
    "feeds",
    "sitemap",
    "claimreview",
    "search",
    "cards",
    "embed",
)
"""What ``outputs`` may list."""

CSP_DIRECTIVES = (
    "script-src",
    "style-src",
    "img-src",
    "font-src",
    "connect-src",
    "media-src",
    "frame-src",
    "child-src",
    "worker-src",
    "manifest-src",
    "object-src",
    "form-action",
)
"""What ``csp`` may add origins to: directives of CSP 3 that work in a ``<meta>`` element."""

CSP_HEADER_ONLY = frozenset({"frame-ancestors", "report-uri", "report-to", "sandbox"})
"""Directives that browsers ignore in a ``<meta>`` element."""
