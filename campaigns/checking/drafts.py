"""What the checks look at: one issue as it would leave now, gathered once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Protocol

from sqlmodel import Session, col, select

from campaigns.checking import agreements, earlier_issues, people
from campaigns.checking.agreements import Agreement
from campaigns.checking.earlier_issues import Past
from campaigns.checking.links.link_states import FollowedLink
from campaigns.checking.people import People, Question
from campaigns.checking.reader_values import ReaderValues
from campaigns.editorial import house_style, snapshots, taking_over, typography_fixes
from campaigns.editorial.models import Edition, Item, Publication
from campaigns.editorial.snapshots import Piece, Snapshot
from campaigns.editorial.typography.styles import Style
from campaigns.editorial.typography_fixes import Mended
from campaigns.partnership import snapshotting
from campaigns.post import compiled_letters, completions, composing
from campaigns.post.models import Campaign
from campaigns.post.states import CampaignState
from campaigns.post.variants import Variant
from lists import audiences
from lists.kinds import OrganisationKind, Policy
from lists.models import Organisation
from lists.segments import saved
from runtime import clock, json_values
from runtime.errors import RelaisError
from runtime.installation import Installation
from runtime.remembering import Memory
from templates import letters

#: What typography would change, by item and style: after a word is changed in one, the others are known.
_typography: Memory[Mended] = Memory(500)


@dataclass(frozen=True)
class LetterLimits:
    """The days between which an item may be published."""

    embargo: date | None
    expires: date | None


class Items(Protocol):
    """Items and where their pictures lie: what rules that look into items alone need, of an issue or of one item."""

    @property
    def snapshot(self) -> Snapshot:
        """What freezing would keep."""

    @property
    def undescribed(self) -> frozenset[int]:
        """The items whose picture nobody has described yet."""

    @property
    def installation(self) -> Installation:
        """Where their pictures lie."""


@dataclass(frozen=True)
class Draft:
    """An issue as it would leave now."""

    #: What freezing would keep.
    snapshot: Snapshot
    #: The compiled letter, or why it cannot be compiled.
    letter: letters.Letter | None
    problem: RelaisError | None
    #: The segment that it would be sent to, as it is now; `None` is the whole list.
    segment: saved.Found | None
    #: Who would receive it, and who is left out.
    audience: audiences.Count
    #: What each of them would receive.
    variants: list[Variant]
    #: Numbers of the campaigns, not cancelled, that sent or will send this very issue to some of the same readers.
    launched: list[int]
    #: The day, in Paris, on which it would leave.
    day: date
    #: The limits of the items that have any, by item id.
    limits: dict[int, LetterLimits]
    #: The items whose picture nobody has described yet.
    undescribed: frozenset[int]
    #: Partners who have no identity on the day of the issue.
    absent: list[str]
    #: What was sent before.
    past: Past
    #: How the publication writes.
    style: Style
    installation: Installation
    #: What its readers' own values would do to it.
    values: ReaderValues
    #: The items that are still as they were taken over -> from which issue.
    taken: dict[int, str]
    #: What the convention of that day asks of it.
    agreement: Agreement
    #: What its links lead to, as far as it is known.
    visits: tuple[FollowedLink, ...] = ()

    @cached_property
    def mended(self) -> tuple[Mended, ...]:
        """What typography would change in each item, in the order of the letter; several rules ask for it."""
        return tuple(_mended(item, self.style, self.style_mark) for item in self.snapshot.items)

    @cached_property
    def style_mark(self) -> str:
        """A hash of the house style."""
        return snapshots.digest(json_values.document(self.style))


@dataclass(frozen=True)
class Sources:
    """Where a draft takes what is dear to make: its letter, and what is known of its readers."""

    letter: Callable[[Snapshot, Path], letters.Letter]
    people: Callable[[Session, Installation, Question, Snapshot, letters.Letter | None], People]


#: For what leaves, and for whoever wants to be sure.
AFRESH = Sources(composing.compile_, people.afresh)
#: For pages.
REMEMBERED = Sources(compiled_letters.of, people.remembered)
#: For rules that ask for no reader.
CONTENT_ALONE = Sources(compiled_letters.of, people.unasked)


def gather(
    opened: Installation,
    session: Session,
    issue_id: int,
    segment: str | None,
    policy: Policy = Policy.ALL,
    not_before: datetime | None = None,
    sources: Sources = AFRESH,
    snapshot: Snapshot | None = None,
) -> Draft:
    """Read everything that the checks need, except what the links lead to; `snapshot` is that of now, if it is known.

    Raises:
        errors.UnknownIssue; lists.errors.ListsError: there is no such segment.
    """
    snapshot = snapshot or snapshotting.snapshot(session, opened, issue_id)
    letter, problem = _compiled(snapshot, opened.settings.data / "templates", sources)
    now, publication = opened.clock.now(), session.get_one(Publication, snapshot.publication.id)
    chosen = saved.found(session, segment, now) if segment else None
    day = clock.in_paris(max(now, not_before or now)).date()
    readers = sources.people(session, opened, _question(publication, chosen, policy, now), snapshot, letter)
    return Draft(
        snapshot=snapshot,
        letter=letter,
        problem=problem,
        segment=chosen,
        audience=readers.audience,
        variants=readers.variants,
        launched=launched(session, issue_id, segment),
        day=day,
        limits=_limits(session, snapshot),
        undescribed=_undescribed(session, snapshot),
        absent=_absent(session, snapshot),
        past=earlier_issues.of(session, snapshot, segment or "", policy),
        style=house_style.style(publication),
        installation=opened,
        values=readers.values,
        taken=taking_over.untouched(session, issue_id),
        agreement=agreements.of(session, day),
    )


def _question(publication: Publication, chosen: saved.Found | None, policy: Policy, now: datetime) -> Question:
    rule = chosen.rule if chosen else None
    return Question(publication.mailing_list_id, rule, policy, clock.in_paris(now).date())


def _compiled(
    snapshot: Snapshot, overrides: Path, sources: Sources
) -> tuple[letters.Letter | None, RelaisError | None]:
    try:
        return sources.letter(snapshot, overrides), None
    except RelaisError as problem:
        return None, problem


def _mended(item: Piece, style: Style, style_mark: str) -> Mended:
    key = snapshots.digest(json_values.document(item)), style_mark
    return _typography.get(key, lambda: typography_fixes.look(item, style))


def _limits(session: Session, snapshot: Snapshot) -> dict[int, LetterLimits]:
    ids = [item.id for item in snapshot.items]
    rows = session.exec(select(Item).where(col(Item.id).in_(ids)))
    return {row.id or 0: LetterLimits(row.embargo, row.expires) for row in rows if row.embargo or row.expires}


def _undescribed(session: Session, snapshot: Snapshot) -> frozenset[int]:
    ids = [item.id for item in snapshot.items]
    rows = session.exec(select(Item.id).where(col(Item.id).in_(ids), col(Item.alt_awaited)))
    return frozenset(one for one in rows if one is not None)


def _absent(session: Session, snapshot: Snapshot) -> list[str]:
    shown = {partner.code for partner in snapshot.partners}
    known = session.exec(
        select(Organisation.code, Organisation.name)
        .where(Organisation.kind == OrganisationKind.PARTNER.value)
        .order_by(col(Organisation.id))
    )
    return [name for code, name in known if code not in shown]


def launched(session: Session, issue_id: int, segment: str | None) -> list[int]:
    """Return the campaigns, not cancelled, of this issue to some of the same readers, oldest first."""
    found = session.exec(
        select(Campaign.id, Campaign.segment)
        .join(Edition, col(Edition.id) == Campaign.edition_id)
        .where(Edition.issue_id == issue_id, Campaign.state != CampaignState.CANCELLED.value)
        .where(col(Campaign.id).not_in(completions.all_()))
        .order_by(col(Campaign.id))
    )
    return [campaign or 0 for campaign, name in found if not segment or name in ("", segment)]
