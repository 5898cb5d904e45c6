"""The letters that were written for these tests, with what they are. Owns no test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "letters"
#: Kind/name -> what is expected of each address.
LABELS: dict[str, list[dict[str, Any]]] = json.loads((FOLDER / "labels.json").read_text("utf-8"))


def letter(name: str) -> bytes:
    """Return the bytes of one letter, `kind/name`."""
    return (FOLDER / f"{name}.eml").read_bytes()
