"""The JSON Schema of the shapes, for editors. The only importer of pydantic."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from site_gen.reading.describing import find_shapes
from site_gen.reading.kinds import JsonSchema
from site_gen.reading.schema import FileKind, file_shape


def json_schema(kind: FileKind) -> JsonSchema:
    """Give the JSON Schema (draft 7, as editors read it) of a kind of file."""
    schema = TypeAdapter(file_shape(kind)).json_schema(ref_template="#/definitions/{model}")
    definitions = schema.pop("$defs", None)
    root: JsonSchema = {"$schema": "http://json-schema.org/draft-07/schema#", **_tidy(schema)}
    if kind == "sources":
        root["patternProperties"] = {"^x-": {}}
    if definitions:
        demands = {each.__name__: each.demands for each in find_shapes(file_shape(kind))}
        root["definitions"] = {
            name: {**_tidy(each), **demands.get(name, {})} for name, each in sorted(definitions.items())
        }
    return root


def _tidy(schema: Any) -> Any:
    """Take out the titles that the validator makes of names and defaults that say nothing; allow empty keys."""
    if isinstance(schema, list):
        return [_tidy(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    tidy = {
        key: _tidy(value)
        for key, value in schema.items()
        if not (key == "title" and isinstance(value, str))
        and not (key == "default" and value in (None, [], {}))
    }
    if "properties" in tidy:
        required = schema.get("required", [])
        properties = tidy["properties"].items()
        tidy["properties"] = {key: each if key in required else _or_empty(each) for key, each in properties}
    return tidy


def _or_empty(schema: JsonSchema) -> JsonSchema:
    """Let an optional key be left empty. One type or list of words rather than a choice: editors say more then."""
    notes: JsonSchema = {key: schema[key] for key in ("description", "examples", "default") if key in schema}
    rest = {key: value for key, value in schema.items() if key not in notes}
    choices = [each for each in rest.pop("anyOf", [rest]) if each != {"type": "null"}]
    only = choices[0]
    if len(choices) > 1 or not only.keys() & {"type", "enum"}:
        return {**notes, "anyOf": [*choices, {"type": "null"}]}
    if "enum" in only:
        only = {**only, "enum": [*only["enum"], None]}
    if "type" in only:
        types = only["type"] if isinstance(only["type"], list) else [only["type"]]
        only = {**only, "type": [*types, "null"]}
    return {**notes, **only}
