"""What was there twice is there once, and nothing that was known of either is lost."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, col, select

from lists import errors, history
from lists.contacts import merging
from lists.contacts.readdressing import FormerAddress
from lists.kinds import Fact, SubscriptionState, SuppressionReason
from lists.models import Contact, MailingList, Organisation, Signature, Subscription
from lists.permission import suppressing
from lists.tidying import twins
from runtime.installation import Installation
from tests.lists import people

pytestmark = pytest.mark.dialects
KEPT, GONE = 1, 2
TODAY = date(2009, 9, 15)


@pytest.fixture(autouse=True)
def _twice(opened: Installation) -> None:
    """One company under two names, with a person in both."""
    with opened.database.transaction() as session:
        session.add(MailingList(id=1, name="La Lettre"))
        session.flush()
        people.organisation(session, "Brumevent")
        people.organisation(session, "Brumevent SA", siren="100000009", commune="Valence")
        for employer, email, state in (
            (KEPT, "zoe@brumevent.example", SubscriptionState.SUBSCRIBED),
            (GONE, "zoe@brumevent.example", SubscriptionState.LEFT),
            (GONE, "loic@brumevent.example", SubscriptionState.SUBSCRIBED),
        ):
            people.contact(
                session, email, mailing_list_id=1, state=state, organisation_id=employer, first_name="Zoé",
                last_name="Dupont",
            )  # fmt: skip
        for employer, day in ((KEPT, date(2009, 6, 1)), (GONE, date(2009, 6, 1)), (GONE, date(2009, 7, 1))):
            people.signature(session, employer, day)
        history.note(session, [2, 3], Fact.REPLIED, 7)


def _merge(opened: Installation) -> None:
    with opened.database.transaction() as session:
        merging.organisations(session, KEPT, GONE)


def test_people_and_signatures_are_together_and_once(opened: Installation) -> None:
    """The one who was in both has one row; what was known of either stays."""
    _merge(opened)
    with opened.database.reading() as session:
        known = session.exec(select(Contact).order_by(col(Contact.id))).all()
        signed = session.exec(select(Signature).order_by(col(Signature.signed_on))).all()
        facts = session.exec(select(history.Happening)).all()
        left = session.get_one(Organisation, KEPT)

        assert [(one.id, one.organisation_id) for one in known] == [(1, KEPT), (3, KEPT)]
        assert [one.signed_on for one in signed] == [date(2009, 6, 1), date(2009, 7, 1)]
        assert sorted(one.contact_id for one in facts) == [1, 3]
        assert (left.name, left.siren, left.commune) == ("Brumevent", "100000009", "Valence")
        assert session.get(Organisation, GONE) is None


def test_whom_an_officer_stopped_in_one_place_stays_stopped(opened: Installation) -> None:
    """Merging never begins to write to somebody."""
    _merge(opened)
    with opened.database.reading() as session:
        assert session.get_one(Subscription, (1, 1)).state == SubscriptionState.LEFT


def test_two_kinds_are_never_one(opened: Installation) -> None:
    """Nor is an organisation itself twice."""
    with opened.database.transaction() as session:
        mission = people.organisation(session, "Brumevent", kind="local_mission")
    for gone in (mission, KEPT):
        with pytest.raises(errors.MergeRefused), opened.database.transaction() as session:
            merging.organisations(session, KEPT, gone)


def _pair(session: Session) -> tuple[Contact, Contact]:
    return session.get_one(Contact, 3), session.get_one(Contact, 2)


def test_one_person_under_two_addresses_becomes_one(opened: Installation) -> None:
    """The other address leads to what was sent there, and what she said of it holds."""
    with opened.database.transaction() as session:
        suppressing.suppress(
            session, people.key("zoe@brumevent.example"), reason=SuppressionReason.OBJECTION, since=people.NOW,
            evidence="x",
        )  # fmt: skip
        assert [[one.contact_id for one in group] for group in twins.likely(session)] == [[2, 3]]
        merging.people(session, *_pair(session), TODAY)
    with opened.database.reading() as session:
        assert session.get(Contact, 2) is None
        assert session.get(FormerAddress, (3, people.key("zoe@brumevent.example"))) is not None
        assert suppressing.is_suppressed(session, people.key("loic@brumevent.example"), 1)
        assert twins.likely(session) == []
