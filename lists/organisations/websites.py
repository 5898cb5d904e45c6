"""The web site of an organisation, in the one form that a letter may link to. Pure.

Refuses everything but http and https, and hosts that are no names; a name without its scheme is given https.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

import idna

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
#: A name, perhaps a port, and what follows: neither a scheme of its own nor an address of e-mail.
_BARE = re.compile(r"[^/?#:@\s]+\.[^/?#:@\s]+(:\d{1,5})?([/?#].*)?")
_FORBIDDEN = re.compile(r"[\s\\<>\"'`{}|^]")
_SAFE = "%:/?#[]@!$&()*+,;=~"
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


def parse(text: str) -> str | None:
    """Return the address of a site; `None` when this is none."""
    whole = text if _SCHEME.match(text) else f"https://{text}" if _BARE.fullmatch(text) else ""
    if not whole or _FORBIDDEN.search(whole):
        return None
    try:
        parts = urlsplit(whole)
        port = f":{parts.port}" if parts.port else ""
        host = idna.encode(parts.hostname or "", uts46=True).decode()
    except (ValueError, idna.IDNAError):
        return None
    labels = host.split(".")
    is_name = len(labels) > 1 and not labels[-1].isdigit() and all(map(_LABEL.fullmatch, labels))
    if "@" in parts.netloc or not is_name:
        return None
    behind = whole[whole.index("://") + 3 + len(parts.netloc) :]
    return f"{parts.scheme}://{host}{port}{quote(behind, safe=_SAFE)}"
