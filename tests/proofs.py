"""Proofs of letters, written down for tests to read. Owns no test."""

from __future__ import annotations

from pathlib import Path

from campaigns.acting import previewing
from campaigns.acting.previewing import Rendered
from cli import local_files
from runtime.installation import Installation
from templates.views import renditions
from templates.views.renditions import Looks


def render(opened: Installation, issue: int, email: str, folder: Path, looks: Looks = renditions.ALONE) -> Rendered:
    """Write the letter of one reader into a folder, as `relais issues render` does."""
    rendered = previewing.render(opened, issue, email, looks)
    local_files.write(folder, rendered.files)
    return rendered
