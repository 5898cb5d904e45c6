"""Where a trial of two subjects stands, for people and for scripts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from campaigns.editorial import editions
from campaigns.post.models import Campaign
from campaigns.post.subject_trials import choosing
from campaigns.post.subject_trials.choosing import Because, Chosen
from campaigns.post.subject_trials.rows import SubjectTrial
from runtime.clock import PARIS
from runtime.language import N_, _, ngettext

_WHY = {
    Because.CLICKS: N_("davantage de personnes y ont cliqué"),
    Because.TIE: N_("les deux ont eu autant de clics, et c’est le premier"),
    Because.FEW: N_("trop peu de personnes ont cliqué pour en juger, et c’est le premier"),
    Because.PERSON: N_("quelqu’un l’a choisi"),
}


@dataclass(frozen=True)
class Subject:
    """One of the two."""

    text: str
    #: How many recipients tried it.
    readers: int
    #: Persons who clicked in its letters until one was chosen, or until now.
    clicked: int


@dataclass(frozen=True)
class Trial:
    """A trial of two subjects."""

    first: Subject
    second: Subject
    #: Recipients who wait for the better one, or got it.
    rest: int
    hours: int
    #: When the better one is chosen, in Paris; `None` while letters of the trial are still to leave, and afterwards.
    due: datetime | None
    #: Which was chosen, and why; `None` until then.
    chosen: Chosen | None
    because: Because | None

    @property
    def words(self) -> str:
        """Where it stands, in a sentence."""
        if self.chosen is None or self.because is None:
            return self._waiting()
        text = self.first.text if self.chosen is Chosen.FIRST else self.second.text
        return _("Objet retenu\u00a0: «\u00a0{subject}\u00a0» ({why}).").format(subject=text, why=_(_WHY[self.because]))

    @property
    def lines(self) -> tuple[str, ...]:
        """What each subject brought, a sentence each."""
        return tuple(_line(one) for one in (self.first, self.second))

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {
            **{
                name: {"subject": one.text, "readers": one.readers, "clicked": one.clicked}
                for name, one in (("first", self.first), ("second", self.second))
            },
            "rest": self.rest,
            "due": self.due.isoformat() if self.due else None,
            "chosen": self.chosen.value if self.chosen else None,
            "because": self.because.value if self.because else None,
        }

    def _waiting(self) -> str:
        rest = ngettext(
            "{n} destinataire attend le meilleur objet", "{n} destinataires attendent le meilleur objet", self.rest
        ).format(n=self.rest)
        if self.due is not None:
            at = self.due
            return _("{rest}\u00a0: il sera choisi vers {hour}\u00a0h\u00a0{minute:02}.").format(
                rest=rest, hour=at.hour, minute=at.minute
            )
        words = ngettext(
            "{rest}\u00a0: il sera choisi {n} heure après le départ des lettres de l’essai.",
            "{rest}\u00a0: il sera choisi {n} heures après le départ des lettres de l’essai.",
            self.hours,
        )
        return words.format(rest=rest, n=self.hours)


def of(session: Session, campaign_id: int) -> Trial | None:
    """Return where the trial of a campaign stands; `None` when it tries nothing."""
    row = session.get(SubjectTrial, campaign_id)
    if row is None:
        return None
    clicked = (row.first_clicked, row.second_clicked) if row.chosen else choosing.clicked(session, campaign_id)
    return _trial(session, row, clicked)


def _trial(session: Session, row: SubjectTrial, clicked: tuple[int, int]) -> Trial:
    campaign = session.get_one(Campaign, row.campaign_id)
    issue = editions.read(session, campaign.edition_id).issue
    is_waiting = row.out_at is not None and not row.chosen
    due = datetime.fromtimestamp((row.out_at or 0) + row.hours * 3600, PARIS) if is_waiting else None
    return Trial(
        Subject(issue.subject, row.first_readers, clicked[0]),
        Subject(issue.second_subject, row.second_readers, clicked[1]),
        campaign.audience - row.first_readers - row.second_readers, row.hours, due,
        Chosen(row.chosen) if row.chosen else None, Because(row.because) if row.because else None,
    )  # fmt: skip


def waiting(session: Session, campaign_id: int) -> str:
    """Say that readers of a campaign wait for the better subject; empty when none does. Counts no clicks."""
    row = session.get(SubjectTrial, campaign_id)
    return _trial(session, row, (0, 0)).words if row and not row.chosen else ""


def _line(one: Subject) -> str:
    readers = ngettext("{n} destinataire", "{n} destinataires", one.readers).format(n=one.readers)
    clicked = ngettext("{n} personne a cliqué", "{n} personnes ont cliqué", one.clicked).format(n=one.clicked)
    return _("«\u00a0{subject}\u00a0»\u00a0: {readers}, {clicked}.").format(
        subject=one.text, readers=readers, clicked=clicked
    )
