"""What stands on this machine: the database, the disk, and whether somebody runs what must run each minute."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from campaigns.checking.doctor.results import Result, Status
from campaigns.checking.remedies import Care
from runtime import heartbeats
from runtime import privacy as modes
from runtime.database import Database
from runtime.errors import DatabaseUnreachable
from runtime.installation import Installation
from runtime.language import _, ngettext

#: Free octets: below the first a sending may stop in the middle; below the second it soon may.
_TOO_LITTLE, _LITTLE = 200_000_000, 1_000_000_000
#: Seconds without a tick after which ticking is considered stopped.
LATE = 300
_MINUTE = 60


def database(opened: Installation) -> Iterator[Result]:
    """Yield whether it is whole and can be written to."""
    found = opened.database
    try:
        with found.reading() as session:
            query = "PRAGMA quick_check(1)" if found.is_sqlite else "SHOW server_version"
            said = str(session.execute(sa.text(query)).scalar_one())
        with found.transaction():
            pass  # taking the write lock is the whole test
    except DatabaseUnreachable as problem:
        yield Result("database", Status.FAILED, str(problem))
        return
    if not found.is_sqlite:
        yield Result("database", Status.OK, _("PostgreSQL {version} répond.").format(version=said))
    elif said == "ok":
        yield Result("database", Status.OK, _("SQLite, {size}, intacte.").format(size=_size(_octets(found))))
    else:
        detail = _("La base de données est abîmée ({said}) : restaurez une sauvegarde.").format(said=said)
        yield Result("database", Status.FAILED, detail)


def disk(opened: Installation) -> Iterator[Result]:
    """Yield whether there is room where letters, pictures and, most of the time, the database are kept."""
    folder = opened.settings.data
    try:
        free = shutil.disk_usage(folder).free
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        detail = _("Le dossier « {folder} » ne peut pas être écrit ({why}).")
        yield Result("disk", Status.FAILED, detail.format(folder=folder, why=problem.strerror))
        return
    status = Status.FAILED if free < _TOO_LITTLE else Status.WARNING if free < _LITTLE else Status.OK
    detail = _("{free} libres dans « {folder} ».").format(free=_size(free), folder=folder)
    advice = "" if status is Status.OK else _(" Faites de la place, ou l’envoi s’arrêtera.")
    yield Result("disk", status, detail + advice)


def privacy(opened: Installation) -> Iterator[Result]:
    """Yield whether other users of this machine are kept out of the data folder."""
    folder = opened.settings.data
    if modes.is_open(folder):
        detail = _(
            "D’autres utilisateurs de cette machine peuvent entrer dans « {folder} » : tapez « chmod 700 {folder} »."
        )
        yield Result("privacy", Status.FAILED, detail.format(folder=folder))
    else:
        yield Result("privacy", Status.OK, _("Personne d’autre n’entre dans « {folder} ».").format(folder=folder))


def tick(opened: Installation) -> Iterator[Result]:
    """Yield when what is due was last done, and by which machine."""
    with opened.database.reading() as session:
        last = heartbeats.last(session, heartbeats.TICK)
    if last is None:
        detail = _("Les tâches de chaque minute n’ont encore jamais tourné : confiez-les à cron.")
        yield Result("tick", Status.FAILED, detail, Care.TICK)
        return
    seconds = max(0, opened.clock.epoch() - last.at)
    said = {"age": age(seconds), "machine": last.machine}
    detail = _("Les tâches de chaque minute ont tourné il y a {age} sur {machine}.").format(**said)
    late = seconds > LATE
    advice = _(" Rien n’est parti ni n’a été réessayé depuis : regardez cron.") if late else ""
    status, care = (Status.FAILED, Care.LATE) if late else (Status.OK, Care.TICKED)
    yield Result("tick", status, detail + advice, care, said)


def _octets(database: Database) -> int:
    return Path(str(database.engine.url.database)).stat().st_size


def _size(octets: int) -> str:
    for unit, scale in ((_("Go"), 10**9), (_("Mo"), 10**6)):
        if octets >= scale:
            return f"{octets / scale:.1f}".replace(".", ",") + f"\u00a0{unit}"
    return f"{octets // 1000}\u00a0{_('ko')}"


def age(seconds: int) -> str:
    """Return a time that has passed as people say it."""
    if seconds < _MINUTE:
        return ngettext("{n} seconde", "{n} secondes", seconds).format(n=seconds)
    minutes = seconds // _MINUTE
    if minutes < 2 * _MINUTE:
        return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    return _("{n} heures").format(n=minutes // _MINUTE)
