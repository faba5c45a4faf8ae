"""The sources that several articles use, as read. Apart from the reading itself, which is heavy to import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from site_gen.support.structs import Struct, field


class SharedSources(Struct, frozen=True):
    """Sources by id."""

    entries: Mapping[str, Any] = field(default_factory=dict)
    """A ``SourceShape`` each. One with errors is here too, without the keys that were wrong: to cite it is no further
    error."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """The hash of what each entry says, for cache keys."""
