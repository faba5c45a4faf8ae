"""``scaffold``: drafts for what an article marks as to be checked, and sentences that could be."""

from __future__ import annotations

from pathlib import Path

import click

from site_gen.cli.add import complete_article, find_path
from site_gen.cli.options import site_option, verbose_option
from site_gen.cli.terminal import PROBLEMS, Terminal
from site_gen.support.errors import UsageError


@click.command()
@site_option
@click.argument("article", shell_complete=complete_article)
@click.option("--suggest", is_flag=True, help="List sentences that could be checked instead; write nothing.")
@click.option("--write", is_flag=True, help="With --suggest: write a draft for each of them.")
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
@verbose_option
@click.pass_obj
def scaffold(terminal: Terminal, /, root: Path, article: str, **flags: bool) -> int:
    """Write a draft claim for each placeholder of ARTICLE.

    A placeholder is words in square brackets with (#) behind them: [these words](#). Those that a claim or note covers
    already are passed over. With --suggest, sentences with numbers, dates, comparisons or attributions are listed: a
    guess, for you to look through.

    \b
    Examples:
      site-gen scaffold tea
      site-gen scaffold tea --dry-run        shows what would be written
      site-gen scaffold tea --suggest        lists what could be checked
    """
    from site_gen.authoring import add_text, insert, opened  # noqa: PLC0415 - heavy, for this command only
    from site_gen.authoring import scaffold as steps  # noqa: PLC0415 - as above

    suggest, write = flags["suggest"], flags["write"] or not flags["suggest"]
    if flags["write"] and not suggest:
        found = "--write belongs to --suggest: placeholders are written without it"
        raise UsageError(found, "leave --write out")
    path = find_path(root, article)
    files, problems = opened.open_article(root, path)
    known = opened.understand(files, files.claims_text) if files else None
    if files is None or known is None or known.article is None:
        terminal.show(root, known.diagnostics if known else problems)
        return PROBLEMS
    if suggest:
        suggestions = steps.find_suggestions(files, known)
        terminal.say_all(add_text.render_suggestions(suggestions, path))
        places = [each.located for each in suggestions]
    else:
        places = steps.find_open_placeholders(known)
    if not places or not write:
        terminal.say_all(add_text.render_unwritten(len(places), path, suggest=suggest))
        return 0
    made = insert.make_insertion(files, [steps.make_stub(place) for place in places])
    if isinstance(made, insert.Insertion) and not flags["dry_run"]:
        made = insert.write_insertion(root, files, made) or made
    if isinstance(made, insert.Refused):
        for line in add_text.render_refused(made):
            terminal.complain(line)
        return PROBLEMS
    for added in made.added:
        terminal.say_all(add_text.render_added(added, path, is_trial=flags["dry_run"]))
    terminal.say("nothing was written (--dry-run)" if flags["dry_run"] else add_text.render_next(made.added))
    return 0
