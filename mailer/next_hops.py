"""The next server, from the one line that an administrator writes. Refuses to send a password in clear text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import SplitResult, unquote, urlsplit

from mailer import errors
from runtime.language import _


class Security(StrEnum):
    """How the connection is made private."""

    NONE = "smtp"
    STARTTLS = "smtp+starttls"
    TLS = "smtps"


_PORTS = {Security.NONE: 25, Security.STARTTLS: 587, Security.TLS: 465}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Hop:
    """Where letters are handed over."""

    #: Name or IP address of the server.
    host: str
    port: int
    security: Security = Security.NONE
    #: `None` when the server asks for no authentication.
    username: str | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def place(self) -> str:
        """Host and port, as people read them."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def parse(url: str) -> Hop:
    """Read `smtp://host:25`, `smtp+starttls://user:password@host:587` or `smtps://user:password@host:465`.

    User name and password are percent-encoded (RFC 3986 2.1). The port may be left out: 25, 587 and 465.

    Raises:
        errors.HopRefused: with the reason, which never repeats the password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
        security = Security(parts.scheme)
    except ValueError:
        raise errors.HopRefused(reason=_("smtp://serveur:25, smtp+starttls:// ou smtps:// est attendu")) from None
    if not _is_host(parts.hostname) or parts.path not in ("", "/") or parts.query or parts.fragment or port == 0:
        raise errors.HopRefused(reason=_("un nom de serveur seul, sans chemin, est attendu"))
    username, password = _credentials(parts)
    host = parts.hostname or ""
    if password is not None and security is Security.NONE and host not in _LOOPBACK:
        raise errors.HopRefused(
            reason=_("un mot de passe ne voyage pas en clair, écrivez smtp+starttls:// ou smtps://")
        )
    return Hop(host, port or _PORTS[security], security, username, password)


def _is_host(name: str | None) -> bool:
    return name is not None and name.isascii() and name.isprintable() and bool(name) and " " not in name


def _credentials(parts: SplitResult) -> tuple[str | None, str | None]:
    if parts.username is None and parts.password is None:
        return None, None
    username, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not username or not password or not (username + password).isprintable():
        raise errors.HopRefused(reason=_("un identifiant et un mot de passe sont attendus ensemble"))
    return username, password
