"""Transmitting: closes a period of registration with a numbered list of whoever became a signatory in it.

Consecutive, without gap and without overlap: a period begins where the one before it ended. Where nobody signed there
is no list, and the period goes on. Refuses to change a list that was transmitted.
"""

from __future__ import annotations

from sqlmodel import Session

from campaigns.partnership import evidence
from campaigns.partnership.evidence import Nature
from campaigns.partnership.transmissions import kept_lists, list_files, notifying, obligations
from campaigns.partnership.transmissions.rows import Transmission as Row
from campaigns.partnership.transmissions.rows import TransmittedSignatory
from campaigns.partnership.transmissions.values import Transmission
from lists.organisations.signatories import Signatory
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _

#: What proves that a mission locale brought a company to sign.
_REFERRAL = "referral"


def transmit(opened: Installation, actor: str) -> Transmission:
    """Transmit whoever waits; without anybody nothing is done, and what comes back has no number."""
    with opened.database.transaction() as session:
        found = kept_lists.next_(session, opened)
        if not found.companies:
            return found
        row = _row(session, found)
        for one in found.companies:
            session.add(_member(row, one))
        session.flush()
        _tell(session, opened, row, actor)
        audit.record(
            session, opened.clock.now(), actor, "signatories.transmitted",
            number=row.number, companies=len(found.companies), sha256=row.sha256, letters=row.letters,
        )  # fmt: skip
        number = row.number
    return kept_lists.show(opened, number)


def _tell(session: Session, opened: Installation, row: Row, actor: str) -> None:
    """Write to whom the list is owed, and keep it as evidence, where a convention asks for it."""
    today = clock.today(opened.clock)
    convention = obligations.owed(session, today)
    made = kept_lists.value(session, row)
    if convention is not None:
        row.letters = notifying.send(session, opened, made, convention, today)
        session.add(row)
    evidence.attach(
        session, obligations.ACT, on=today, subject=f"transmission:{row.number}", nature=Nature.OBSERVED, actor=actor,
        text=_("Liste n° {number}. {period} : {count}.").format(
            number=row.number, period=list_files.period(made), count=list_files.count(made)
        ),
        link=f"{notifying.PATH}/{row.number}", sha256=row.sha256,
    )  # fmt: skip
    for one in made.companies:
        if one.referrer:
            evidence.attach(
                session, _REFERRAL, on=max(one.signed_on, one.registered_on), nature=Nature.OBSERVED, actor=actor,
                subject=f"organisation:{one.organisation_id}",
                text=_("{name} a signé, apportée par {referrer}").format(name=one.name, referrer=one.referrer),
            )  # fmt: skip


def _row(session: Session, found: Transmission) -> Row:
    last = kept_lists.last(session)
    row = Row(
        number=last.number + 1 if last else 1,
        since=int(found.since.timestamp()) if found.since else None,
        closed_at=int(found.until.timestamp()),
        sha256=list_files.checksum(found.companies),
    )
    session.add(row)
    session.flush()
    return row


def _member(row: Row, one: Signatory) -> TransmittedSignatory:
    return TransmittedSignatory(
        transmission_id=row.id or 0, organisation_id=one.organisation_id, siren=one.siren, name=one.name,
        commune=one.commune, departement=one.departement, signed_on=one.signed_on, registered_on=one.registered_on,
        late=one.late, referrer=one.referrer,
    )  # fmt: skip
