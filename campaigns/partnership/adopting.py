"""Storing a convention and its amendments: an amendment says what changes, and its own period.

Refuses an amendment without a convention, and one that would begin before what it amends.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from campaigns.editorial import wordings
from campaigns.partnership import evidence
from campaigns.partnership.conventions import Convention, everything, newest, reading, versions
from campaigns.partnership.errors import ConventionRefused, NothingToAmend
from campaigns.partnership.evidence import Nature
from runtime import audit
from runtime.files import File
from runtime.installation import Installation
from runtime.language import _


def set_(opened: Installation, file: File, actor: str) -> Convention:
    """Store a convention; the same file again changes nothing.

    Raises:
        errors.ConventionRefused.
    """
    with opened.database.transaction() as session:
        return enter(session, file, opened.clock.now(), actor)


def enter(session: Session, file: File, now: datetime, actor: str) -> Convention:
    """Store a convention within a transaction; raises as `set_`."""
    before = newest(session)
    made = versions.keep(session, reading.document(file), file.name, now, actor, amends=0)
    if made != before:
        wordings.hand_down(session, made.version, made.first_day, made.words)
        audit.record(session, now, actor, "convention.set", version=made.version)
    return made


def amend(opened: Installation, file: File, actor: str) -> Convention:
    """Store an amendment to the newest version; what its file leaves out stays as it was, but for the three days.

    Raises:
        errors.NothingToAmend, errors.ConventionRefused.
    """
    said = reading.document(file)
    now = opened.clock.now()
    with opened.database.transaction() as session:
        before = newest(session)
        if before is None:
            raise NothingToAmend
        whole = _amended(versions.document(session, before.version), said)
        made = versions.keep(session, whole, file.name, now, actor, amends=before.version)
        if made == before:
            return made
        if made.first_day <= before.first_day:
            reason = _("l’avenant commence le {day}, pas après le début de ce qu’il modifie")
            day = made.first_day.isoformat()
            raise ConventionRefused(file=file.name, place="first_day", reason=reason.format(day=day))
        wordings.hand_down(session, made.version, made.first_day, made.words)
        _prove(session, made, actor)
        audit.record(session, now, actor, "convention.amended", version=made.version)
        return made


def listed(opened: Installation) -> tuple[Convention, ...]:
    """Return every stored version, in the order in which they were stored."""
    with opened.database.reading() as session:
        return everything(session)


def _prove(session: Session, made: Convention, actor: str) -> None:
    text = _("Avenant signé le {day}").format(day=made.signed_on.isoformat())
    subject = f"amendment:{made.version}"
    evidence.attach(
        session, "amendment", on=made.signed_on, subject=subject, text=text, nature=Nature.OBSERVED, actor=actor
    )


def _amended(before: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Return a whole document: what an amendment says, over what it does not say."""
    kept = {key: value for key, value in before.items() if key not in reading.DAYS}
    whole = kept | dict(said)
    for name in ("rules", "words"):
        if isinstance(said.get(name), dict):
            whole[name] = _merged(before.get(name, {}), said[name])
    if isinstance(said.get("commitments"), list):
        earlier = {one["id"]: one for one in before["commitments"]}
        whole["commitments"] = [
            earlier.get(one.get("id"), {}) | one if isinstance(one, dict) else one for one in said["commitments"]
        ]
    return whole


def _merged(before: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    both = {
        key: before[key] | value
        for key, value in said.items()
        if isinstance(value, dict) and isinstance(before.get(key), dict)
    }
    return dict(before) | dict(said) | both
