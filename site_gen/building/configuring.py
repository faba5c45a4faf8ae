"""The configuration, from the cache where ``site.yaml`` is as it was.

To read it means to import all that reads YAML, which a build after an edited text does not need.
"""

from __future__ import annotations

from pathlib import Path

from site_gen.building.cache import Cache
from site_gen.building.inputs import CONFIG, Inputs
from site_gen.model import Config
from site_gen.outputs.output import fingerprint
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.texts import decode_text

ConfigReading = tuple[Config | None, tuple[Diagnostic, ...]]
"""The configuration, None where ``site.yaml`` cannot be read; its problems."""


def load_known_config(
    root: Path, environment: str, inputs: Inputs, cache: Cache
) -> tuple[ConfigReading, str]:
    """Give the configuration, and its key in the cache."""
    key = _name(environment, inputs)
    match cache.get(key):
        case (Config() as config, tuple() as problems):
            return (config, problems), key
    from site_gen.reading.config import load_config, parse_config  # noqa: PLC0415 - heavy, see above

    try:
        data = inputs.read(CONFIG)
    except OSError:
        read, found = load_config(root)  # which says what is wrong
        return (read, tuple(found)), key
    file, found = decode_text(CONFIG, data)
    read, more = parse_config(file) if file else (None, [])
    reading = read, (*found, *more)
    key = _name(environment, inputs)  # of the bytes just read
    if read is not None:
        cache.put(key, reading, published=True)
    return reading, key


def _name(environment: str, inputs: Inputs) -> str:
    return fingerprint("config", environment, inputs.digest(CONFIG))
