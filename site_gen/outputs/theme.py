"""The theme as outputs see it: templates to render with, and the assets that pages link to."""

from __future__ import annotations

from site_gen.outputs.assets import Assets
from site_gen.outputs.fonts import FontFile
from site_gen.presenting.templating import Templates
from site_gen.support.diagnostics import Diagnostic
from site_gen.support.structs import Struct


class Theme(Struct, frozen=True):
    """The packaged theme with the site's own files over it."""

    templates: Templates
    assets: Assets
    fonts: tuple[FontFile, ...] = ()
    """For share images, by name."""
    diagnostics: tuple[Diagnostic, ...] = ()
