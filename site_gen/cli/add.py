"""``add``: a claim or a note into an article's claims file, from the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_gen.cli.days import parse_day
from site_gen.cli.options import site_option, verbose_option
from site_gen.cli.terminal import PROBLEMS, Terminal, is_watched
from site_gen.support.errors import UsageError
from site_gen.support.structs import replace

if TYPE_CHECKING:  # as in building.results
    from site_gen.model import Occurrence


def complete_article(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Give the names of articles that begin with what was typed, for the shell."""
    from site_gen.building.environment import find_root  # noqa: PLC0415 - for this key stroke only
    from site_gen.reading.library import find_library  # noqa: PLC0415 - as above

    try:
        library, _ = find_library(find_root(Path.cwd()))
    except UsageError:
        return []
    names = (Path(files.path).stem for files in library.articles)
    return sorted(name for name in names if name.startswith(incomplete))


_TEXTS = (
    "prefix",
    "suffix",
    "status",
    "summary",
    "title",
    "note",
    "reason",
    "claimant",
    "said",
    "appearance",
)


@click.command()
@site_option
@click.argument("article", shell_complete=complete_article)
@click.option("--quote", default="", help="The words of the article; - reads them from standard input.")
@click.option("--as-note", is_flag=True, help="A context note, which explains and gives no verdict.")
@click.option("--id", "name", default="", help="Its name, part of its address; otherwise made of the quote.")
@click.option("--status", default="", help="The verdict: a rating's id, such as inaccurate.")
@click.option("--summary", default="", help="What the check found, in one sentence.")
@click.option("--title", default="", help="The heading of a note.")
@click.option("--note", default="", help="The context, in Markdown.")
@click.option("--reason", default="", help="Why this rating and not its neighbour.")
@click.option("--claimant", default="", help="Who said it.")
@click.option("--said", default="", metavar="DATE", help="When: 2018-06-05, 2018-06 or 2018.")
@click.option("--appearance", default="", help="Where: the address or the title of what it was said in.")
@click.option("--source-url", default="", help="The address of the evidence.")
@click.option("--source-title", default="", help="What the evidence is called.")
@click.option(
    "--source-accessed", metavar="DAY", help="The day you read it, such as 2026-11-22; otherwise today."
)
@click.option("--prefix", default="", help="Words right before the quote, where it stands in several places.")
@click.option("--suffix", default="", help="Words right after the quote.")
@click.option("--occurrence", help="Which of several places: 2, or 2 of 5, or all.")
@click.option(
    "--on",
    type=click.Choice(["body", "title", "summary", "article"]),
    default="body",
    show_default=True,
    help="Where the quote stands; article is about the whole and needs no quote.",
)
@click.option("--draft", is_flag=True, help="Keep it out of the site for now, also when it is complete.")
@verbose_option
@click.pass_obj
def add(terminal: Terminal, /, root: Path, article: str, **typed: str) -> int:
    """Add a claim about words of ARTICLE to its claims file.

    ARTICLE is the name in its address, or the path of its file. Comments, order, indentation and line ends of the
    claims file stay as they are. A claim without status and summary is a draft: it is kept out of the site. Where the
    quote stands in several places, you are asked which one is meant.

    \b
    Examples:
      site-gen add tea --quote "in every country"
      site-gen add tea --quote "every country" --status unverified --summary "No count covers all."
      site-gen add tea --quote "the minister" --as-note --title "Who was minister then"
    """
    from site_gen.authoring import add_text, insert  # noqa: PLC0415 - heavy, for this command only
    from site_gen.authoring.entries import NewEntry, NewSource  # noqa: PLC0415 - as above

    path = find_path(root, article)
    entry = NewEntry(
        kind="note" if typed["as_note"] else "claim",
        id=typed["name"],
        on=typed["on"],  # type: ignore[arg-type] # one of the choices
        quote=sys.stdin.read() if typed["quote"] == "-" else typed["quote"],
        occurrence=_parse_occurrence(typed["occurrence"]),
        state="draft" if typed["draft"] else None,
        source=NewSource(
            url=typed["source_url"],
            title=typed["source_title"],
            accessed=parse_day("--source-accessed", typed["source_accessed"]),
        ),
        **{key: typed[key] for key in _TEXTS},
    )
    outcome = insert.add_entry(root, path, entry)
    if isinstance(outcome, insert.Refused) and outcome.places and _can_ask():
        terminal.say(f"“{entry.quote.strip()}” stands in several places:")
        terminal.say_all(add_text.render_places(outcome.places))
        place = outcome.places[_ask_number(terminal, len(outcome.places)) - 1]
        chosen = replace(entry, prefix=place.prefix, suffix=place.suffix, occurrence=place.occurrence)
        outcome = insert.add_entry(root, path, chosen)
    if isinstance(outcome, insert.Refused):
        in_files = [each for each in outcome.diagnostics if each.span.line]
        terminal.show(root, in_files)
        of_words = tuple(each for each in outcome.diagnostics if not each.span.line)
        for line in add_text.render_refused(replace(outcome, diagnostics=of_words)):
            terminal.complain(line)
        if in_files:
            terminal.complain(
                "next: mend this first (site-gen check --fix does what is certain), then add again"
            )
        return PROBLEMS
    terminal.say_all(add_text.render_added(outcome, path))
    if entry.source.url.strip() and not entry.source.title.strip():
        terminal.say("  note: the source has no title yet, which readers see; --source-title gives it one")
    terminal.say(add_text.render_next([outcome]))
    return 0


def find_path(root: Path, article: str) -> str:
    """Give the path of the article that was typed: as a path from here, or as a name. Raises UsageError."""
    from site_gen.authoring.opened import find_article  # noqa: PLC0415 - heavy, for some commands only

    here = Path(article)
    if here.is_file() and here.resolve().is_relative_to(root):
        article = here.resolve().relative_to(root).as_posix()
    return find_article(root, article)


def _parse_occurrence(typed: str | None) -> Occurrence | None:
    from site_gen.reading.values import ValueProblem, parse_occurrence  # noqa: PLC0415 - for this command only

    if typed is None:
        return None
    try:
        return parse_occurrence(typed)
    except ValueProblem as problem:
        raise UsageError(f"--occurrence: {problem.message}", problem.help) from None


def _ask_number(terminal: Terminal, last: int) -> int:
    """Ask until a number from 1 to ``last`` is typed. Raises Abort where nobody answers any more."""
    while True:
        try:
            answer = input(f"Which one is meant? (1 to {last}) ").strip()
        except EOFError:
            raise click.Abort from None
        if answer.isdecimal() and 1 <= int(answer) <= last:
            return int(answer)
        terminal.complain(_explain_answer(answer, last))


def _explain_answer(answer: str, last: int) -> str:
    """Say why an answer chooses no place, and what would."""
    if not answer:
        return f"  nothing was typed: type the number before the line that is meant, from 1 to {last}"
    found = f"there is no place {answer}" if answer.lstrip("-").isdecimal() else f"“{answer}” is not a number"
    return f"  {found}: type one from 1 to {last}, or Ctrl-C to write nothing"


def _can_ask() -> bool:
    return is_watched(sys.stdin) and is_watched(sys.stdout)
