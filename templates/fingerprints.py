"""The hash of an e-mail's files, overrides included: what an edition was compiled from. Reads nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path

_HERE = Path(__file__).parent
_KINDS = {".mjml", ".txt"}


def fingerprint(name: str, overrides: Path | None = None) -> str:
    """Return the SHA-256 over the files that e-mail `name` may use: its own folder and every block."""
    digest = hashlib.sha256()
    for folder in (f"emails/{name}", "blocks"):
        for path in _files(folder, overrides):
            chosen = overrides / path if overrides and (overrides / path).is_file() else _HERE / path
            digest.update(f"{path}\0".encode() + chosen.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(folder: str, overrides: Path | None) -> list[str]:
    """Return the names of the files in a folder, ours and those added, in one order everywhere."""
    places = [_HERE / folder, *([overrides / folder] if overrides else [])]
    return sorted({f"{folder}/{file.name}" for place in places for file in place.glob("*") if file.suffix in _KINDS})
