"""The files of an e-mail, overrides included, and their hash: records what an edition was compiled from."""

from __future__ import annotations

import hashlib
from pathlib import Path

from templates import designs

HERE = Path(__file__).parent
#: How the names of templates end.
KINDS = {".mjml", ".txt"}


def fingerprint(name: str, overrides: Path | None = None, design: str = "") -> str:
    """Return the SHA-256 over the files that e-mail `name` may use: its own folder, the layout, every block."""
    digest = hashlib.sha256()
    for path in files(name, overrides, design):
        digest.update(f"{path}\0".encode() + chosen(path, overrides).read_bytes() + b"\0")
    return digest.hexdigest()


def files(name: str, overrides: Path | None, design: str = "") -> list[str]:
    """Return the names of the files that an e-mail may use, ours and those added, in the same order everywhere."""
    common = [f"emails/{name}", "layout", "blocks"]
    own = designs.folder(design)
    folders = [*common, *(f"{own}/{folder}" for folder in common if own)]
    return [path for folder in folders for path in _inside(folder, overrides)]


def chosen(path: str, overrides: Path | None) -> Path:
    """Return the file in force: the override, where there is one."""
    return overrides / path if overrides and (overrides / path).is_file() else HERE / path


def _inside(folder: str, overrides: Path | None) -> list[str]:
    places = [HERE / folder, *([overrides / folder] if overrides else [])]
    return sorted({f"{folder}/{file.name}" for place in places for file in place.glob("*") if file.suffix in KINDS})
