"""A contributor's own page, which stays: what their organisation published here, how far it went, and what waits.

Behind the personal link; the figures are those of letters, never of readers. It stays after the convention has ended,
because what was published stays. Also a sheet of it on paper, for a board.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from campaigns.editorial import event_times, letter_context
from campaigns.partnership.proposals import carried, errors, links, terms, views
from campaigns.partnership.proposals.carried import Carried
from campaigns.partnership.proposals.links import Contributor
from campaigns.partnership.proposals.proposal_rows import Proposal
from campaigns.post.figures import small_numbers
from lists import geography
from lists.models import Organisation
from runtime import clock
from runtime.installation import Installation
from runtime.language import _
from templates.views import paper


@dataclass(frozen=True)
class Published:
    """One article, with all letters that carried it together."""

    title: str
    #: Its page; the whole address.
    url: str
    #: « n° 4, décembre 2009 », each letter that carried it.
    issues: tuple[str, ...]
    readers: int
    clicks: int
    #: « 37 », « moins de 5 »: readers of the département and of the région; empty where the place is not known.
    near: str
    around: str


@dataclass(frozen=True)
class Waiting:
    """A proposal of the contributor that has not appeared."""

    number: int
    title: str
    received_on: date
    #: Where it stands, and why it was declined.
    words: str
    reason: str


@dataclass(frozen=True)
class Own:
    """What the page shows."""

    organisation: str
    #: « en Gironde », « Aquitaine »; empty when the place is not known.
    departement: str
    region: str
    letter: str
    on: date
    articles: tuple[Published, ...]
    waiting: tuple[Waiting, ...]
    #: Whether something may be proposed today, and whether the sheet can be drawn here.
    may_propose: bool
    has_sheet: bool

    @property
    def readers(self) -> int:
        """Letters that carried one of these articles to a reader."""
        return sum(one.readers for one in self.articles)

    @property
    def clicks(self) -> int:
        """Clicks on all of them."""
        return sum(one.clicks for one in self.articles)


def look(opened: Installation, token: str) -> Own:
    """Return what the page shows; changes nothing.

    Raises:
        link_errors.LinkRefused, errors.ContributorGone; errors.NoProposals: there was never a convention.
    """
    with opened.database.reading() as session:
        if not terms.is_any(session, opened):
            raise errors.NoProposals
        return _own(session, opened, links.contributor(session, opened, token))


def sheet(opened: Installation, token: str) -> bytes:
    """Return the same on paper, as PDF.

    Raises:
        as `look`; templates.errors.PrinterMissing.
    """
    own = look(opened, token)
    said = {"day": event_times.day(own.on)}
    return paper.pdf([paper.page("contributions", own=own, said=said)])


def _own(session: Session, opened: Installation, by: Contributor) -> Own:
    today, here = clock.today(opened.clock), by.organisation
    mine = select(Proposal).where(Proposal.organisation_id == here.id).order_by(col(Proposal.id).desc())
    rows = session.exec(mine).all()
    found = {row.id: carried.of(session, row.item_id, here.departement) for row in rows if row.item_id}
    publication = links.letter(session)
    home = opened.settings.base_url + letter_context.home(publication.slug)
    departement = geography.departements().get(here.departement or "")
    region = geography.region_at(here.departement or "", today) if departement else None
    return Own(
        here.name,
        departement.locative if departement else "",
        region.name if region else "",
        publication.name,
        today,
        articles=tuple(_published(home, row, found[row.id], here) for row in rows if found.get(row.id)),
        waiting=tuple(
            _waiting(session, row) for row in rows
            if row.contact_id == by.contact.id and not found.get(row.id)
        ),
        may_propose=_is_open(session, opened),
        has_sheet=paper.is_there(),
    )  # fmt: skip


def _published(home: str, row: Proposal, letters: list[Carried], here: Organisation) -> Published:
    words = _("n° {number}, {month}")
    issues = dict.fromkeys(words.format(number=one.number, month=event_times.month(one.dated)) for one in letters)
    is_placed = bool(here.departement)
    return Published(
        letters[0].title,
        f"{home}{letter_context.ARTICLE_PATH}{row.item_id}",
        tuple(issues),
        sum(one.readers for one in letters),
        sum(one.clicks for one in letters),
        small_numbers.said(sum(one.near for one in letters)) if is_placed else "",
        small_numbers.said(sum(one.around for one in letters)) if is_placed else "",
    )


def _waiting(session: Session, row: Proposal) -> Waiting:
    return Waiting(
        row.id or 0, row.title, clock.in_paris(row.received_at).date(), views.words(session, row), row.reason
    )


def _is_open(session: Session, opened: Installation) -> bool:
    try:
        terms.today(session, opened)
    except errors.NoProposals:
        return False
    return True
