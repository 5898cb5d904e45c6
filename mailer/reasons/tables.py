"""Tables of phrases in text files: one pattern per line, in named sections whose order is kept.

`[name]` opens a section; `[@name]` opens one that others may use, by writing `@name` inside a pattern. A line that
begins with `#` is a comment. Owns the form of these files, and refuses to know what they are about.
"""

from __future__ import annotations

import re
from importlib import resources

_SECTION = re.compile(r"\[(@?[\w ]+)\]")
_USE = re.compile(r"@(\w+)")


def read(package: str, name: str) -> dict[str, re.Pattern[str]]:
    """Return the sections of a file of a package, each as one pattern, in order; for folded text."""
    found = _sections(resources.files(package).joinpath(name).read_text("utf-8"))
    shared = {name[1:]: _joined(lines, {}) for name, lines in found.items() if name.startswith("@")}
    return {name: re.compile(_joined(lines, shared)) for name, lines in found.items() if not name.startswith("@")}


def _sections(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        opening = _SECTION.fullmatch(line)
        if opening is not None:
            current = found.setdefault(opening[1], [])
        elif not line.startswith("#"):
            current.append(line)
    return found


def _joined(lines: list[str], shared: dict[str, str]) -> str:
    return "|".join(
        _USE.sub(lambda use: f"(?:{shared[use[1]]})" if use[1] in shared else use[0], line) for line in lines
    )
