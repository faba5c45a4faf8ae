"""What a YAML parser complains about, in plain words. Knows the complaints of libyaml and of PyYAML."""

from __future__ import annotations

from site_gen.reading.yaml_lines import quote_text
from site_gen.support.structs import Struct, replace


class Complaint(Struct, frozen=True):
    """What a parser said, and where, from 0."""

    text: str
    """Context and problem."""
    row: int
    column: int
    begun_row: int
    """Where the thing begins that it could not read to its end; else the same place."""
    begun_column: int


class PlainError(Struct, frozen=True):
    """The same for the author."""

    message: str
    help: str
    row: int
    column: int


TEXT_ALONE = "could not find expected ':'"
_ADVICE = "put the text between quotation marks, or on the line below `>-`, where every sign is allowed"
_LAYOUT = "give keys that belong together the same column, and put `- ` before each item of a list"
_ANYTHING = ("", False, "this line cannot be read", _LAYOUT)
_TABLE: tuple[tuple[str, bool, str, str], ...] = (
    (
        "flow",
        True,
        "a bracket is opened here, and closed too late or not at all",
        "close `[` with `]`, `{` with `}`",
    ),
    ("mapping values are not allowed", False, "a colon where none is expected", _ADVICE),
    ("end of stream", True, "a quotation mark is opened here and never closed", _ADVICE),
    ("unknown escape", False, "a backslash between double quotation marks", "use single quotation marks"),
    (
        "character escape code",
        True,
        "a backslash code here stands for no sign",
        "type the sign itself instead of the code, or put the text between single quotation marks",
    ),
    ("document separator", True, "a quotation mark is opened here and never closed", _ADVICE),
    ("tab character", False, "a tab where only plain spaces may stand", "put spaces in its place"),
    ("cannot start any token", False, "a value cannot begin with this sign", _ADVICE),
    ("quoted scalar", True, "this text between quotation marks cannot be read", _ADVICE),
    ("block scalar", True, "`|` and `>` must stand alone behind the colon, the text on the lines below", ""),
    ("alias", True, "a value cannot begin with an asterisk", _ADVICE),
    ("anchor", True, "a value cannot begin with this sign", _ADVICE),
    ("tag", True, "a value cannot begin with an exclamation mark", _ADVICE),
    (
        "could not find expected ':'",
        True,
        "a line without a key",
        "write `key: value`, or move it further in",
    ),
    ("document start", False, "this does not fit what stands above it", _LAYOUT),
    ("directive", True, "a line cannot begin with a percent sign", ""),
    ("block", False, "this does not fit what stands above it", _LAYOUT),
)


def explain_complaint(complaint: Complaint) -> PlainError:
    """Give the author's version of a complaint, at the place to look at."""
    row = next((row for row in _TABLE if row[0] in complaint.text), _ANYTHING)
    _, at_beginning, message, help_text = row
    if at_beginning:
        return PlainError(message, help_text, complaint.begun_row, complaint.begun_column)
    return PlainError(message, help_text, complaint.row, complaint.column)


def explain_text_below(key: str, text: str, error: PlainError, advice: str = "") -> PlainError:
    """Give what to say of a text right below a key that has nothing behind it, but not further in.

    ``advice``: what to type where the key takes more than a text.
    """
    message = f"`{key}` is left empty, and the text below it does not stand further in than the key"
    if advice:
        return replace(error, message=message, help=advice)
    hint = (
        f"write it behind the key:\n  {key}: {quote_text(text)}\n"
        f"or, where it has several lines, below `{key}: >-`, each line two spaces further in than the key"
    )
    return replace(error, message=message, help=hint)
