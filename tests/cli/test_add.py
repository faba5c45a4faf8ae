from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.commands import CLAIMS, Run

CLAIMS_FILE = "content/articles/river.claims.yaml"


def read(site: Path) -> str:
    return (site / CLAIMS_FILE).read_text("utf-8")


NEXT_LINE = CLAIMS.count("\n") + 2
"""Where an entry begins that is added, below an empty line."""


@pytest.mark.parametrize("name", ["river", "river.md", "content/articles/river.md", CLAIMS_FILE])
def test_an_article_is_named_by_slug_or_path(site: Path, run: Run, name: str) -> None:
    ended = run("add", name, "--quote", "in spring")
    assert ended.code == 0
    assert ended.out.splitlines() == [
        f"{CLAIMS_FILE}:{NEXT_LINE}: added the claim `in-spring`, a draft: status and summary are missing",
        "  “in spring”, content/articles/river.md:6",
        (
            "next: fill in `status` and `summary`, then take `state: draft` out;"
            " site-gen check tells what is still amiss"
        ),
    ]
    assert read(site).startswith(CLAIMS)
    assert run("check", "--strict").code == 0


def test_a_path_from_below_the_site_will_do(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site / "content/articles")
    assert run("add", "./river.md", "--quote", "in spring").code == 0


def test_a_published_claim_has_no_bare_address(site: Path, run: Run) -> None:
    claim = ("add", "river", "--quote", "The bridge", "--status", "accurate", "--summary", "It is.")
    before = read(site)
    ended = run(*claim, "--source-url", "https://example.org/b")
    assert ended.code == 1
    assert "bare address" in ended.err
    assert "give the title of the source" in ended.err
    assert read(site) == before


def test_every_key_that_can_be_given_is_written(site: Path, run: Run) -> None:
    ended = run(
        *("add", "river", "--quote", "The bridge", "--id", "bridge", "--status", "accurate"),
        *(
            "--summary",
            "It is: a bridge.",
            "--note",
            "See\n\n- *this*",
            "--reason",
            "Clear.",
            "--claimant",
            "A. B.",
        ),
        *("--said", "2018-06", "--appearance", "https://example.org/speech"),
        *("--source-url", "https://example.org/a", "--source-title", "A “report”", "--draft"),
        *("--source-accessed", "2026-05-04"),
    )
    assert ended.code == 0
    assert read(site) == CLAIMS + (
        "\n  - id: bridge\n    quote: >-\n      The bridge\n    state: draft\n    status: accurate\n"
        '    summary: "It is: a bridge."\n    claimant: A. B.\n'
        "    said: 2018-06\n    appearance: https://example.org/speech\n"
        "    note: |\n      See\n\n      - *this*\n"
        "    reason: Clear.\n    sources:\n      - title: A “report”\n        url: https://example.org/a\n"
        "        accessed: 2026-05-04\n"
    )
    assert "state: draft" in ended.out


def test_a_note_and_words_from_standard_input(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("the river\n"))
    ended = run("add", "river", "--as-note", "--quote", "-", "--on", "title", "--title", "Which river")
    assert ended.code == 1
    assert "not in the title" in ended.err
    monkeypatch.setattr("sys.stdin", io.StringIO("The river\n"))
    assert (
        run("add", "river", "--as-note", "--quote", "-", "--on", "title", "--title", "Which river").code == 0
    )
    assert read(site).endswith(
        "notes:\n  - id: the-river\n    quote: >-\n      The river\n    on: title\n    title: Which river\n"
    )


def test_a_quote_that_is_not_there_shows_what_to_type(site: Path, run: Run) -> None:
    ended = run("add", "river", "--quote", "closed for nine weaks")
    assert ended.code == 1
    assert ended.err.splitlines() == [
        (
            "not added: “closed for nine weaks” is not in the article; the nearest words stand on line 6 of "
            "content/articles/river.md"
        ),
        '  help: if these are the words, type: --quote "closed for nine weeks"',
    ]
    assert read(site) == CLAIMS


def test_words_in_several_places_are_listed(site: Path, run: Run) -> None:
    ended = run("add", "river", "--quote", "e")
    assert ended.code == 1
    assert "  1  line 6: …Th«e» bridge was closed" in ended.err
    assert "choose with --occurrence" in ended.err
    assert run("add", "river", "--quote", "e", "--occurrence", "2").code == 0
    assert run("add", "river", "--quote", "e", "--occurrence", "x").code == 2


def test_who_sits_at_a_terminal_is_asked(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["", "99", "the second", "2"])
    monkeypatch.setattr(sys.modules["site_gen.cli.add"], "_can_ask", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    ended = run("add", "river", "--quote", "e")
    assert ended.code == 0
    assert "stands in several places" in ended.out
    nothing, too_many, words = ended.err.splitlines()
    assert nothing.startswith(
        "  nothing was typed: type the number before the line that is meant, from 1 to "
    )
    assert too_many.startswith("  there is no place 99: type one from 1 to ")
    assert words.startswith("  “the second” is not a number: type one from 1 to ")


def test_an_origin_that_cannot_be_is_told_before_anything_is_written(site: Path, run: Run) -> None:
    quote = ("add", "river", "--quote", "The bridge")
    ended = run(*quote, "--said", "last June", "--appearance", "https://a b")
    assert (ended.code, read(site)) == (1, CLAIMS)
    assert "“last June”" in ended.err or "`last June`" in ended.err
    assert "not an address" in ended.err or "https://a b" in ended.err
    assert "has no `said`" in run(*quote, "--as-note", "--said", "2018").err


def test_a_file_with_slips_is_shown(site: Path, run: Run) -> None:
    (site / CLAIMS_FILE).write_text(CLAIMS + "  - id: b\n    quote: He said: no: x\n", "utf-8")
    ended = run("add", "river", "--quote", "in spring")
    assert ended.code == 1
    assert f"{CLAIMS_FILE}:{NEXT_LINE}:" in ended.err
    assert "check --fix" in ended.err.splitlines()[-1]


def test_how_to_give_the_quote_is_told_where_it_is_lacking(site: Path, run: Run) -> None:
    ended = run("add", "river")
    assert (ended.code, read(site)) == (1, CLAIMS)
    assert 'just as they stand there: --quote "…"' in ended.err


def test_an_article_that_is_not_there(site: Path, run: Run) -> None:
    ended = run("add", "rivre", "--quote", "x")
    assert ended.code == 2
    assert ended.err == "site-gen: there is no article rivre\n  help: did you mean `river`?\n"


def test_an_article_by_its_own_slug(site: Path, run: Run) -> None:
    (site / "content/articles/x.md").write_text(
        "---\ntitle: X\ndate: 2026-01-01\nslug: y\n---\nWords here.\n", "utf-8"
    )
    assert run("add", "y", "--quote", "Words").code == 0
    assert (site / "content/articles/x.claims.yaml").exists()


def test_two_articles_of_one_name_are_told_apart(site: Path, run: Run) -> None:
    for folder in ("a", "b"):
        (site / "content/articles" / folder).mkdir()
        text = f"---\ntitle: X\ndate: 2026-01-01\nslug: {folder}\n---\nWords here.\n"
        (site / "content/articles" / folder / "x.md").write_text(text, "utf-8")
    ended = run("add", "x", "--quote", "Words")
    assert ended.code == 2
    assert "content/articles/a/x.md, content/articles/b/x.md" in ended.err
    assert run("add", "b/x", "--quote", "Words").code == 0


def test_a_source_was_read_today_unless_another_day_is_given(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    source = ("--source-url", "https://example.org/a", "--source-title", "A")
    assert run("add", "river", "--quote", "The bridge", *source).code == 0
    assert "        accessed: 2026-09-21\n" in read(site)
    untitled = run("add", "river", "--quote", "nine weeks", "--source-url", "https://example.org/b")
    assert "no title" in untitled.out
    assert "      - https://example.org/b  # accessed: 2026-09-21; its title is missing\n" in read(site)
    ended = run("add", "river", "--quote", "in spring", *source, "--source-accessed", "yesterday")
    assert ended.code == 2
    assert "--source-accessed" in ended.err
    assert "in-spring" not in read(site)
