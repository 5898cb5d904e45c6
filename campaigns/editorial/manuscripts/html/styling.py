"""What the attributes of an element say to a reader: shown or not, bold or not, item of a list, note, comment."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Any

_BOLD_TAGS, _ITALIC_TAGS = frozenset({"b", "strong", "th"}), frozenset({"i", "em", "cite", "dfn", "address"})
_LIST = re.compile(r"l(?P<list>\d+)\s+level(?P<level>\d)")
#: What LibreOffice calls the notes of a page, and what leads to them.
_NOTE_ID, _ANCHOR = re.compile(r"sd(?:foot|end)note\d+"), re.compile(r"#(sd(?:foot|end)note\d+)sym")
_MARGINS = frozenset({"header", "footer"})
_CLASSES = {"msotitle": 0, "titre": 0}
_HEADING_CLASS = re.compile(r"(?:mso)?(?:heading|titre)(\d)")


class Fate(Enum):
    """What becomes of an element."""

    SHOWN = auto()
    DELETED = auto()
    HIDDEN = auto()
    COMMENT = auto()
    CONTENTS = auto()
    NOTE = auto()
    MARGIN = auto()
    #: Left out without a remark: it has no content for readers.
    WORKINGS = auto()


_WORKINGS = frozenset({
    "head", "style", "script", "xml", "meta", "link", "title", "template", "noscript", "iframe", "object", "svg",
    "input", "select", "textarea", "button", "hr", "video", "audio", "canvas", "embed", "map", "math",
})  # fmt: skip


def styles(element: Any) -> dict[str, str]:
    """Return the declarations of an element's style, names in small letters."""
    pairs = (part.partition(":") for part in (element.get("style") or "").split(";"))
    return {name.strip().lower(): value.strip() for name, _colon, value in pairs if value.strip()}


def classes(element: Any) -> set[str]:
    """Return the classes of an element, in small letters."""
    return set((element.get("class") or "").lower().split())


def fate(element: Any) -> Fate:  # noqa: PLR0911 -- a fate a return
    """Say what becomes of an element."""
    tag, said, named = element.tag, styles(element), classes(element)
    if tag in _WORKINGS or said.get("mso-list", "").lower() == "ignore" or "mso-special-character" in said:
        return Fate.WORKINGS
    if tag == "del" or "msodel" in named:
        return Fate.DELETED
    if "comment" in said.get("mso-element", ""):
        return Fate.WORKINGS  # a copy of the comments; the references to them are counted
    if named & {"msocommentreference", "msocomanchor", "msocomtxt"}:
        return Fate.COMMENT
    if said.get("mso-element", "") in {"footnote-list", "endnote-list"} or is_note(element):
        return Fate.NOTE
    if said.get("mso-element", "") in {"header", "footer"} or (tag == "div" and element.get("title") in _MARGINS):
        return Fate.MARGIN
    if any(name.startswith("msotoc") for name in named):
        return Fate.CONTENTS
    hidden = said.get("display") == "none" or said.get("mso-hide") == "all" or said.get("visibility") == "hidden"
    return Fate.HIDDEN if hidden or element.get("hidden") is not None else Fate.SHOWN


def is_bold(element: Any, *, before: bool) -> bool:
    """Say whether the words of an element are bold."""
    weight = styles(element).get("font-weight", "")
    if weight:
        return weight in {"bold", "bolder"} or (weight.isdecimal() and int(weight) >= 600)
    return before or element.tag in _BOLD_TAGS - {"th"}


def is_italic(element: Any, *, before: bool) -> bool:
    """Say whether the words of an element are italic."""
    style = styles(element).get("font-style", "")
    return style in {"italic", "oblique"} if style else before or element.tag in _ITALIC_TAGS


def level(element: Any) -> int | None:
    """Return the rank of a title, 0 for that of the whole; `None` for other elements."""
    if re.fullmatch(r"h[1-6]", element.tag):
        return int(element.tag[1])
    for name in classes(element):
        if name in _CLASSES:
            return _CLASSES[name]
        if found := _HEADING_CLASS.fullmatch(name):
            return int(found[1])
    outline = styles(element).get("mso-outline-level", "")
    return int(outline) if outline.isdecimal() and 0 < int(outline) < 10 else None


def is_quote(element: Any) -> bool:
    """Say whether an element quotes."""
    return element.tag == "blockquote" or bool(classes(element) & {"msoquote", "msointensequote", "msoblocktext"})


def listed(element: Any) -> tuple[str, int] | None:
    """Return the list of Word that a paragraph is an item of, and its depth from 0."""
    found = _LIST.search(styles(element).get("mso-list", ""))
    return (found["list"], int(found["level"]) - 1) if found else None


def marker(element: Any) -> str:
    """Return the sign before an item of a list of Word: `·`, `1.`, `a)`."""
    for one in element.iter():
        if isinstance(one.tag, str) and styles(one).get("mso-list", "").lower() == "ignore":
            return " ".join((one.text_content() or "").split())
    return ""


def keeps_spaces(element: Any, *, before: bool) -> bool:
    """Say whether every space of an element counts."""
    said = styles(element).get("white-space", "")
    return said.startswith("pre") or (before and not said) or element.tag == "pre"


def is_note(element: Any) -> bool:
    """Say whether an element is a foot note or an end note, as Word or LibreOffice write them."""
    is_word = styles(element).get("mso-element", "") in {"footnote", "endnote"}
    return is_word or bool(_NOTE_ID.fullmatch(element.get("id") or ""))


def note_of(element: Any) -> str | None:
    """Return the id of the note that a link leads to; `None` when it leads elsewhere."""
    if element.tag != "a":
        return None
    said = styles(element)
    anchor = _ANCHOR.fullmatch(element.get("href") or "")
    return said.get("mso-footnote-id") or said.get("mso-endnote-id") or (anchor[1] if anchor else None)


def leads_back(element: Any) -> bool:
    """Say whether a link leads from a note to where it is spoken of."""
    return note_of(element) is not None or bool(classes(element) & {"sdfootnotesym", "sdendnotesym"})


def is_struck(element: Any) -> bool:
    """Say whether the words of an element are crossed out."""
    return element.tag in {"s", "strike"} or "line-through" in styles(element).get("text-decoration", "")


def place(element: Any) -> str:
    """Say where the words of an element stand: `superscript`, `subscript`, or empty for on the line."""
    said = {"super": "superscript", "sub": "subscript"}.get(styles(element).get("vertical-align", ""), "")
    return said or {"sup": "superscript", "sub": "subscript"}.get(element.tag, "")
