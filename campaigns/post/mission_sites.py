"""The site of a mission locale as an address that may be linked, in letters and on pages.

What a directory says is not trusted: old rows hold `javascript:`, bare names and worse. Refuses nothing: what cannot be
linked is left out, and the rest of what is said of the mission locale stays.
"""

from __future__ import annotations

from templates import errors, urls

_SCHEMES = ("http://", "https://")


def linkable(typed: str | None) -> str:
    """Return the address in ASCII, with `https://` before a bare name; empty when it cannot be linked."""
    site = (typed or "").strip()
    if "://" not in site and "@" not in site and ":" not in site.partition("/")[0]:
        site = f"https://{site}"
    try:
        found = urls.normalised(site)
    except errors.AddressRefused:
        return ""
    return found if found.startswith(_SCHEMES) and "." in urls.host(found).strip(".") else ""
