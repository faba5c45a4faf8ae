"""What the handlers of one preview share: the site's thread, the name of what is shown, the right to write."""

from __future__ import annotations

import secrets

from site_gen.preview.worker import Worker
from site_gen.support.structs import Struct, field


class Stage(Struct):
    """One run of the preview."""

    worker: Worker
    run: str = field(default_factory=lambda: secrets.token_hex(4))
    """Pages left open from an earlier run must not take its builds for ours."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """Only who has read a page of this run can write."""
    number: int = 0

    @property
    def build(self) -> str:
        """The name of what is shown now; no two are alike."""
        return f"{self.run}-{self.number}"
