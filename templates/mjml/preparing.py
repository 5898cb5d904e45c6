r"""MJML prepared for its compiler, which writes attribute values with the escapes of another language.

Every value becomes one line of ASCII: a line end, a backslash, a quote or a hard space in it would come out as
`\n`, `\\`, `\"` or `\u{a0}`. The title is treated alike, because the compiler copies it into an attribute. Hosts are
written as A-labels, because the inliner would percent-encode them. Fonts to fetch are left out, and the styles to
inline are taken out for the inliner. A padding of `0` gets its unit, or the compiler would not take the padding beside
it off the widths that Outlook reads; of an attribute that is given twice the first counts, as in the MJML of npm; the
width of a picture is whole. Refuses to check: `linting` did.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from templates import urls
from templates.mjml import scanning


@dataclass(frozen=True)
class Prepared:
    """MJML that can be compiled, and what is to be inlined afterwards."""

    mjml: str
    #: The content of every `mj-style inline="inline"`.
    css: str


def prepare(source: str) -> Prepared:
    """Rewrite a document that `linting` found well-formed."""
    pieces: list[str] = []
    inline: list[str] = []
    position = 0
    holder: scanning.Tag | None = None
    for tag in scanning.tags(source):
        between = source[position : tag.start]
        written = scanning.with_values(scanning.once(source[tag.start : tag.end]), partial(_attribute, tag.name))
        position = tag.end
        if holder is None:
            pieces += [between, "" if tag.name == "mj-font" else written]
            holder = tag if _special(tag) else None
        elif tag.closing and tag.name == holder.name:
            if holder.name == "mj-title":
                pieces += [_value(between), written]
            else:
                pieces.pop()
                inline.append(between)
            holder = None
    pieces.append(source[position:])
    return Prepared("".join(pieces), "\n".join(inline))


def _special(tag: scanning.Tag) -> bool:
    if tag.closing or tag.alone:
        return False
    return tag.name == "mj-title" or (tag.name == "mj-style" and tag.get("inline") == "inline")


def _attribute(tag: str, name: str, value: str) -> str:
    if name in {"href", "src"}:
        value = urls.with_ascii_host(value)
    elif tag.startswith("mj-") and name.removeprefix("inner-").startswith("padding"):
        value = re.sub(r"(?<![\w.])0(?![\w.%])", "0px", value)
    elif tag == "mj-image" and name == "width":
        value = re.sub(r"^\s*(\d+)\.\d+(?=px)", r"\1", value)
    return _value(value)


def _value(value: str) -> str:
    line = re.sub(r"\s+", " ", value, flags=re.ASCII)
    escaped = line.replace("\\", "&#92;").replace('"', "&quot;")
    return "".join(sign if sign.isascii() else f"&#{ord(sign)};" for sign in escaped)
