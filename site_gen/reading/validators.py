"""Shapes -> validators, by the parts that pydantic is made of: its core, which is written in Rust.

pydantic itself would make them of the same annotations, and does so for editors (``json_schema``). But to import it and
to let it look at every type took a sixth of the build that follows an edited claims file. Knows nothing of files.
"""

from __future__ import annotations

from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic_core import CoreSchema, SchemaValidator, core_schema

from site_gen.reading.kinds import Kind, OrText, Shape, key_of
from site_gen.support.structs import FieldInfo, fields

S = TypeVar("S", bound=Shape)


def validate(shape: type[S], values: object) -> S:
    """Read plain values as a shape. Raises pydantic_core's ValidationError, with all errors at once."""
    found: S = _make_validator(shape).validate_python(values)
    return found


@cache
def _make_validator(shape: type[Shape]) -> SchemaValidator:
    return SchemaValidator(_make_shape(shape))


def _make_shape(shape: type[Shape]) -> CoreSchema:
    keys = [_make_key(each) for each in fields(shape)]
    arguments = core_schema.dataclass_args_schema(shape.__name__, keys, extra_behavior="forbid")

    def make(found: tuple[dict[str, Any], object]) -> Shape:
        return shape(**found[0])

    return core_schema.no_info_after_validator_function(make, arguments)


def _make_key(field: FieldInfo) -> core_schema.DataclassField:
    schema = _make_schema(field.type)
    if not field.required:
        schema = core_schema.with_default_schema(schema, default=field.default)
    return core_schema.dataclass_field(field.name, schema, validation_alias=key_of(field.name))


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
