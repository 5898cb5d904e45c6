"""The names of WordprocessingML by their local part: Word writes them in two namespaces that mean the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_OFF = frozenset({"0", "false", "off", "none"})


def name(element: Any) -> str:
    """Return the local name of an element; empty for comments and other nodes."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Any, attribute: str = "val") -> str:
    """Return an attribute, empty when it is not there."""
    for space in _WORD:
        found = element.get(f"{{{space}}}{attribute}")
        if found is not None:
            return str(found)
    return str(element.get(attribute, ""))


def related(element: Any, attribute: str) -> str:
    """Return an attribute that refers to another part (`r:id`, `r:embed`), empty when it is not there."""
    for key, found in element.attrib.items():
        if key.startswith("{") and key.endswith(f"relationships}}{attribute}"):
            return str(found)
    return ""


def child(element: Any, wanted: str) -> Any:
    """Return the first child of this name; `None` when no child has it."""
    return None if element is None else next((one for one in element if name(one) == wanted), None)


def path(element: Any, *wanted: str) -> Any:
    """Return the first child of the first child…; `None` when one of them is missing."""
    for one in wanted:
        element = child(element, one)
    return element


def within(element: Any, wanted: str) -> Iterator[Any]:
    """Yield every element of a name inside another."""
    return (one for one in element.iter() if name(one) == wanted)


def is_on(properties: Any, wanted: str) -> bool | None:
    """Tell whether a property is switched on or off; `None` when it is absent."""
    found = child(properties, wanted)
    return None if found is None else value(found).lower() not in _OFF
