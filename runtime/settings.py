"""The settings of an installation: environment first, then `relais.toml`, then the defaults.

Refuses to read `.env`, and to let a secret show in a representation.
"""

from __future__ import annotations

import ipaddress
import os
import re
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import pydantic
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from runtime import errors, privacy
from runtime.language import N_, _

DEMO_MARK = ".demo"
#: The prefix of the names of settings in the environment, in lower case.
_PREFIX = "relais_"
#: How `relais --config FILE` reaches the processes that it starts.
CONFIG_VARIABLE = "RELAIS_CONFIG"
#: The French wording of what a type expects; the library has only English.
_EXPECTED = {
    "check_links": N_("true ou false est attendu"),
    "smtp_connections": N_("un nombre entier de 1 à 500 est attendu"),
    "now": N_("un moment comme 2009-09-15T10:00 est attendu"),
}
_AT_LINE = re.compile(r"at line (?P<line>\d+)")
#: A password inside an address.
_SECRET = re.compile(r"://[^/@\s]*:[^/@\s]+@")
_BOX = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_SMTP_SCHEMES = ("smtp", "smtp+starttls", "smtps")


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(_("une adresse comme https://lettre.exemple.fr est attendue"))
    return value.rstrip("/")


def _smtp_address(value: SecretStr) -> SecretStr:
    parts = urlsplit(value.get_secret_value())
    if parts.scheme not in _SMTP_SCHEMES or not parts.hostname:
        raise ValueError(_("une adresse comme smtp+starttls://utilisateur:motdepasse@serveur:587 est attendue"))
    return value


def _mailbox_address(value: SecretStr) -> SecretStr:
    parts = urlsplit(value.get_secret_value())
    is_server = parts.scheme == "imaps" and parts.hostname and parts.username
    if not is_server and not (parts.scheme in ("maildir", "mbox") and parts.path.startswith("/") and not parts.netloc):
        raise ValueError(
            _("une adresse comme imaps://utilisateur:motdepasse@serveur/INBOX ou maildir:///chemin est attendue")
        )
    return value


def _box_address(value: str) -> str:
    if not _BOX.fullmatch(value):
        raise ValueError(_("une adresse comme propositions@exemple.fr est attendue"))
    return value


class Settings(BaseModel):
    """Everything that the environment or `relais.toml` may say; see `docs/settings.md`."""

    model_config = ConfigDict(extra="ignore", frozen=True, validate_default=True)

    #: Where the database, images, captured mail and keys are kept.
    data: Path = Path("data")
    #: SQLAlchemy address of the database; SQLite in the data folder unless told otherwise.
    database_url: SecretStr | None = None
    #: The next hop for letters; `None` means that nothing can be sent.
    smtp_url: Annotated[SecretStr, AfterValidator(_smtp_address)] | None = None
    #: Where letters go when that one cannot be used; `None` means that they wait.
    smtp_fallback_url: Annotated[SecretStr, AfterValidator(_smtp_address)] | None = None
    #: Connections to the next hop, per process.
    smtp_connections: int = Field(default=10, ge=1, le=500)
    #: The mailbox to which letters come back; `None` means that returned letters are not read.
    mailbox_url: Annotated[SecretStr, AfterValidator(_mailbox_address)] | None = None
    #: The address to which contributors mail what they propose; it is delivered to that mailbox; `None`: no.
    proposals_address: Annotated[str, AfterValidator(_box_address)] | None = None
    #: Every link in a letter starts with this; the Host header never does.
    base_url: Annotated[str, AfterValidator(_web_address)] = "http://127.0.0.1:8000"
    #: Addresses and networks of proxies, separated by commas, whose `X-Forwarded-For` is trusted.
    proxies: str = "127.0.0.1,::1"
    #: Whether the checks may follow the links of an issue; set it to false on a server without internet access.
    check_links: bool = True
    #: Signing keys; `<data>/keys` unless told otherwise.
    keyring: Path | None = None
    #: Where the clock starts, honoured in a demo folder only.
    now: datetime | None = None

    @property
    def database(self) -> str:
        """The address of the database, with its password if there is one."""
        if self.database_url is None:
            return f"sqlite:///{self.data.absolute() / 'relais.db'}"
        url = self.database_url.get_secret_value()
        return url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def keys(self) -> Path:
        """The folder of the signing keys."""
        return self.keyring or self.data / "keys"

    @property
    def is_demo(self) -> bool:
        """Whether the data folder is marked as a demo."""
        return (self.data / DEMO_MARK).exists()

    @property
    def demo_moment(self) -> datetime | None:
        """Where the clock of a demo starts: as `now` says, else as the mark of its folder does."""
        if self.now is not None:
            return self.now
        try:
            return datetime.fromisoformat((self.data / DEMO_MARK).read_text("utf-8"))
        except (OSError, ValueError):  # a mark without a moment
            return None


def load(file: Path | None = None, **overrides: Any) -> Settings:
    """Read the settings from `file` (default: `relais.toml` here, if there is one) and the environment.

    Raises:
        errors.SettingRefused: a value cannot be used, or a name is unknown.
        errors.SettingsFileRefused: the file cannot be read.
    """
    values = _from_file(file) | overrides | _from_environment()
    try:
        return Settings(**values)
    except pydantic.ValidationError as refused:
        field = str(refused.errors()[0]["loc"][0])
        raise errors.SettingRefused(name=f"RELAIS_{field.upper()}", reason=reason(refused, field)) from None


def is_loopback(url: str) -> bool:
    """Tell whether an address always leads to this very machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def reason(refused: pydantic.ValidationError, field: str) -> str:
    """Return in French what is wrong with a field; never its value, which may be a secret."""
    first = refused.errors()[0]
    if first["type"] == "value_error":
        return str(first["ctx"]["error"])
    return _(_EXPECTED.get(field, N_("un texte est attendu")))


def _from_environment() -> dict[str, str]:
    """Return what the environment holds under our names, in upper or lower case."""
    said = {name.lower(): value for name, value in os.environ.items()}
    return {name: said[key] for name in Settings.model_fields if (key := f"{_PREFIX}{name}") in said}


def _from_file(file: Path | None) -> dict[str, Any]:
    named = file or os.environ.get(CONFIG_VARIABLE)
    chosen = Path(named or "relais.toml")
    if named is None and not chosen.exists():
        return {}
    values = _parsed(chosen)
    if privacy.is_open(chosen) and any(_SECRET.search(str(value)) for value in values.values()):
        reason = _("il contient un mot de passe et d’autres utilisateurs peuvent le lire, tapez « chmod 600 {file} »")
        raise errors.SettingsFileRefused(file=chosen, reason=reason.format(file=chosen))
    known = {key.lower().removeprefix(_PREFIX): value for key, value in values.items()}
    unknown = sorted(set(known) - set(Settings.model_fields))
    if unknown:
        raise errors.SettingRefused(name=unknown[0], reason=_("ce nom est inconnu dans {file}").format(file=chosen))
    return known


def _parsed(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        reason = _("il n’existe pas")
    except OSError:
        reason = _("il ne peut pas être lu")
    except UnicodeDecodeError:
        reason = _("ce n’est pas un texte en UTF-8")
    except tomllib.TOMLDecodeError as problem:
        found = _AT_LINE.search(str(problem))
        where = _("la ligne {line}").format(line=found["line"]) if found else _("la fin")
        reason = _("{where} n’est pas du TOML").format(where=where)
    raise errors.SettingsFileRefused(file=file, reason=reason)
