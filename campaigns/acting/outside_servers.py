"""The two servers outside of Relais, as people set them in the console: for letters, and for what comes back.

Owns the fields of a server and the address that they make. Refuses to keep what does not work: a mail server has taken
a trial letter, a mailbox was opened. What the machine sets (a variable, `relais.toml`) cannot be changed here.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from pydantic import SecretStr

from campaigns import errors
from campaigns.acting import trials
from campaigns.editorial import publications
from campaigns.post import composing
from lists import addresses
from mailer import dkim, headers, mailbox, messages, next_hops
from mailer.dkim import keys
from runtime import audit, stored_settings
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import _

_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465, "imaps": 993}
_ID_BYTES = 15


@dataclass(frozen=True)
class Server:
    """A server, as a form shows it."""

    #: `smtp`, `smtp+starttls`, `smtps` or `imaps`.
    security: str = "smtp+starttls"
    host: str = ""
    #: 0: the usual one.
    port: int = 0
    username: str = ""
    #: Empty where a form shows a server: the one that is kept.
    password: str = ""
    #: The folder of a mailbox.
    folder: str = ""
    is_set: bool = False
    #: Whether a variable or `relais.toml` sets it, so that the console cannot.
    is_fixed: bool = False

    @property
    def shown(self) -> str:
        """What people recognise it by; never its password."""
        return self.host or self.folder

    @property
    def url(self) -> str:
        """Its address, with the password."""
        login = f"{quote(self.username, safe='')}:{quote(self.password, safe='')}@" if self.username else ""
        host = f"[{self.host}]" if ":" in self.host else self.host
        path = f"/{quote(self.folder)}" if self.folder else ""
        return f"{self.security}://{login}{host}:{self.port or _PORTS[self.security]}{path}"


def shown(opened: Installation, name: str) -> Server:
    """Return the server that a setting (`smtp_url` or `mailbox_url`) names, without its password."""
    secret: SecretStr | None = getattr(opened.settings, name)
    is_fixed = stored_settings.is_fixed(opened.settings, name) and secret is not None
    if secret is None:
        return Server(security="imaps" if name == "mailbox_url" else "smtp+starttls")
    parts = urlsplit(secret.get_secret_value())
    return Server(
        parts.scheme, parts.hostname or "", parts.port or 0, unquote(parts.username or ""),
        folder=unquote(parts.path.strip("/")), is_set=True, is_fixed=is_fixed,
    )  # fmt: skip


def keep_mail_server(opened: Installation, server: Server, to: str, actor: str) -> None:
    """Hand a trial letter to a mail server, for the address `to`; keep the server when it takes the letter.

    An empty password is the one that is kept, if the user name is the same.

    Raises:
        runtime.errors.FieldRefused: a field cannot be used, or something else sets the server (`smtp_url`).
        errors.SenderMissing; mailer.errors.MailerError: the server cannot be used, or refused the letter.
    """
    whole = _whole(opened, "smtp_url", server)
    next_hops.parse(whole.url)
    _try_out(opened, whole.url, addresses.parse(addresses.clean(to)).wire)
    _keep(opened, "smtp_url", whole.url, actor)


def try_mail_server(opened: Installation, to: str) -> None:
    """Hand a trial letter for the address `to` to the mail server that is set, by whatever sets it.

    Raises:
        runtime.errors.FieldRefused, errors.SenderMissing, mailer.errors.MailerError; errors.NothingToSendWith.
    """
    if opened.settings.smtp_url is None:
        raise errors.NothingToSendWith
    _try_out(opened, opened.settings.smtp_url.get_secret_value(), addresses.parse(addresses.clean(to)).wire)


def keep_mailbox(opened: Installation, server: Server, actor: str) -> None:
    """Open a mailbox; keep it when it can be read.

    Raises:
        runtime.errors.FieldRefused: a field cannot be used, or something else sets the mailbox (`mailbox_url`).
        mailer.errors.MailboxRefused, mailer.errors.MailboxUnreachable.
    """
    whole = _whole(opened, "mailbox_url", server)
    with mailbox.open_(whole.url):
        pass
    _keep(opened, "mailbox_url", whole.url, actor)


def keep_base_url(opened: Installation, url: str, actor: str) -> None:
    """Keep where the pages are seen from the world: every link of a letter begins with it.

    Raises:
        runtime.errors.FieldRefused.
    """
    if stored_settings.is_fixed(opened.settings, "base_url"):
        raise FieldRefused(field="base_url", reason=_fixed())
    _keep(opened, "base_url", url, actor)


def _whole(opened: Installation, name: str, server: Server) -> Server:
    """Return a server with the password that is kept, where none was typed."""
    if stored_settings.is_fixed(opened.settings, name) and getattr(opened.settings, name) is not None:
        raise FieldRefused(field="host", reason=_fixed())
    if not server.host or not server.host.isascii() or any(sign in server.host for sign in " /@?#"):
        raise FieldRefused(field="host", reason=_("un nom de serveur comme smtp.exemple.fr est attendu"))
    known = getattr(opened.settings, name)
    if server.password or not server.username or known is None:
        return server
    parts = urlsplit(known.get_secret_value())
    if (unquote(parts.username or ""), parts.hostname) != (server.username, server.host):
        return server
    values: dict[str, Any] = {**server.__dict__, "password": unquote(parts.password or "")}
    return Server(**values)


def _keep(opened: Installation, name: str, value: str, actor: str) -> None:
    with opened.database.transaction() as session:
        stored_settings.keep(session, opened.keyring, name, value)
        audit.record(session, opened.clock.now(), actor, "setting.changed", name=name)


def _try_out(opened: Installation, url: str, to: str) -> None:
    settings = opened.settings.model_copy(update={"smtp_url": SecretStr(url), "smtp_fallback_url": None})
    trying = Installation(settings, opened.database, opened.keyring, opened.clock, opened.resolver)
    sender, letter = _letter(opened, to)
    refused = asyncio.run(trials.handed_over(trying, sender, {to: letter}))[to]
    if refused:
        raise FieldRefused(
            field="host", reason=_("le serveur n’a pas pris la lettre d’essai : {why}").format(why=refused)
        )


def _letter(opened: Installation, to: str) -> tuple[str, bytes]:
    """Return the sender, and the trial letter as it goes over the wire."""
    with opened.database.reading() as session:
        found = publications.everything(session)[0]
        name, address, reply_to = found.from_name, found.from_address, found.reply_to
    if not address:
        raise errors.SenderMissing
    domain = address.rpartition("@")[2]
    text = _("Cette lettre d’essai est bien partie de Relais : le serveur d’envoi fonctionne.")
    blank = messages.compile_message(
        headers.service_headers(
            sender=(name, address), reply_to=reply_to or None, subject=(_("Relais : lettre d’essai"),)
        ),
        (f"{text}\n",),
        (f'<!doctype html><html lang="fr"><head><title>Relais</title></head><body><p>{text}</p></body></html>\n',),
        boundary_seed=b"trial",
    )
    now = opened.clock.now()
    left = opened.keyring.sign(b"trial", f"{now.timestamp()}{to}".encode(), _ID_BYTES).hex()
    values = {"to": to, "date": composing.date(now), "message_id": headers.message_id(left, domain)}
    return address, dkim.sign(blank.fill(values), domain, keys.load(opened.settings.keys))


def _fixed() -> str:
    return _("ce réglage est fixé sur le serveur, par la personne qui administre Relais")
