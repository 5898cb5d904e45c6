"""Web addresses that a letter may link to, written in the one form that every mail client understands.

Refuses schemes other than http, https, mailto and tel, hosts that are not names, and what browsers and mail programs
read in different ways (a backslash, a name before `@`). Never looks anything up.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import idna

from runtime.language import _
from templates import errors

_WEB = re.compile(r"(https?://)([^/?#:@\s]+)(?=[/?#:]|$)")
_SAFE = "%:/?#[]@!$&'()*+,;=~"
#: RFC 3966, with the blanks that people type; emergency numbers have two digits.
_TELEPHONE = re.compile(r"\+?(?:[0-9][-. ()\u00a0\u202f]*){2,20}")


def normalised(url: str) -> str:
    """Return `url` in ASCII: host as A-labels (IDNA 2008), the rest percent-encoded (RFC 3986).

    Raises AddressRefused.
    """
    stripped = url.strip()
    if "\\" in stripped:
        raise _refused(url, _("elle contient une barre « \\ », que les navigateurs lisent de plusieurs façons"))
    try:
        parts = urlsplit(stripped)
        port = parts.port
    except ValueError as broken:
        raise _refused(url, _("elle est mal formée")) from broken
    if parts.scheme == "mailto":
        return "mailto:" + quote(stripped.partition(":")[2], safe=_SAFE)
    if parts.scheme == "tel":
        return "tel:" + _telephone(url, unquote(stripped.partition(":")[2]))
    if parts.scheme not in {"http", "https"}:
        raise _refused(url, _("elle doit commencer par « https:// », « http:// », « mailto: » ou « tel: »"))
    if "@" in parts.netloc:
        raise _refused(url, _("un nom d’utilisateur précède « @ », ce qui cache le site : donnez l’adresse sans lui"))
    host = _host(url, parts.hostname or "") + (f":{port}" if port else "")
    return urlunsplit(
        (
            parts.scheme,
            host,
            quote(parts.path, safe=_SAFE),
            quote(parts.query, safe=_SAFE),
            quote(parts.fragment, safe=_SAFE),
        )
    )


def is_web(url: str) -> bool:
    """Say whether an address leads to a page, rather than to a mailbox or a telephone."""
    return url.startswith(("http://", "https://"))


def with_ascii_host(url: str) -> str:
    """Return a web address with its host as A-labels; any other text is returned unchanged."""
    found = _WEB.match(url)
    if found is None or url.isascii():
        return url
    try:
        return found[1] + idna.encode(found[2], uts46=True).decode() + url[found.end() :]
    except idna.IDNAError:
        return url


def host(url: str) -> str:
    """Return the host of an address, an empty string when it has no host."""
    return urlsplit(url).hostname or ""


def image(src: str) -> str:
    """Return the address of a picture: `cid:` as it is, http and https normalised; raises AddressRefused."""
    if src.startswith("cid:"):
        return "cid:" + quote(src[4:], safe="@.+-_")
    if not src.startswith(("http://", "https://")):
        raise _refused(src, _("une image se trouve à une adresse « https:// » ou « cid: »"))
    return normalised(src)


def _host(url: str, name: str) -> str:
    try:
        return name if name.isascii() and _plain(name) else idna.encode(name, uts46=True).decode()
    except idna.IDNAError as broken:
        raise _refused(url, _("son nom de site n’existe pas sous cette forme")) from broken


def _telephone(url: str, typed: str) -> str:
    if not _TELEPHONE.fullmatch(typed.strip()):
        raise _refused(url, _("ce n’est pas un numéro de téléphone comme tel:+33102030405"))
    return re.sub(r"[^+0-9]", "", typed)


def _plain(name: str) -> bool:
    return name != "" and all(sign.isalnum() or sign in "-._" for sign in name)


def _refused(url: str, reason: str) -> errors.AddressRefused:
    return errors.AddressRefused(url=url[:200], reason=reason)


def same(words: str, url: str) -> bool:
    """Say whether `words` are the address itself, as people write it."""
    return words.strip().removeprefix("https://").removeprefix("http://").rstrip("/") == url.partition("://")[2].rstrip(
        "/"
    )
