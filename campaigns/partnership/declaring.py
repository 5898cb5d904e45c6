"""Evidence that a person declares: what the engine cannot see, said with its day and kept under the person's name.

Refuses a day outside of every convention and one that has not come: what is only planned proves nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from campaigns.partnership import conventions, evidence
from campaigns.partnership.errors import CommitmentUnknown, EvidenceRefused, NoConvention
from campaigns.partnership.evidence import Evidence, Nature
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _
from templates import typed_text, urls

#: Characters of a declaration.
_LONGEST = 500


@dataclass(frozen=True)
class Declaration:
    """What somebody says was done."""

    commitment: str
    on: date
    text: str
    #: Where it can be looked at, empty for nowhere.
    link: str = ""

    @property
    def subject(self) -> str:
        """Its name among the evidence: the same words on the same day are the same declaration."""
        said = f"{self.commitment}\n{self.on.isoformat()}\n{self.text}"
        return "declaration:" + hashlib.sha256(said.encode("utf-8")).hexdigest()[:12]


def declare(opened: Installation, said: Declaration, actor: str) -> Evidence:
    """Keep a declaration for a clause of the convention of its day; said twice it stands once.

    Raises:
        errors.NoConvention, errors.CommitmentUnknown, errors.EvidenceRefused; templates.errors.TextRefused.
    """
    typed_text.require_printable(said.text)
    text = said.text.strip()
    now = opened.clock.now()
    _require_usable(said, text, clock.today(opened.clock))
    kept = Declaration(said.commitment, said.on, text, urls.normalised(said.link) if said.link.strip() else "")
    if kept.link and not urls.host(kept.link):
        reason = _("« {url} » n’est pas une adresse http ou https").format(url=said.link)
        raise EvidenceRefused(field="link", reason=reason)
    with opened.database.transaction() as session:
        convention = conventions.in_force(session, kept.on)
        if convention is None:
            raise NoConvention(day=kept.on.isoformat())
        if convention.commitment(kept.commitment) is None:
            known = ", ".join(one.id for one in convention.commitments)
            raise CommitmentUnknown(id=kept.commitment, known=known)
        act = f"declared:{kept.commitment}"
        evidence.attach(
            session,
            act,
            on=kept.on,
            subject=kept.subject,
            text=kept.text,
            nature=Nature.DECLARED,
            actor=actor,
            link=kept.link,
            commitments=(kept.commitment,),
        )
        audit.record(session, now, actor, "evidence.declared", commitment=kept.commitment, on=kept.on.isoformat())
    return Evidence(act, kept.subject, kept.commitment, kept.on, kept.text, Nature.DECLARED, actor, kept.link)


def withdraw(opened: Installation, subject: str, actor: str) -> None:
    """Take a declaration back; nothing happens when there is none."""
    if subject.startswith("declaration:"):
        with opened.database.transaction() as session:
            evidence.detach(session, subject)
            audit.record(session, opened.clock.now(), actor, "evidence.withdrawn", subject=subject)


def listed(opened: Installation, since: date | None = None, until: date | None = None) -> tuple[Evidence, ...]:
    """Return all evidence of the convention of today, or of the last one; by default of all its days.

    Raises:
        errors.NoConvention.
    """
    today = clock.today(opened.clock)
    with opened.database.reading() as session:
        held = conventions.in_force(session, today) or conventions.ended(session, today)
        if held is None:
            raise NoConvention(day=today.isoformat())
        return evidence.listed(session, held, since or held.first_day, until or held.last_day)


def _require_usable(said: Declaration, text: str, today: date) -> None:
    if not text:
        raise EvidenceRefused(field="text", reason=_("dites en une phrase ce qui a été fait"))
    if len(text) > _LONGEST:
        raise EvidenceRefused(field="text", reason=_("500 caractères au plus"))
    if said.on > today:
        raise EvidenceRefused(field="on", reason=_("ce jour n’est pas encore venu"))
