"""``new``: a site in a new folder, or an article or page in the site that is there."""

from __future__ import annotations

from pathlib import Path

import click

from site_gen.cli.days import parse_day
from site_gen.cli.options import site_option, verbose_option
from site_gen.cli.terminal import Terminal


class _New(click.Group):
    """``new article …`` and ``new page …`` make these; any other first word is the folder of a new site."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            return "DIR", make_site, args
        return super().resolve_command(ctx, args)


@click.group(cls=_New, subcommand_metavar='DIR | article "TITLE" | page "TITLE"')
@verbose_option
def new() -> None:
    """Make a site in a new folder, or an article or page in yours.

    DIR must not exist yet, or be empty. The site in it has an article with two claims and a note, and four pages:
    change them into your own. An article is a draft at first, with a claims file beside it; a page is a draft, too.
    (For a site in a folder that is named article or page, write ./article or ./page.)

    \b
    Examples:
      site-gen new my-site
      cd my-site
      site-gen serve --open
      site-gen new article "What was promised, and when"
      site-gen new page "Ethics"
    """


@click.command(name="DIR")
@click.argument("folder", type=click.Path(path_type=Path))
@verbose_option
@click.pass_obj
def make_site(terminal: Terminal, /, folder: Path) -> None:
    """Make a working site in FOLDER, which must not exist yet, or be empty.

    \b
    Example:
      site-gen new my-site
    """
    from site_gen.authoring import modeline, schemas, starter  # noqa: PLC0415 - heavy, for this command only
    from site_gen.reading.scale import DEFAULT_RATINGS  # noqa: PLC0415 - as above

    paths = [folder / path for path in starter.make_site(folder)]
    paths += schemas.write_schemas(folder / modeline.FOLDER, DEFAULT_RATINGS)
    for path in paths:
        terminal.say(f"  {path}")
    place = f'"{folder}"' if " " in str(folder) else folder
    terminal.say(f"next: cd {place}\n      site-gen serve --open")


@new.command("article")
@site_option
@click.argument("title")
@click.option("--date", metavar="DAY", help="The day of publication, such as 2026-11-22; otherwise today.")
@verbose_option
@click.pass_obj
def make_article(terminal: Terminal, /, root: Path, title: str, date: str | None) -> None:
    """Make a draft article with a claims file beside it.

    Its file and its address are named after TITLE. Nothing that is there is written over.

    \b
    Examples:
      site-gen new article "What was promised, and when"
      site-gen new article "Rain in May" --date 2026-05-31
    """
    from site_gen.authoring.new_article import make_article as write  # noqa: PLC0415 - heavy, for this command only
    from site_gen.reading.config import load_config  # noqa: PLC0415 - as above

    config, _ = load_config(root)
    status = next((each.id for each in config.ratings if not each.retired), None) if config else None
    made = write(root, title, parse_day("--date", date), status or "accurate")
    terminal.say(f"  {made.path}\n  {made.claims_path}")
    terminal.say(
        f"next: write the text into {made.path}; site-gen serve --open shows it, badged as a draft;\n"
        f'      site-gen add {made.slug} --quote "words of it" begins a check'
    )


@new.command("page")
@site_option
@click.argument("title")
@verbose_option
@click.pass_obj
def make_page(terminal: Terminal, /, root: Path, title: str) -> None:
    """Make a page of your own as a draft, with a question to answer.

    Its file and its address are named after TITLE. Nothing that is there is written over.

    \b
    Example:
      site-gen new page "Ethics"
    """
    from site_gen.authoring.new_page import make_page as write  # noqa: PLC0415 - heavy, for this command only

    made = write(root, title)
    terminal.say(f"  {made.path}")
    terminal.say(
        f"next: write the text into {made.path}; site-gen serve --open shows it at /{made.slug}/, badged as a draft"
    )
