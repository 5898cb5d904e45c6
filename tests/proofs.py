"""Proofs of letters, written down for tests to read. Owns no test."""

from __future__ import annotations

from pathlib import Path

from campaigns.acting import proofing
from campaigns.acting.proofing import Rendered
from cli import disk
from runtime.installation import Installation
from templates import looking
from templates.looking import Looks


def render(opened: Installation, issue: int, email: str, folder: Path, looks: Looks = looking.ALONE) -> Rendered:
    """Write the letter of one reader into a folder, as `relais issues render` does."""
    rendered = proofing.render(opened, issue, email, looks)
    disk.write(folder, rendered.files)
    return rendered
