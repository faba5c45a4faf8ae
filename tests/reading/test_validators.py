"""What reads shapes says just what pydantic would say of the same annotations."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from pydantic_core import ValidationError

from site_gen.reading.describing import find_shapes, keys_of
from site_gen.reading.kinds import Shape
from site_gen.reading.schema import file_shape
from site_gen.reading.validators import validate
from site_gen.support.structs import asdict

SHAPES = sorted(
    {
        shape
        for kind in ("site", "article", "page", "claims", "sources")
        for shape in find_shapes(file_shape(kind))
    },
    key=lambda shape: shape.__name__,
)
ADAPTERS: dict[type[Shape], TypeAdapter[Any]] = {shape: TypeAdapter(shape) for shape in SHAPES}
KEYS = sorted({key for shape in SHAPES for key in keys_of(shape)})
TEXTS = [
    "",
    " ",
    "one",
    "2018-06-05",
    "2018",
    "https://example.org/a",
    "true",
    "inaccurate",
    "draft",
    "2 of 5",
    "/a/",
]

texts = st.sampled_from([*TEXTS, "good", "warn", "claim-has-sources", "#fff", "a/b", "a@example.org", "body"])
values = st.recursive(
    texts | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*KEYS, "from_", "titel", "img-src", "good"]), inner, max_size=5)
    ),
    max_leaves=8,
)


def bare(value: Any) -> object:
    """Give what was read as plain values: pydantic knows no structs and reads dataclasses with the same keys."""
    if isinstance(value, Shape):
        return {key: bare(each) for key, each in asdict(value).items()}
    if dataclasses.is_dataclass(value):
        return {each.name: bare(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {bare(key): bare(each) for key, each in value.items()}
    return tuple(map(bare, value)) if type(value) is tuple else value


def outcome(read: Any, typed: object) -> object:
    try:
        return bare(read(typed))
    except ValidationError as problem:
        return [
            (each["type"], each["loc"], each["input"], str(each.get("ctx", {}).get("error")))
            for each in problem.errors(include_url=False)
        ]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
@given(data=st.data())
def test_shapes_are_read_as_pydantic_reads_them(shape: type[Shape], data: st.DataObject) -> None:
    keys = st.sampled_from([*keys_of(shape), *shape.__struct_fields__, "titel"])
    typed = data.draw(st.dictionaries(keys, values, max_size=8) | values)
    found = outcome(partial(validate, shape), typed)
    assert found == outcome(ADAPTERS[shape].validate_python, typed)
