"""Shapes -> validators, by the parts that pydantic is made of: its core, which is written in Rust.

pydantic itself would make them of the same annotations, and does so for editors (``json_schema``). But to import it and
to let it look at every type took a sixth of the build that follows an edited claims file. Knows nothing of files.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic_core import CoreSchema, SchemaValidator, core_schema

from site_gen.reading.kinds import Kind, OrText, Shape, key_of

S = TypeVar("S", bound=Shape)


def validate(shape: type[S], values: object) -> S:
    """Read plain values as a shape. Raises pydantic_core's ValidationError, with all errors at once."""
    found: S = _make_validator(shape).validate_python(values)  # type: ignore[arg-type]  # a class is a key
    return found


@cache
def _make_validator(shape: Any) -> SchemaValidator:
    return SchemaValidator(_make_shape(shape))


def _make_shape(shape: type[Shape]) -> CoreSchema:
    fields = list(_make_fields(shape))
    checks = hasattr(shape, "__post_init__")
    arguments = core_schema.dataclass_args_schema(shape.__name__, fields, collect_init_only=checks)
    return core_schema.dataclass_schema(
        shape,
        arguments,
        [field["name"] for field in fields],
        post_init=checks,
        slots=True,
        config={"extra_fields_behavior": "forbid"},
    )


def _make_fields(shape: type[Shape]) -> Iterator[core_schema.DataclassField]:
    hints = get_type_hints(shape, include_extras=True)
    for field in dataclasses.fields(shape):
        schema = _make_schema(hints[field.name])
        if field.default is not dataclasses.MISSING:
            schema = core_schema.with_default_schema(schema, default=field.default)
        yield core_schema.dataclass_field(field.name, schema, validation_alias=key_of(field.name))


def _make_schema(hint: Any) -> CoreSchema:
    """Make the schema of a type as shapes use them."""
    kind, inner = get_origin(hint), get_args(hint)
    if kind is Annotated:
        return _make_annotated(hint)
    if kind in (Union, UnionType):
        return core_schema.nullable_schema(_make_schema(next(each for each in inner if each is not NoneType)))
    if kind is tuple:
        return core_schema.tuple_variable_schema(_make_schema(inner[0]))
    if kind is dict:
        return core_schema.dict_schema(*map(_make_schema, inner))
    return _make_shape(hint)


def _make_annotated(hint: Any) -> CoreSchema:
    inner, *notes = get_args(hint)
    schema = next((note.make_schema() for note in notes if isinstance(note, Kind)), None) or _make_schema(
        inner
    )
    for note in notes:
        if isinstance(note, OrText):
            schema = note.widen_schema(schema)
    return schema
