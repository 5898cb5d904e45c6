"""The rights desk: what is known of one person, their objection, their erasure, and the proof of both.

Each verb guards, changes and records in one transaction; the audit names nobody. An erasure keeps a keyed hash: no file
brings the person back, and the desk can still tell the day of the erasure when asked by the address.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlmodel import Session

from campaigns.acting.rights import gathering, rectification, register
from campaigns.acting.rights.person_file import File
from campaigns.editorial import trial_groups
from campaigns.partnership.approvals import erasing as proofs
from campaigns.partnership.designations import verbs as designations
from campaigns.partnership.meetings import guest_book
from campaigns.partnership.proposals import erasing as proposals
from campaigns.post.readers import anonymising
from lists import addresses, contact_lookup
from lists import errors as lists_errors
from lists import rights_requests as registers
from lists.addresses import Address
from lists.contacts import erasing, readdressing
from lists.kinds import Right, SuppressionReason
from lists.permission import journal_replay, suppressing
from lists.permission.scopes import EVERYTHING, Scope
from lists.retention import inactivity
from runtime import audit, clock
from runtime.installation import Installation
from runtime.journal import Entry, Position
from runtime.language import _, ngettext
from runtime.remedies import Remark


@dataclass(frozen=True)
class Erased:
    """How much was erased."""

    #: Contacts that were erased.
    contacts: int
    #: Letters that stay in the figures without the person.
    letters: int


@dataclass(frozen=True)
class Remembered:
    """What the database learned from the journal of objections."""

    #: Objections that the database had lost.
    stopped: int = 0
    #: Persons whom an old backup had brought back, and who were erased again.
    forgotten: int = 0
    #: Withdrawn consents that an old backup had brought back.
    withdrawn: int = 0
    #: Lines of the journal that cannot be trusted.
    damaged: int = 0

    def as_json(self) -> dict[str, int]:
        """Return the shape that `relais readers remember` promises."""
        return asdict(self)


def file_of(opened: Installation, email: str, scope: Scope = EVERYTHING) -> File:
    """Return all that is known of the person with this address, even if that is only their erasure.

    Nothing is told of the lists of another side, not even that there is something.

    Raises:
        lists.errors.AddressRefused.
    """
    return gathering.gather(opened, _address(email), scope)


def object_(opened: Installation, email: str, actor: str, evidence: str | None = None) -> File:
    """Record that the person objects to every list, from now on and for good; return their file.

    Raises:
        lists.errors.AddressRefused.
    """
    key = suppressing.address_key(opened.keyring, _address(email))
    now = opened.clock.now()
    with opened.database.transaction() as session:
        said = evidence or _("demande reçue au guichet")
        news = suppressing.suppress(session, key, reason=SuppressionReason.OBJECTION, since=now, evidence=said)
        number = register.fulfil(session, opened, key, Right.OBJECTION, note=said, actor=actor)
        audit.record(session, now, actor, "reader.objected", news=news, request=number)
    return file_of(opened, email)


def hear(opened: Installation, email: str, actor: str, evidence: str) -> File:
    """Record that the person no longer objects, and return their file. Lists that the person left stay left.

    `evidence` says how the person told us, never the address.

    Raises:
        lists.errors.AddressRefused, lists.errors.EvidenceMissing.
        lists.errors.NothingToLift: no objection and no complaint of this person is known.
    """
    if not evidence.strip():
        raise lists_errors.EvidenceMissing(field="evidence", reason=_("dites comment elle l’a demandé"))
    key = suppressing.address_key(opened.keyring, _address(email))
    now = opened.clock.now()
    with opened.database.transaction() as session:
        lifted = suppressing.hear(session, key, now=now, evidence=evidence.strip())
        if not lifted:
            raise lists_errors.NothingToLift
        audit.record(session, now, actor, "reader.heard", lifted=lifted, evidence=evidence.strip())
    return file_of(opened, email)


def correct(
    opened: Installation, email: str, given: Mapping[str, str], *, contact: int | None, evidence: str, actor: str
) -> File:
    """Correct a person's data, see `rectification`, and return their file.

    Raises:
        as `rectification.correct`.
    """
    return file_of(opened, rectification.correct(opened, email, given, contact=contact, evidence=evidence, actor=actor))


def forget(opened: Installation, email: str, actor: str, evidence: str | None = None) -> File:
    """Erase the person with this address; return what is left: the day, and the proof.

    Raises:
        lists.errors.AddressRefused.
    """
    address = _address(email)
    key = suppressing.address_key(opened.keyring, address)
    with opened.database.transaction() as session:
        said = evidence or _("demande reçue au guichet")
        grant_erasure(session, opened, key, address.wire, actor=actor, evidence=said)
    return file_of(opened, email)


def grant_erasure(session: Session, opened: Installation, key: bytes, wire: str, *, actor: str, evidence: str) -> None:
    """Erase the person who asked for it, close the request, and record both."""
    now = opened.clock.now()
    erased = erase(session, key, wire, now=now, evidence=evidence)
    number = register.fulfil(session, opened, key, Right.ERASURE, note=evidence, actor=actor)
    audit.record(session, now, actor, "reader.erased", contacts=erased.contacts, letters=erased.letters, request=number)


def erase(session: Session, key: bytes, wire: str, *, now: datetime, evidence: str) -> Erased:
    """Erase the person with this address, under their former addresses too; return how much was erased."""
    proposals.erase(session, key)
    letters = anonymising.anonymise(session, key, wire)
    for one in readdressing.former(session, key):
        letters += anonymising.anonymise(session, one, wire)
        erasing.erase(session, one, now=now, evidence=evidence)
    contacts = erasing.erase(session, key, now=now, evidence=evidence)
    inactivity.drop(session, key)
    trial_groups.erase(session, key)
    designations.erase(session, key)
    guest_book.erase(session, key)
    proofs.erase(session, key)
    return Erased(contacts, letters)


def remember(opened: Installation) -> Remembered:
    """Tell the database what only the journal outside of it knows: after a restore, everything since the backup.

    Raises:
        runtime.errors.JournalUnreadable, runtime.errors.JournalUnwritable.
    """
    journal = opened.database.journal
    if journal is None:
        return Remembered()
    today = clock.in_paris(opened.clock.now()).date()
    with opened.database.reading() as session:
        place = journal_replay.place(session)
        # Once a day both are compared in full: what could not be written to the journal then is written now.
        lacking = [] if place.compared_on == today else journal_replay.missing(session, journal)
    if lacking:
        journal.append(lacking)
    if journal.size() == place.offset and place.compared_on == today:
        return Remembered()
    read = journal.read(Position(place.offset, place.head))
    with opened.database.transaction() as session:
        merged = merge(session, read.entries)
        place = journal_replay.place(session)
        place.offset, place.head, place.compared_on = read.place.offset, read.place.head, today
        session.add(place)
    return Remembered(merged.stopped, merged.forgotten, merged.withdrawn, read.damaged)


def alerts(merged: Remembered) -> list[Remark]:
    """Return what a person must know of the journal: how many of its lines are damaged."""
    if not merged.damaged:
        return []
    sentence = ngettext(
        "Le journal des oppositions est abîmé ({n} ligne) : gardez-en une copie et demandez de l’aide.",
        "Le journal des oppositions est abîmé ({n} lignes) : gardez-en une copie et demandez de l’aide.",
        merged.damaged,
    )
    return [Remark(sentence.format(n=merged.damaged))]


def merge(session: Session, entries: list[Entry], *, is_ours: bool = True) -> journal_replay.Merged:
    """Merge entries of a journal, and erase again the persons whom an old backup brought back."""
    merged = journal_replay.merge(session, entries, is_ours=is_ours)
    days = _days(entries)
    for key in merged.erased:
        hers = contact_lookup.of(session, key)
        merged.forgotten += bool(hers)
        anonymising.anonymise(session, key, hers[0].email if hers else "")
        proposals.erase(session, key)
        erasing.delete(session, key)
        inactivity.drop(session, key)
        trial_groups.erase(session, key)
        designations.erase(session, key)
        guest_book.erase(session, key)
        proofs.erase(session, key)
        if key in days:
            registers.settle(session, key, Right.ERASURE, days[key])
    return merged


def _days(entries: list[Entry]) -> dict[bytes, date]:
    """Return on which day people were erased, as far as the journal can be read."""
    found: dict[bytes, date] = {}
    for entry in entries:
        with suppress(KeyError, TypeError, ValueError):
            if entry["act"] == "erase":
                found[bytes.fromhex(entry["key"])] = clock.in_paris(datetime.fromisoformat(entry["since"])).date()
    return found


def _address(email: str) -> Address:
    return addresses.parse(addresses.clean(email))
