"""Whatever happens to signatures, each company is in exactly one transmission and announced exactly once."""

from __future__ import annotations

import itertools
import shutil
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from campaigns.editorial import issues, publications
from campaigns.editorial.issues import TitleLines
from campaigns.editorial.models import Edition
from campaigns.partnership.transmissions import announcements, announcing, kept_lists, transmitting
from campaigns.post.models import Campaign
from lists.models import Organisation, Signature
from runtime import database as databases
from runtime import settings as settings_
from runtime.installation import Installation
from runtime.keyring import Keyring
from tests.clocks import MovableClock

_FIRST = date(2009, 7, 1)
_DAYS = st.integers(0, 100)


class Paper(NamedTuple):
    """One signature, entered with a row of its own for its company: where a number comes again, two have one SIREN."""

    company: int
    #: The day on which it is entered, and whether that is in the last second: after what is done that day.
    entered: int
    last: bool
    #: How many days before it was signed; below zero it is dated next week.
    before: int
    #: Days until it is withdrawn, and until the company signs again.
    withdrawn: int | None
    again: int | None

    @property
    def siren(self) -> str:
        """The number of the company."""
        return f"{self.company:09}"

    @property
    def days(self) -> set[int]:
        """The days on which something happens to it."""
        return {self.entered, *(self.entered + later for later in (self.withdrawn, self.again) if later is not None)}


_PAPERS = st.builds(
    Paper, st.integers(0, 4), _DAYS, st.booleans(), st.integers(-20, 80),
    st.none() | st.integers(0, 40), st.none() | st.integers(1, 40),
)  # fmt: skip
_ACTS = st.dictionaries(_DAYS, st.sampled_from(["transmit", "announce", "cancel"]), max_size=7)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(papers=st.lists(_PAPERS, max_size=6), acts=_ACTS)
def test_each_company_is_transmitted_once_and_announced_once(
    papers: list[Paper], acts: dict[int, str], migrated: Path
) -> None:
    """Entered in the last second, late, dated next week, withdrawn, signed again, entered twice with one SIREN."""
    with TemporaryDirectory() as folder:
        story = _Story(Path(folder), migrated)
        for day in sorted({*acts, *(day for paper in papers for day in paper.days)}):
            story.clock.move(_moment(day) - story.clock.now())
            story.enter([one for one in papers if one.entered == day and not one.last], day)
            story.act(acts.get(day, ""))
            story.enter([one for one in papers if one.entered == day and one.last], day)
            story.let_go(papers, day)
        story.clock.move(_moment(200) - story.clock.now())
        story.act("transmit")
        story.act("announce")
        story.check()


class _Story:
    def __init__(self, folder: Path, migrated: Path) -> None:
        shutil.copyfile(migrated, folder / "relais.db")
        self.clock = MovableClock(_moment(0))
        keys = Keyring(suppression=b"s" * 32, signing={1: b"k" * 32})
        database = databases.connect(f"sqlite:///{folder / 'relais.db'}")
        self.opened = Installation(settings_.load(data=folder), database, keys, self.clock)
        self.announced: list[str] = []

    def enter(self, papers: list[Paper], day: int) -> None:
        """Enter papers, each with a row of its own for the company."""
        with self.opened.database.transaction() as session:
            for company, _day, _after, before, _withdrawn, _again in papers:
                made = Organisation(
                    kind="company", name=f"Entreprise {company}", siren=f"{company:09}", departement="33"
                )
                session.add(made)
                session.flush()
                _sign(session, made.id or 0, _on(day - before), _on(day))

    def let_go(self, papers: list[Paper], day: int) -> None:
        """Withdraw and renew what is withdrawn and renewed that day."""
        with self.opened.database.transaction() as session:
            for one in papers:
                for row in session.exec(select(Organisation).where(Organisation.siren == one.siren)).all():
                    if one.withdrawn is not None and one.entered + one.withdrawn == day:
                        for paper in session.exec(select(Signature).where(Signature.organisation_id == row.id)).all():
                            paper.withdrawn_on = paper.withdrawn_on or _on(day)
                    if one.again is not None and one.entered + one.again == day:
                        _sign(session, row.id or 0, _on(day), _on(day))

    def act(self, what: str) -> None:
        """Transmit, or launch an issue that announces whoever waits, or cancel it before anybody had it."""
        today = self.clock.now().date()
        if what == "transmit":
            made = transmitting.transmit(self.opened, "test")
            assert all(one.signed_on <= today and self._stands(one.siren) for one in made.companies)
        elif what:
            with self.opened.database.transaction() as session:
                issue = issues.new(
                    session, publications.ensure(session), TitleLines("Essai", "Essai"), self.clock.now()
                )
                number = issue.id or 0
            announcing.place(self.opened, number, "test")
            with self.opened.database.transaction() as session:
                found = announcements.of_issue(session, self.opened, number)
                assert all(one.signed_on <= today and self._stands(one.siren) for one in found)
                announcements.hold(session, self.opened, number)
                self._launch(session, number, "cancelled" if what == "cancel" else "waiting")
                assert announcements.of_issue(session, self.opened, number) == found
            self.announced += [one.siren or "" for one in found] if what == "announce" else []

    def _launch(self, session: Session, issue: int, state: str) -> None:
        edition = Edition(issue_id=issue, sha256=f"{issue}", content={}, letter={}, frozen_at=self.clock.now())
        session.add(edition)
        session.flush()
        listed = publications.ensure(session).mailing_list_id
        sent = Campaign(edition_id=edition.id or 0, mailing_list_id=listed, state=state, launched_at=0, not_before=0,
                        expires_at=0, seed=b"s" * 16)  # fmt: skip
        session.add(sent)
        session.flush()

    def _stands(self, siren: str | None) -> bool:
        today = self.clock.now().date()
        with self.opened.database.reading() as session:
            papers = session.exec(
                select(Signature)
                .join(Organisation, col(Signature.organisation_id) == col(Organisation.id))
                .where(Organisation.siren == siren, Signature.signed_on <= today)
            ).all()
        return any(one.withdrawn_on is None or one.withdrawn_on > today for one in papers)

    def check(self) -> None:
        """Nobody twice, nobody forgotten, and periods that follow each other."""
        made = kept_lists.listed(self.opened)[::-1]
        transmitted = [one.siren or "" for each in made for one in each.companies]
        for told in (transmitted, self.announced):
            assert max(Counter(told).values(), default=1) == 1
            assert all(siren in told for siren in map("{:09}".format, range(5)) if self._stands(siren))
        assert [one.number for one in made] == list(range(1, len(made) + 1))
        assert all(after.since == before.until for before, after in itertools.pairwise(made))


def _moment(day: int) -> datetime:
    return datetime(2009, 7, 1, 8, 0, tzinfo=UTC) + timedelta(days=day)


def _on(day: int) -> date:
    return _FIRST + timedelta(days=day)


def _sign(session: Session, organisation: int, signed: date, registered: date) -> None:
    known = select(Signature).where(Signature.organisation_id == organisation, Signature.signed_on == signed)
    if session.exec(known).first() is None:
        session.add(Signature(organisation_id=organisation, signed_on=signed, registered_on=registered))
        session.flush()
