"""The letter of a proof, as it was frozen: handed over as a real copy, shown on its page, and on paper.

Filled for nobody in particular, or for somebody who receives what a variant holds: no reader's data is shown to a
partner. Refuses to compile: what was frozen is what is shown.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from campaigns.acting import looking, previewing, proofs, trials
from campaigns.acting.looking import Look
from campaigns.editorial import snapshots, target_words, wordings
from campaigns.editorial.models import Edition
from campaigns.partnership.approvals.rows import ProofRow
from campaigns.post import variants
from campaigns.post.composing import Press
from lists.audiences import Reader
from lists.segments import saved
from runtime import clock
from runtime.errors import RelaisError
from runtime.installation import Installation
from runtime.language import _
from templates import letter_json

#: Variants that a page offers, the largest first.
_MOST = 12


@dataclass(frozen=True)
class Variant:
    """A letter that some readers receive."""

    #: Counts from 1, the largest first.
    number: int
    readers: int
    articles: int
    #: Why they receive these articles, in one sentence.
    why: str


def press(opened: Installation, edition_id: int, mark: str = "") -> Press:
    """Return the press of a frozen letter; `mark` is set before its subject."""
    with opened.database.reading() as session:
        edition = session.get_one(Edition, edition_id)
        snapshot, letter = snapshots.parse(edition.content), letter_json.load(edition.letter)
    return proofs.pressed(opened, snapshot, letter, mark)


def hand_over(opened: Installation, edition_id: int, wire: Mapping[str, str]) -> dict[str, str]:
    """Hand a real copy to these people (name -> address); return whose was not taken, and why."""
    if not wire:
        return {}
    if opened.settings.smtp_url is None:
        return dict.fromkeys(wire, _("aucun serveur d’envoi n’est réglé"))
    made = press(opened, edition_id, _("[Bon à tirer] "))
    letters = {
        email: made.fill(proofs.anybody(made), proofs.inert(opened, email, made.domain, number))
        for number, email in enumerate(wire.values())
    }
    try:
        said = asyncio.run(trials.handed_over(opened, made.snapshot.publication.from_address, letters))
    except RelaisError as problem:
        return dict.fromkeys(wire, str(problem))
    return {name: said[email] for name, email in wire.items() if said[email]}


def listed(session: Session, opened: Installation, proof: ProofRow) -> tuple[Variant, ...]:
    """Return the variants that the letter has today."""
    words = wordings.on(session, clock.today(opened.clock))
    return tuple(
        Variant(
            number,
            one.readers,
            len(one.items),
            target_words.why(tuple(sorted(one.reached)), is_whole=one.is_whole, words=words),
        )
        for number, one in enumerate(_variants(session, opened, proof), 1)
    )


def look(opened: Installation, proof: ProofRow, variant: int) -> Look:
    """Return the letter as a variant has it; 0 is the letter with every article."""
    made = press(opened, proof.edition_id)
    return looking.looked(opened, made, _reader(opened, proof, made, variant), made.snapshot.publication.from_address)


def paper(opened: Installation, proof: ProofRow, variant: int) -> bytes:
    """Return the same on paper: a PDF.

    Raises:
        templates.errors.PrinterMissing.
    """
    made = press(opened, proof.edition_id)
    return previewing.paper(opened, made, _reader(opened, proof, made, variant))


def _reader(opened: Installation, proof: ProofRow, made: Press, variant: int) -> Reader:
    if variant:
        with opened.database.reading() as session:
            found = _variants(session, opened, proof)
            if 0 < variant <= len(found):
                # Whoever receives this variant lends the places they belong to, and nothing else.
                return Reader(0, belongs=proofs.reader(session, made, found[variant - 1].contact_id).belongs)
    return proofs.anybody(made)


def _variants(session: Session, opened: Installation, proof: ProofRow) -> list[variants.Variant]:
    snapshot = snapshots.parse(session.get_one(Edition, proof.edition_id).content)
    rule = saved.named(session, proof.segment, opened.clock.now()) if proof.segment else None
    return variants.listed(session, proofs.list_for(session, snapshot), rule, snapshot, None)[:_MOST]
