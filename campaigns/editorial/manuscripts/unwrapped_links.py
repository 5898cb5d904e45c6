"""Links with their real targets, without the redirects that mail programs and Google Docs add.

Outlook's Safe Links contain the address of the person who received the mail: it must not get into a letter.
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from runtime.errors import RelaisError
from templates import urls

#: Host, or the end of one -> the parameter that holds where the link leads.
_DETOURS = {".safelinks.protection.outlook.com": "url", "www.google.com": "q"}
_MOST = 3


def address(link: str) -> str | None:
    """Return where a link leads, as a letter writes it; `None` when it does not lead to the web."""
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
