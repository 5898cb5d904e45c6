"""Links as they lead, without the detours that mail programs and Google Docs put before them.

Safe Links of Outlook carry the address of whoever received the mail: nobody's address goes into a letter so.
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from runtime.errors import RelaisError
from templates import urls

#: Host, or the end of one -> the parameter that holds where the link leads.
_DETOURS = {".safelinks.protection.outlook.com": "url", "www.google.com": "q"}
_MOST = 3


def address(link: str) -> str | None:
    """Return where a link leads, as a letter writes it; None when that is nowhere on the web."""
    try:
        for _step in range(_MOST):
            link = _past(link)
        return urls.normalised(link)
    except (RelaisError, ValueError):
        return None


def _past(link: str) -> str:
    parts = urlsplit(link)
    host = parts.hostname or ""
    if host == "www.google.com" and parts.path != "/url":
        return link
    named = next((name for end, name in _DETOURS.items() if host == end or host.endswith(end)), None)
    return parse_qs(parts.query).get(named, [link])[0] if named else link
