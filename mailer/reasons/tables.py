"""Tables of phrases in text files: one pattern per line, in named sections whose order is kept.

`[name]` opens a section; `[@name]` opens one that what stands below may use, by writing `@name` inside a pattern. A
line that begins with `#` is a comment. Owns the form of these files, and refuses to know what they are about.
"""

from __future__ import annotations

import re
from functools import partial
from importlib import resources

_SECTION = re.compile(r"\[(@?[\w ]+)\]")
_USE = re.compile(r"@(\w+)")


def read(package: str, name: str) -> dict[str, re.Pattern[str]]:
    """Return the sections of a file of a package, each as one pattern, in order; for folded text."""
    return {section: re.compile("|".join(lines)) for section, lines in read_lines(package, name).items()}


def read_lines(package: str, name: str) -> dict[str, tuple[str, ...]]:
    """Return the sections of a file of a package as the sources of their patterns, one for each line, in order."""
    shared: dict[str, str] = {}
    told: dict[str, tuple[str, ...]] = {}
    for section, written in _sections(resources.files(package).joinpath(name).read_text("utf-8")).items():
        lines = tuple(_USE.sub(partial(_used, shared), line) for line in written)
        if section.startswith("@"):
            shared[section[1:]] = "|".join(lines)
        else:
            told[section] = lines
    return told


def _sections(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        opening = _SECTION.fullmatch(line)
        if opening is not None:
            current = found.setdefault(opening[1], [])
        elif not line.startswith("#"):
            current.append(line)
    return found


def _used(shared: dict[str, str], use: re.Match[str]) -> str:
    """Return what is shared under a name; a name that is none, such as that of a host, stays as it is."""
    return f"(?:{shared[use[1]]})" if use[1] in shared else use[0]
