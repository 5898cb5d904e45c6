"""Building the demo: an installation, its publication, its readers by the ordinary import, an issue.

Refuses every setting that leads outside: whatever the environment says, the database, the keys and the mail server
are those of the demo's folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from campaigns.acting import populating
from campaigns.acting.populating import Population
from campaigns.editorial import imprints
from campaigns.partnership.conventions import reading
from cli import local_files
from cli.demo import articles, drafts, files, folders, partners, staff
from cli.demo.cast import Cast
from lists import importing
from lists.importing.reports import ImportReport
from runtime import installation
from runtime.clock import PARIS
from runtime.installation import Installation
from runtime.settings import Settings

#: When the issue leaves, unless `RELAIS_NOW` says otherwise.
_NOW = datetime(2009, 10, 1, 10, 0, tzinfo=PARIS)
_BASE_URL = "http://127.0.0.1:8000"
_IMPRINT = imprints.Change(
    name="La Lettre de la diversité",
    sender=("Charte de la diversité", "lettre@charte.example"),
    reply_to="partenariat@charte.example",
    postal="1, rue de l’Exemple (démonstration)\n75010 Paris",
    publisher="Secrétariat général de la Charte de la diversité (démonstration)",
    director="Camille Dorval-Exemple",
    basis="legitimate_interest",
    note="Lettre professionnelle aux signataires de la Charte et au réseau des missions locales, "
    "informés lors de la signature, libres de s’y opposer à chaque numéro.",
)
_SEGMENTS: dict[str, dict[str, Any]] = {
    "entreprises de Gironde": {
        "all": [
            {"field": "organisation.kind", "is": "company"},
            {"field": "organisation.departement", "is": "33"},
        ]
    },
    "missions locales": {"field": "organisation.kind", "is": "local_mission"},
    "animations régionales": {"field": "organisation.kind", "is": "regional_network"},
}


@dataclass(frozen=True)
class Built:
    """A demo, ready to be sent."""

    installation: Installation
    #: Files that were imported, and what the import said of each.
    imports: Mapping[str, ImportReport]
    issue_id: int
    #: Those that wait: special, campaign, invitation, convocation, service message.
    drafts: list[int]


def build(folder: Path, smtp_url: str, settings: Settings, cast: Cast, actor: str) -> Built:
    """Build the demo in `folder`, which `folders.prepare` made; letters will go to `smtp_url`."""
    opened, _migrations = installation.make(_inside(folder, smtp_url, settings))
    for name, content in files.written(cast).items():
        (folder / folders.FILES / name).write_bytes(content)
    written = [file for packed in ("items", "others") for file in articles.write(folder / folders.ARTICLES, packed)]
    population = Population(
        imprint=_IMPRINT,
        partners=partners.drawn(folder / folders.FILES),
        imports=tuple(_file(folder / folders.FILES / name) for name in files.KINDS),
        segments=_SEGMENTS,
        articles=tuple(map(local_files.submission, written)),
        issues=(articles.ISSUE, *drafts.ISSUES),
        convention=local_files.convention(reading.SHIPPED),
    )
    made = populating.populate(opened, population, actor)
    staff.begin(opened, made.issues[1], staff.hire(opened, actor))
    return Built(opened, made.imports, made.issues[0], list(made.issues[1:]))


def _inside(folder: Path, smtp_url: str, settings: Settings) -> Settings:
    return settings.model_copy(
        update={
            "data": folder,
            "database_url": None,
            "keyring": None,
            "smtp_url": SecretStr(smtp_url),
            "base_url": _BASE_URL,
            "now": settings.now or _NOW,
        }
    )


def _file(file: Path) -> importing.File:
    return importing.File(file.read_bytes(), file.name, files.KINDS[file.name], origin=files.ORIGINS.get(file.name))
