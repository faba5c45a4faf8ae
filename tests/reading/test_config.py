from __future__ import annotations

from pathlib import Path

import pytest

from site_gen.model import Colour, Config, NavItem, Publisher, Rating, RuleSetting
from site_gen.reading.config import load_config, parse_config
from site_gen.reading.names import OUTPUT_NAMES
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.locations import TextFile
from tests.reading.reading import codes


def parse(text: str) -> tuple[Config, list[Diagnostic]]:
    config, problems = parse_config(TextFile("site.yaml", text))
    assert config is not None
    return config, problems


def test_every_key_arrives() -> None:
    config, problems = parse(
        """\
title: Facts
tagline: Checked
base_url: https://example.org/facts
language: pt-br
publisher: {name: P, url: https://example.org, logo: static/logo.png, email: mailto:p@example.org}
ratings:
  - {id: open, label: Open, meaning: Not settled., tone: none}
  - {id: right, label: Right, meaning: Right., tone: good, value: 2}
  - {id: wrong, label: Wrong, meaning: Wrong., tone: bad, value: -1, retired: yes}
nav: [about, {label: News, url: https://example.org/news}, {page: method, label: How}]
articles_per_page: 10
claim_pages: no
outputs: [pages, feeds]
search: off
report_error: p@example.org
domain: example.org
colours: {good: {light: "#0a0", dark: "#00FF00"}}
csp: {img-src: [https://a.example, "data:"], frame-src: https://b.example}
output: public
editor: code -g {path}:{line}
rules: {claim-has-sources: error, check-is-recent: {level: warn, value: 365}}
x-desk: 1
"""
    )
    assert not problems
    assert (config.title, config.tagline, config.base_url) == (
        "Facts",
        "Checked",
        "https://example.org/facts/",
    )
    assert config.publisher == Publisher("P", "https://example.org", "static/logo.png", "p@example.org")
    assert config.ratings == (
        Rating("right", "Right", "Right.", "good", 2),
        Rating("wrong", "Wrong", "Wrong.", "bad", -1, retired=True),
        Rating("open", "Open", "Not settled.", "none"),
    )
    assert config.nav == (
        NavItem("about"),
        NavItem(None, "News", "https://example.org/news"),
        NavItem("method", "How"),
    )
    assert (config.language, config.articles_per_page, config.claim_pages) == ("pt-BR", 10, False)
    assert (config.outputs, config.search, config.output) == (("pages", "feeds"), "off", "public")
    assert (config.report_error, config.domain) == ("p@example.org", "example.org")
    assert config.colours == {"good": Colour("#00aa00", "#00ff00")}
    assert config.csp == {"img-src": ("https://a.example", "data:"), "frame-src": ("https://b.example",)}
    assert config.editor == "code -g {path}:{line}"
    assert config.rules == {
        "claim-has-sources": RuleSetting("error"),
        "check-is-recent": RuleSetting("warn", "365"),
    }
    assert config.spans["rules.check-is-recent"].line == 21


def test_a_title_is_enough() -> None:
    config, problems = parse("title: Facts\n")
    assert codes(problems) == ["site-has-base-url"]
    assert [rating.id for rating in config.ratings] == [
        "accurate",
        "mostly-accurate",
        "needs-context",
        "misleading",
        "inaccurate",
        "unverified",
        "unverifiable",
    ]
    assert [rating.value for rating in config.ratings] == [5, 4, 3, 2, 1, None, None]
    assert (config.output, config.search, config.nav, config.outputs) == ("_site", "auto", None, None)


def test_a_warning_says_what_is_left_out_without_a_base_address() -> None:
    _, problems = parse("title: Facts\n")
    assert problems[0].severity == "warning"
    for word in ("feeds", "sitemap", "ClaimReview", "canonical"):
        assert word in problems[0].message


def test_a_scale_with_an_error_does_not_make_every_status_unknown() -> None:
    config, problems = parse(
        "title: T\nbase_url: https://x.example\nratings:\n  - {id: right, label: R, tone: good}\n"
    )
    assert codes(problems) == ["key-is-present"]
    assert [rating.id for rating in config.ratings] == ["right"]


def test_every_output_has_a_name() -> None:
    config, problems = parse(f"title: T\nbase_url: https://x.example\noutputs: [{', '.join(OUTPUT_NAMES)}]\n")
    assert not problems
    assert config.outputs == OUTPUT_NAMES


@pytest.mark.parametrize(
    "origin", ["'self'", '"a"', "https://a.example;x", "https://a.example x", "https://<b>", "*"]
)
def test_nothing_breaks_out_of_the_content_security_policy(origin: str) -> None:
    quoted = origin.replace("'", "''")
    config, problems = parse(f"title: T\nbase_url: https://x.example\ncsp:\n  img-src: ['{quoted}']\n")
    assert codes(problems) == ["csp-is-safe"]
    assert config.csp == {}


def test_the_file_is_loaded_from_the_folder_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_bytes(b"\xef\xbb\xbftitle: Facts\r\nbase_url: https://x.example\r\n")
    config, problems = load_config(tmp_path)
    assert not problems
    assert config is not None
    assert config.title == "Facts"


def test_a_folder_without_site_yaml_has_no_configuration(tmp_path: Path) -> None:
    config, problems = load_config(tmp_path)
    assert config is None
    assert codes(problems) == ["file-is-readable"]
