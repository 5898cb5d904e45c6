"""How many contacts of one organisation are written to, and who replaces a bounced one."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from lists import audiences, organisation_seats
from lists.audiences import Count
from lists.kinds import Policy, Role, SubscriptionState, SuppressionReason
from lists.permission import suppressing
from tests.lists import people

pytestmark = pytest.mark.dialects

ROLES = {"dina": Role.DIVERSITY, "hugo": Role.HUMAN_RESOURCES, "marc": Role.MANAGER, "otto": Role.OTHER}


@pytest.fixture(autouse=True)
def cast(session: Session, letter: int) -> int:
    """One company with four contacts, put in from the last to the first, and a person who is in none."""
    company = people.organisation(session)
    for name, role in reversed(ROLES.items()):
        email = f"{name}@x.example"
        people.contact(session, email, mailing_list_id=letter, organisation_id=company, role=role.value)
    people.contact(session, "seule@x.example", mailing_list_id=letter)
    return company


def _who(session: Session, letter: int, policy: Policy) -> str:
    rows = session.execute(audiences.selection(letter, None, policy))
    return "".join(sorted(row.address[0] for row in rows))


def _stop(session: Session, name: str, reason: SuppressionReason) -> None:
    key = people.key(f"{name}@x.example")
    suppressing.suppress(session, key, reason=reason, since=people.NOW, evidence="test")


@pytest.mark.parametrize(("policy", "expected"), [(Policy.ONE, "ds"), (Policy.SEVERAL, "dhms"), (Policy.ALL, "dhmos")])
def test_contacts_are_taken_by_the_order_of_their_roles(
    session: Session, letter: int, policy: Policy, expected: str
) -> None:
    """Who belongs to no organisation is always meant."""
    assert _who(session, letter, policy) == expected


def test_the_next_one_steps_in_after_a_bounce(session: Session, letter: int) -> None:
    """An address that does not exist says nothing about the company's wish."""
    _stop(session, "dina", SuppressionReason.BOUNCED)
    assert _who(session, letter, Policy.ONE) == "hs"
    assert audiences.count(session, letter, None, Policy.ONE) == Count(1, 2, {"bounced": 1, "other_contact": 2})


@pytest.mark.parametrize(
    "reason",
    [
        SuppressionReason.OBJECTION,
        SuppressionReason.UNSUBSCRIBED,
        SuppressionReason.COMPLAINED,
        SuppressionReason.ERASED,
    ],
)
def test_nobody_steps_in_after_an_objection(session: Session, letter: int, reason: SuppressionReason) -> None:
    """No was said: writing to a colleague by itself would be deaf."""
    _stop(session, "dina", reason)
    assert _who(session, letter, Policy.ONE) == "s"
    assert audiences.count(session, letter, None, Policy.ONE) == Count(0, 1, {reason.value: 1, "other_contact": 3})


def test_a_seat_that_was_given_up_stays_empty_among_several(session: Session, letter: int) -> None:
    """Two of three are left, not the fourth."""
    _stop(session, "hugo", SuppressionReason.OBJECTION)
    assert _who(session, letter, Policy.SEVERAL) == "dms"


def test_who_did_not_confirm_keeps_the_seat(session: Session, letter: int, cast: int) -> None:
    """Waiting for her answer is no reason to write to somebody else."""
    contact = {"organisation_id": cast, "role": Role.DIVERSITY.value, "nature": "named"}
    _stop(session, "dina", SuppressionReason.BOUNCED)
    people.contact(session, "wait@x.example", mailing_list_id=letter, state=SubscriptionState.PENDING, **contact)
    assert _who(session, letter, Policy.ONE) == "s"


def test_a_person_comes_before_a_shared_box(session: Session, letter: int, cast: int) -> None:
    """When both have the same role."""
    people.contact(
        session, "box@x.example", mailing_list_id=letter, organisation_id=cast, role="diversity", nature="generic"
    )
    assert _who(session, letter, Policy.ONE) == "ds"


def test_one_person_in_two_organisations_reaches_both(session: Session, letter: int) -> None:
    """With one letter, whatever the policy."""
    other = people.organisation(session, "Ombelle")
    people.contact(session, "dina@x.example", mailing_list_id=letter, organisation_id=other)
    assert audiences.count(session, letter, None, Policy.ONE) == Count(2, 2, {"other_contact": 3, "same_address": 1})


def test_a_rank_that_somebody_gave_is_above_the_role(session: Session, letter: int, cast: int) -> None:
    """The officer knows whom to write to."""
    people.contact(
        session, "zora@x.example", mailing_list_id=letter, organisation_id=cast, role=Role.OTHER.value, rank=1
    )
    assert _who(session, letter, Policy.ONE) == "sz"


def test_every_role_has_its_place() -> None:
    """A role that is added must be given one."""
    assert set(organisation_seats.ORDER) == set(Role)
