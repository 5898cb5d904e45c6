"""What a page shows of a partner: a link to its site, its logo, a document of it. Pure: octets in, a value out.

A link counts by its host, with or without `www.`; a logo by its alternative text, or by standing in that link.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

#: Octets of a page that are looked at.
MOST = 2_000_000


@dataclass(frozen=True)
class Shown:
    """What was found."""

    link: bool
    logo: bool


def look(content: bytes, base: str, site: str, names: tuple[str, ...]) -> Shown:
    """Look into a page at `base` for a partner with this site and these names."""
    host = _host(site)
    page = _parsed(content)
    links = [one for one in page.iter("a") if host and _host(urljoin(base, (one.get("href") or "").strip())) == host]
    drawn = any(one.find(".//img") is not None for one in links)
    named = any(_says(one.get("alt") or "", names) for one in page.iter("img"))
    return Shown(link=bool(links), logo=drawn or named)


def offers(content: bytes, base: str, document: str) -> Shown:
    """Look into a page for a link to a document: its address ends in the document's name, whatever its version."""
    links = (urljoin(base, (one.get("href") or "").strip()) for one in _parsed(content).iter("a"))
    found = any(_last(link).startswith(document.casefold()) for link in links)
    return Shown(link=found, logo=False)


def _parsed(content: bytes) -> html.HtmlElement:
    try:
        return html.document_fromstring(content[:MOST])
    except (etree.ParserError, ValueError):
        return html.document_fromstring("<p></p>")


def _last(url: str) -> str:
    try:
        return urlsplit(url).path.rstrip("/").rpartition("/")[2].casefold()
    except ValueError:
        return ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _says(alt: str, names: tuple[str, ...]) -> bool:
    words = " ".join(alt.split()).casefold()
    return any(one and one.casefold() in words for one in names)
