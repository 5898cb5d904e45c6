"""Who wrote a request: our own page, or another site in the name of whoever is signed in.

Browsers say it themselves: `Sec-Fetch-Site`, else `Origin` (Fetch 3.1; over plain HTTP the first is not sent to a
name). Refuses every request that changes something and bears a session, unless one of the two says that it is ours.
A page that sends no referrer has « Origin: null », so the console's policy is `same-origin`.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from web.errors import Forged

_SAFE = ("GET", "HEAD", "OPTIONS")


def require_ours(method: str, headers: Mapping[str, str], base_url: str, *, has_session: bool) -> None:
    """Let a request pass that our own page wrote; `headers` by lower-case name.

    Raises:
        Forged.
    """
    if method in _SAFE:
        return
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        ours = site in ("same-origin", "none")
    elif origin is not None:
        ours = urlsplit(origin).netloc.lower() in _hosts(headers, base_url)
    else:  # not a browser; a program has no session
        ours = not has_session
    if not ours:
        raise Forged


def _hosts(headers: Mapping[str, str], base_url: str) -> set[str]:
    """Return where our pages stand: a proxy may have written another Host."""
    return {headers.get("host", "").lower(), urlsplit(base_url).netloc.lower()} - {""}
