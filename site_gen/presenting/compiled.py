"""Templates as Python has them, kept from one process to the next: to compile them is a sixth of what an edit costs.

What is kept is code, so it belongs beside the program's own: whoever can write there can change the program anyway.
Knows neither Jinja nor where that is.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Collection
from types import CodeType

from site_gen.support.files import digest
from site_gen.support.structs import Struct, field

References = tuple[str | None, ...]
"""The names of the templates that a template names; None for each that it works out."""


class Compiled(Struct, frozen=True):
    """What is known of templates, by ``name_text``."""

    code: dict[str, CodeType] = field(default_factory=dict)
    references: dict[str, References] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    """Those of which something has turned out that was not kept."""

    def find_code(self, name: str, text: str, make: Callable[[str, str], CodeType]) -> CodeType:
        """Give a template's code, made where it is not known yet. Raises what ``make`` raises."""
        key = name_text(name, text)
        if key not in self.code:
            self.code[key] = make(name, text)
            self.fresh.add(key)
        return self.code[key]

    def find_references(self, name: str, text: str, find: Callable[[str, str], References]) -> References:
        """Give what a template names, looked for where it is not known yet. Raises what ``find`` raises."""
        key = name_text(name, text)
        if key not in self.references:
            self.references[key] = find(name, text)
            self.fresh.add(key)
        return self.references[key]


def name_text(name: str, text: str) -> str:
    """Give what tells a template from all others, in whatever folder it stands."""
    return digest(f"{name}\0{text}".encode("utf-8", "surrogatepass"))


def render_compiled(compiled: Compiled, names: Collection[str], stamp: str) -> bytes:
    """Give the bytes that ``parse_compiled`` reads, with the templates ``names``. ``stamp`` tells what made it."""
    code = {name: compiled.code[name] for name in names if name in compiled.code}
    references = {name: compiled.references[name] for name in names if name in compiled.references}
    content = marshal.dumps((code, references))
    return _seal(content, stamp) + b"\n" + content


def parse_compiled(data: bytes, stamp: str) -> Compiled:
    """Read what ``render_compiled`` gave; nothing where the stamp is another one, or the bytes are damaged.

    Told by a digest: of damaged bytes ``marshal`` makes other code, or asks for more memory than there is.
    """
    seal, _, content = data.partition(b"\n")
    if seal != _seal(content, stamp):
        return Compiled()
    return Compiled(*marshal.loads(content))  # noqa: S302 - the program's own


def _seal(content: bytes, stamp: str) -> bytes:
    return digest(stamp.encode() + b"\0" + content).encode()
