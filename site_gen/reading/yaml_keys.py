"""The words that are keys, to tell a key from prose in a line that is not right."""

from __future__ import annotations

_FREE_TEXT = "quote summary note reason title claim text meaning tagline label prefix suffix"
_MAPS = """
claimant original appearance publisher defaults
sources claims notes quotes history nav ratings colours csp rules
"""
_OTHERS = """
id status occurrence on said confidence state checked checked_by reviewed_by review_by same_as tags language
url ref locator anonymous published accessed archived kind stance name role from date
updated author slug image draft publish_after aliases
logo email base_url articles_per_page claim_pages outputs search report_error domain output editor
tone value retired level
"""

_FRONT = """
title date updated author slug summary tags language image draft publish_after aliases history original
"""

_TOP = """
date updated slug summary tags image draft publish_after aliases history original
claims notes sources defaults
tagline base_url articles_per_page claim_pages outputs search report_error domain output editor
nav ratings colours csp rules
"""

FREE_TEXT_KEYS = frozenset(_FREE_TEXT.split())
"""Keys whose value is prose."""
MAP_KEYS = frozenset(_MAPS.split())
"""Keys whose value may be, or hold, a map."""
KNOWN_KEYS = FREE_TEXT_KEYS | MAP_KEYS | frozenset(_OTHERS.split())
"""Every key of the formats."""
FRONT_KEYS = frozenset(_FRONT.split())
"""The keys of front matter."""
TOP_KEYS = frozenset(_TOP.split())
"""Keys that stand at a file's left margin, and not in a map right below another key there."""
