"""A convention as a frozen value: its period, partners, words, rules and clauses. It knows no clause by itself.

Refuses to compute a period: the first and the last day are written in the file, never « a year later ».
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from campaigns.editorial.wordings import Words


class Kind(StrEnum):
    """How a clause is kept: six kinds that are followed, and two that are only shown."""

    #: Recurrent content of letters.
    CONTENT = "content"
    #: A list handed over again and again.
    TRANSMISSION = "transmission"
    #: Something that stands somewhere for good, and is checked.
    STATE = "state"
    #: Something that happens once a year.
    EVENT = "event"
    #: The other partner is invited whenever there is an occasion.
    ASSOCIATION = "association"
    #: Somebody is designated.
    NOMINATION = "nomination"
    #: A principle, and a heading over other clauses: shown, never counted.
    PRINCIPLE = "principle"
    UMBRELLA = "umbrella"


class Rhythm(StrEnum):
    """How often a clause is served."""

    ISSUE = "issue"  #: in each number of the letter
    OCCASION = "occasion"  #: whenever there is an occasion
    ONCE = "once"  #: once, and kept current
    PERMANENT = "permanent"  #: all the time
    PERIOD = "period"  #: again before `Rules.transmission_days` have passed
    YEARLY = "yearly"  #: once in the period of the convention


class Guard(StrEnum):
    """What happens to an issue that serves no clause of the rhythm `issue`."""

    WARN = "warn"
    REFUSE = "refuse"


class AfterEnd(StrEnum):
    """What becomes of the mention of the partners after the last day."""

    BLOCK = "block"
    LEAVE_OUT = "leave_out"


#: Rule `approval`: each partner its own articles and both a co-branded issue; both everything; nobody anything. Or the
#: code of a partner.
EACH, BOTH, NOBODY = "each", "both", "none"


@dataclass(frozen=True)
class Partner:
    """A partner in the forms that sentences need; who it is on a day stands in `lists.organisations.partners`."""

    #: As in `lists`, for instance `cnml`.
    code: str
    name: str
    #: « le CNML ».
    short: str
    #: « le Conseil national … », « du Conseil national … », « au Conseil national … ».
    subject: str
    of: str
    to: str
    #: Who represented it, and who signed; empty when the convention does not say.
    represented_by: str = ""
    signatory: str = ""
    #: The page of its site on which the others should stand; empty: the address of its site.
    page: str = ""


@dataclass(frozen=True)
class Rules:
    """What the partners agreed on where the text is silent; days are calendar days unless it says otherwise."""

    guard: Guard = Guard.WARN
    after_end: AfterEnd = AfterEnd.BLOCK
    #: `EACH`, `BOTH`, `NOBODY`, or the code of the one partner who approves.
    approval: str = EACH
    #: Working days before the reminder; after it, before the deputy is asked; after that, before silence approves
    #: (zero: never).
    approval_reminder: int = 3
    approval_deputy: int = 1
    approval_tacit: int = 0
    #: The most days between two transmissions.
    transmission_days: int = 35
    #: Whether a transmission also goes to the regional networks.
    transmission_to_networks: bool = False
    #: Days before the end at which somebody is reminded of what is due by then.
    reminders: tuple[int, ...] = (90, 60, 30)
    #: Days before the end at which a missing exchange is announced.
    exchange_reminder: int = 120
    #: Days without anything of the partnership after which somebody is told.
    silence_days: int = 60
    #: Days between two checks of a link.
    link_check_days: int = 31
    #: Days before an issue at which contributors are asked, if nothing waits for it.
    reminder_days: int = 15
    #: Code of the partner who sees proposals first, empty for nobody.
    proposals_seen_by: str = ""


@dataclass(frozen=True)
class Commitment:
    """One clause (« engagement »)."""

    id: str
    #: Verbatim, and the words before it which introduce it, verbatim too; no typography touches either.
    text: str
    lead: str
    #: A few words for screens.
    short: str
    #: Codes of the partners who owe it, and to whom.
    debtor: tuple[str, ...]
    creditor: tuple[str, ...]
    kind: Kind
    rhythm: Rhythm
    #: `last_day` when it is due by the last day of the convention, otherwise empty.
    deadline: str = ""
    #: Whether the review counts it.
    counted: bool = True
    #: Words for what proves it, see `campaigns.partnership.evidence`.
    accepts: tuple[str, ...] = ()
    #: Acts that must all be there; empty when any one of `accepts` will do.
    needs: tuple[str, ...] = ()
    #: Acts that call for it, for instance an issue that left or a meeting that was held.
    occasions: tuple[str, ...] = ()
    #: The most days between two proofs, or between a call and its proof; zero for no such limit.
    every_days: int = 0
    #: Whether it is a faculty: leaving it unused breaks nothing.
    optional: bool = False
    #: The id of the clause over it, empty for none.
    parent: str = ""

    def takes(self, act: str) -> bool:
        """Whether this act proves something for the clause; what is declared for it by hand always does."""
        return act in self.accepts or act == f"declared:{self.id}"

    def hears(self, act: str) -> bool:
        """Whether this act calls for the clause."""
        return act in self.occasions

    @property
    def content(self) -> tuple[str, ...]:
        """The types of items which serve it."""
        return tuple(one.removeprefix("content:") for one in self.accepts if one.startswith("content:"))


@dataclass(frozen=True)
class Convention:
    """One version of a convention: as it was signed, or as an amendment made it."""

    #: Counts the stored versions from 1; zero for one that is not stored.
    version: int
    #: The version that it amends; zero for the convention itself.
    amends: int
    title: str
    #: « la convention du 16 juin 2009 ».
    short: str
    signed_on: date
    #: Both belong to it.
    first_day: date
    last_day: date
    partners: tuple[Partner, ...]
    #: What letters and screens call things.
    words: Words
    rules: Rules
    commitments: tuple[Commitment, ...]

    @property
    def counted(self) -> tuple[Commitment, ...]:
        """The clauses which the review counts."""
        return tuple(one for one in self.commitments if one.counted)

    def commitment(self, id_: str) -> Commitment | None:
        """Return a clause by its id; `None` when there is no such clause."""
        return next((one for one in self.commitments if one.id == id_), None)

    def partner(self, code: str) -> Partner | None:
        """Return a partner by its code; `None` when it is no partner of this convention."""
        return next((one for one in self.partners if one.code == code), None)

    def covers(self, day: date) -> bool:
        """Whether a day lies in its period."""
        return self.first_day <= day <= self.last_day
