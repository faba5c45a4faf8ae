"""What came of adding claims and notes, as text for the terminal. Touches no disk."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from site_gen.anchoring.locate import Located
from site_gen.authoring.insert import Added, Refused
from site_gen.authoring.scaffold import Suggestion
from site_gen.authoring.yaml_text import indent_by

_LONGEST = 90
_SHOWN = 10


def render_added(added: Added, article: str, *, is_trial: bool = False) -> Iterator[str]:
    """Give the lines that tell of a new entry; ``is_trial``: of one that would be written."""
    what = "claim" if added.kind == "claim" else "note"
    state = "" if added.state == "published" else f", {_say_state(added)}"
    verb = "would add" if is_trial else "added"
    yield f"{added.path}:{added.line}: {verb} the {what} `{added.id}`{state}"
    if added.located is not None:
        yield f"  “{_shorten(added.located.exact)}”, {article}:{added.located.line}"
    if added.neighbours:
        yield f"  note: on the same words there is already {', '.join(f'`{each}`' for each in added.neighbours)}"


def _say_state(added: Added) -> str:
    if not added.lacks:
        return f"state: {added.state}"
    verb = "is" if len(added.lacks) == 1 else "are"
    return f"a draft: {' and '.join(added.lacks)} {verb} missing"


def render_next(added: Sequence[Added]) -> str:
    """Give the line that says what to do after entries were added."""
    lacking = [each for each in added if each.lacks]
    if lacking:
        keys = " and ".join(f"`{key}`" for key in lacking[0].lacks)
        return f"next: fill in {keys}, then take `state: draft` out; site-gen check tells what is still amiss"
    if any(each.state != "published" for each in added):
        return "next: take `state: draft` out when it is ready; site-gen serve --open shows it, badged"
    return "next: site-gen serve --open shows it; site-gen check looks over everything"


def render_refused(refused: Refused) -> Iterator[str]:
    """Give the lines that tell why nothing was written, for problems of what was typed."""
    for problem in refused.diagnostics:
        yield f"not added: {problem.message}"
        if not refused.places and not refused.nearest and problem.help:
            yield f"  help: {problem.help}"
    if refused.nearest:
        yield f"  help: if these are the words, type: --quote {_quote(refused.nearest)}"
    if refused.places:
        yield from render_places(refused.places)
        yield "  help: choose with --occurrence and its number, or with --prefix or --suffix and words beside it"
    if refused.to_paste:
        yield indent_by(refused.to_paste, 4)


def render_places(places: Sequence[Located]) -> Iterator[str]:
    """Give a numbered line for each place of some words."""
    for number, place in enumerate(places[:_SHOWN], start=1):
        words = _shorten(place.exact)
        yield f"  {number}  line {place.line}: …{place.before}«{words}»{place.after}…"
    if len(places) > _SHOWN:
        yield f"  and {len(places) - _SHOWN} more"


def render_suggestions(suggestions: Sequence[Suggestion], article: str) -> Iterator[str]:
    """Give two lines for each sentence that looks as if it could be checked."""
    for each in suggestions:
        yield f"{article}:{each.located.line}: {', '.join(each.signs)}"
        yield f"  {each.located.exact}"


def render_unwritten(number: int, article: str, *, suggest: bool) -> Iterator[str]:
    """Give the lines that end a look at an article after which nothing was written."""
    if suggest and number:
        sentences = "1 sentence" if number == 1 else f"{number} sentences"
        yield f"{sentences} that could be checked; nothing was written"
        yield f'next: site-gen add {PurePosixPath(article).stem} --quote "…" begins a check of words of one of them'
    elif suggest:
        yield f"{article}: no sentence has a number, a date, a comparison or an attribution that no claim touches yet"
        yield "  only these four signs are looked for; any words can be checked, also without one of them"
        yield f'next: site-gen add {PurePosixPath(article).stem} --quote "…" begins a check of words that you choose'
    else:
        yield f"{article}: no placeholder waits for a claim"
        yield "next: mark words in the article, [like these](#); site-gen scaffold --suggest lists sentences"


def _quote(words: str) -> str:
    """Quote words for a shell; between double quotation marks where that does everywhere, also on Windows."""
    return shlex.quote(words) if set(words) & set('"$`\\!%') else f'"{words}"'


def _shorten(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
