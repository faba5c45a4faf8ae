"""Small files for hosts: what GitHub Pages, Netlify and Cloudflare Pages look for at the root of a site.

https://docs.github.com/pages (custom domains; bypassing Jekyll), https://docs.netlify.com/manage/routing/headers/,
https://developers.cloudflare.com/pages/configuration/headers/.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.model import Config, Site
from site_gen.outputs.output import Output, make_ready_output
from site_gen.outputs.theme import Theme
from site_gen.presenting.frame import make_policy

HEADERS = "/_headers"
_LONGEST_LINE = 2000
"""Characters that Cloudflare takes."""
_DATA = (
    *("/claims.json", "/claims.csv", "/claims.schema.json", "/claimreview.json", "/data/*"),
    *("/feed.xml", "/feed.json", "/corrections.xml", "/claims.xml"),
)
"""What programs of others may read from their own pages."""
_OPEN = "  Access-Control-Allow-Origin: *"


def plan_host_files(site: Site, theme: Theme) -> Iterator[Output]:
    """Give ``.nojekyll`` and ``_headers`` always, ``CNAME`` where the site has a domain of its own.

    A ``_headers`` that the site has in ``static/root/`` itself is left alone.
    """
    del theme
    yield make_ready_output("/.nojekyll", b"")
    if site.config.domain:
        yield make_ready_output("/CNAME", f"{site.config.domain}\n".encode())
    if ("", f"static/root{HEADERS}") not in site.files:
        yield make_ready_output(HEADERS, render_headers(site.config, wasm=site.full_text).encode())


def render_headers(config: Config, *, wasm: bool = False) -> str:
    """Give ``_headers``: the security policy for whatever is opened alone, hashed names kept for ever, data for all.

    Rules that meet are added up, so that no header may stand in two that do; so what the search may do (``wasm``) is
    forbidden to the other pages by themselves.
    """
    policy = f"  Content-Security-Policy: {make_policy(config, portable=False, wasm=wasm)}"
    everywhere = ["  X-Content-Type-Options: nosniff", "  Referrer-Policy: strict-origin-when-cross-origin"]
    if len(policy) <= _LONGEST_LINE:  # each page says its own, too
        everywhere.insert(0, policy)
    rules = {
        "/*": everywhere,
        "/static/*": ["  Cache-Control: public, max-age=31536000, immutable"],
        **{path: [_OPEN] for path in _DATA},
    }
    return "".join(f"{path}\n{chr(10).join(lines)}\n" for path, lines in rules.items())
