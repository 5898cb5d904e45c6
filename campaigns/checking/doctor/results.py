"""What an examination found: a name that scripts know, a word, and a French sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from runtime.errors import RelaisError
from runtime.language import N_
from runtime.remedies import Remedy


class Status(StrEnum):
    """The status of one check."""

    OK = "ok"
    #: Letters leave, and a person should look at it one day soon.
    WARNING = "warning"
    #: Letters do not leave, or are refused, or their readers cannot leave the list.
    FAILED = "failed"


#: What people read.
STATUSES = {Status.OK: N_("bien"), Status.WARNING: N_("à voir"), Status.FAILED: N_("échec")}
CHECKS = {
    "database": N_("base de données"),
    "disk": N_("disque"),
    "privacy": N_("dossier fermé aux autres"),
    "smtp": N_("serveur d’envoi"),
    "smtp_fallback": N_("second serveur"),
    "spf": "SPF",
    "dkim": "DKIM",
    "dmarc": "DMARC",
    "base_url": N_("adresse des liens"),
    "tick": N_("tâches de chaque minute"),
    "messages": N_("messages de service"),
    "requests": N_("demandes sur les données"),
}


@dataclass(frozen=True)
class Record:
    """A TXT record that the DNS should publish."""

    #: Its whole name, without a dot at its end.
    name: str
    text: str


@dataclass(frozen=True)
class Result:
    """One thing that was looked at."""

    #: Stable name of the check; a check with several parts appears several times.
    check: str
    status: Status
    #: What was seen and, unless all is well, what to do.
    detail: str
    #: What can be done, when the detail does not say it; or the error that tells what is wrong.
    remedy: Remedy | type[RelaisError] | None = None
    #: What the detail is made of, for faces that say it in other words.
    data: Mapping[str, Any] = field(default_factory=dict)
    #: What mends it, where it is one line in the DNS.
    record: Record | None = None

    def as_json(self) -> dict[str, str]:
        """Return the shape that `--json` promises."""
        return {"check": self.check, "status": self.status.value, "detail": self.detail}
