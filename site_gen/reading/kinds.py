"""The kinds of values that keys take, as types: each reads a text, and tells editors what to expect.

Knows nothing of keys.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias, get_args

from pydantic_core import CoreSchema, core_schema

from site_gen import model
from site_gen.reading import dates, values
from site_gen.reading.names import CSP_DIRECTIVES, OUTPUT_NAMES
from site_gen.support.structs import Struct, fields

if TYPE_CHECKING:  # as in validators
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler

JsonSchema: TypeAlias = dict[str, Any]


class Kind(Struct, frozen=True, eq=False):
    """A kind of value that is typed as one text."""

    name: str
    """As the reference page calls it."""
    parse: Callable[[object], Any]
    """Text to value; raises ``values.ValueProblem``."""
    schema: Mapping[str, Any]
    """For editors, which read YAML 1.2: an unquoted ``2018`` is a number there."""

    def make_schema(self) -> CoreSchema:
        """Make what the validator reads it with."""
        return core_schema.no_info_plain_validator_function(self.parse)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return self.make_schema()

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return dict(self.schema)


class OrText(Struct, frozen=True):
    """Where a list or keys are expected, one text will do."""

    name: str
    """What the text is."""
    widen: Callable[[str], object]
    """Makes of the text what is expected."""

    def widen_schema(self, schema: CoreSchema) -> CoreSchema:
        """Make of what the validator reads a list or keys with what reads one text, too."""

        def widen(value: object) -> object:
            return self.widen(value) if isinstance(value, str) and value.strip() else value

        return core_schema.no_info_before_validator_function(widen, schema)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return self.widen_schema(handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return {"anyOf": [dict(_TEXT), handler(schema)]}


class Key(Struct, frozen=True):
    """What the reference page and editors say of a key."""

    meaning: str
    """One sentence or two, in Markdown."""
    example: str
    """A value as one would type it behind the colon."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        inner = handler(schema)
        # Beside a reference, draft 7 reads nothing else.
        outer = {"allOf": [inner]} if "$ref" in inner else inner
        examples = {"examples": [self.example]} if self.example else {}
        return {**outer, "description": self.meaning.replace("`", ""), **examples}


def key_of(name: str) -> str:
    """Give the key of a shape's field."""
    return name.rstrip("_")  # `from` is a word of Python's


class Shape(Struct, frozen=True, kw_only=True):
    """What all shapes share: no key that is not known, except those that begin with ``x-``."""

    noun: ClassVar[str] = "this part"
    """How messages call it."""
    not_here: ClassVar[Mapping[str, str]] = {}
    """Keys that people expect here but that belong elsewhere, with what to do instead."""
    demands: ClassVar[Mapping[str, Any]] = {}
    """What its keys demand of each other, as JSON Schema, for editors. The modules that read the shape check it."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler.generate_schema(_make_dataclass(cls))


@cache
def _make_dataclass(shape: type[Shape]) -> type:
    """Make a dataclass with the keys of a shape: pydantic knows no structs."""
    keys = [
        (
            each.name,
            each.type,
            dataclasses.field() if each.required else dataclasses.field(default=each.default),
        )
        for each in fields(shape)
    ]
    config = {
        "extra": "forbid",
        "alias_generator": key_of,
        "json_schema_extra": {"patternProperties": {"^x-": {}}},
    }
    namespace = {"__doc__": shape.__doc__, "__pydantic_config__": config}
    if hasattr(shape, "__post_init__"):
        namespace["__post_init__"] = shape.__post_init__
    return dataclasses.make_dataclass(shape.__name__, keys, namespace=namespace, kw_only=True, frozen=True)


_TEXT: JsonSchema = {"type": ["string", "number", "boolean"]}
_DAY_PATTERN = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME_PATTERN = (
    "[Tt ] *[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)? *"
    "([Zz]|[Uu][Tt][Cc]|[Gg][Mm][Tt]|[+-][0-9]{1,2}:?[0-9]{2}|[A-Za-z_+-]+/[A-Za-z0-9_/+-]+)"
)


def _choice(name: str, words: tuple[str, ...]) -> Kind:
    return Kind(name, values.make_choice(words), {"enum": list(words)})


def _pattern(pattern: str, message: str) -> JsonSchema:
    """Give the schema of a text of some form; editors say ``message`` of any other."""
    return {"type": "string", "pattern": f"^{pattern}$", "patternErrorMessage": message}


def _number_or(pattern: str, message: str) -> JsonSchema:
    return {**_pattern(pattern, message), "type": ["integer", "string"]}


Line: TypeAlias = Annotated[str, Kind("text", values.parse_line, _TEXT)]
Words: TypeAlias = Annotated[str, Kind("text", values.parse_words, _TEXT)]
Seam: TypeAlias = Annotated[str, Kind("text", values.parse_seam, _TEXT)]
Markdown: TypeAlias = Annotated[str, Kind("Markdown", values.parse_markdown, _TEXT)]
Id: TypeAlias = Annotated[str, Kind("id", values.parse_id, _TEXT)]
RatingId: TypeAlias = Annotated[str, Kind("id of a rating", values.parse_line, _TEXT)]
IdPair: TypeAlias = Annotated[
    str,
    Kind(
        "`<article>/<id>`",
        values.parse_id_pair,
        _pattern("[^/]+/[^/]+", "Expected an article, a slash and a claim: article/claim-id"),
    ),
]
Switch: TypeAlias = Annotated[
    bool,
    Kind("`true` or `false`", values.parse_switch, {"enum": [True, False, "true", "false", "yes", "no"]}),
]
Number: TypeAlias = Annotated[
    int,
    Kind(
        "whole number",
        values.parse_whole_number,
        _number_or("[+-]?[0-9]+", "Expected a whole number, such as 3"),
    ),
]
Count: TypeAlias = Annotated[
    int,
    Kind(
        "whole number",
        values.parse_count,
        {**_number_or("[0-9]+", "Expected a whole number, such as 20"), "minimum": 1},
    ),
]
Day: TypeAlias = Annotated[
    datetime.date,
    Kind("day", dates.parse_day, _pattern(_DAY_PATTERN, "Expected year, month and day: 2018-06-05")),
]
PartialDate: TypeAlias = Annotated[
    model.PartialDate,
    Kind(
        "day, month or year",
        dates.parse_partial_date,
        _number_or("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", "Expected 2018-06-05, 2018-06 or 2018"),
    ),
]
Moment: TypeAlias = Annotated[
    datetime.datetime,
    Kind(
        "day, time and zone",
        dates.parse_moment,
        _pattern(_DAY_PATTERN + _TIME_PATTERN, "Expected a day, a time and a zone: 2026-11-22 06:00 +05:30"),
    ),
]
Occurrence: TypeAlias = Annotated[
    model.Occurrence,
    Kind(
        "`2 of 5`, `2` or `all`",
        values.parse_occurrence,
        {**_number_or("(all|[0-9]+( +of +[0-9]+)?)", "Expected 2 of 5, 2, or all"), "minimum": 1},
    ),
]
Language: TypeAlias = Annotated[
    str,
    Kind(
        "language tag",
        values.parse_language,
        _pattern("[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", "Expected a language tag, such as en, hi or pt-BR"),
    ),
]
WebUrl: TypeAlias = Annotated[
    str,
    Kind(
        "web address",
        values.parse_web_url,
        _pattern("[hH][tT][tT][pP][sS]?://.+", "Expected a whole web address, with https://"),
    ),
]
Link: TypeAlias = Annotated[str, Kind("address", values.parse_link, {"type": "string"})]
BaseUrl: TypeAlias = Annotated[
    str,
    Kind(
        "web address",
        values.parse_base_url,
        _pattern("[hH][tT][tT][pP][sS]?://[^?#]+", "Expected a whole web address without ? and #"),
    ),
]
Mail: TypeAlias = Annotated[
    str, Kind("mail address", values.parse_mail, _pattern(".+@.+", "Expected a mail address"))
]
MailOrUrl: TypeAlias = Annotated[
    str, Kind("mail address or web address", values.parse_mail_or_url, {"type": "string"})
]
Domain: TypeAlias = Annotated[str, Kind("host name", values.parse_domain, {"type": "string"})]
Colour: TypeAlias = Annotated[
    str,
    Kind(
        "colour",
        values.parse_colour,
        _pattern("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", 'Expected a colour between quotation marks: "#116329"'),
    ),
]
Picture: TypeAlias = Annotated[str, Kind("path of a picture", values.parse_picture, {"type": "string"})]
Alias: TypeAlias = Annotated[
    str,
    Kind(
        "path from the site's root",
        values.parse_alias,
        _pattern("/.*", "Expected an address from the root of the site: /2018/old-name/"),
    ),
]
Folder: TypeAlias = Annotated[str, Kind("folder", values.parse_folder, {"type": "string"})]
RuleCode: TypeAlias = Annotated[str, Kind("code of a rule", values.parse_code, {"type": "string"})]
Origin: TypeAlias = Annotated[str, Kind("origin", values.parse_origin, {"type": "string"})]
Directive: TypeAlias = Annotated[
    str, Kind("directive", values.parse_directive, {"type": "string", "enum": list(CSP_DIRECTIVES)})
]
OutputName: TypeAlias = Annotated[str, _choice("name of an output", OUTPUT_NAMES)]
Tone: TypeAlias = Annotated[model.Tone, _choice("tone", get_args(model.Tone))]
State: TypeAlias = Annotated[model.State, _choice("state", get_args(model.State))]
Confidence: TypeAlias = Annotated[model.Confidence, _choice("confidence", get_args(model.Confidence))]
SourceKind: TypeAlias = Annotated[model.SourceKind, _choice("kind", get_args(model.SourceKind))]
Stance: TypeAlias = Annotated[model.Stance, _choice("stance", get_args(model.Stance))]
HistoryKind: TypeAlias = Annotated[model.HistoryKind, _choice("kind of change", get_args(model.HistoryKind))]
On: TypeAlias = Annotated[model.On, _choice("part of the article", get_args(model.On))]
Level: TypeAlias = Annotated[model.Level, _choice("level", get_args(model.Level))]
SearchMode: TypeAlias = Annotated[Literal["auto", "on", "off"], _choice("mode", ("auto", "on", "off"))]

Lines: TypeAlias = tuple[Line, ...]
Names: TypeAlias = Annotated[Lines, OrText("one name", lambda text: [text])]
