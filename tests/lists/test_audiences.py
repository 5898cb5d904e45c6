"""Who may be written to now, who not and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel

from lists import audiences, mailing_lists
from lists.kinds import Policy, SubscriptionState, SuppressionReason
from lists.models import MailingList
from lists.permission import special_issues, suppressing
from lists.segments import rules
from runtime import database as databases
from tests.lists import people

pytestmark = pytest.mark.dialects


def _suppress(session: Session, email: str, reason: SuppressionReason, mailing_list_id: int | None = None) -> None:
    suppressing.suppress(
        session,
        people.key(email),
        reason=reason,
        since=people.NOW,
        mailing_list_id=mailing_list_id,
        evidence="test",
    )


def test_the_audience_is_who_is_on_the_list_and_wants_to_be(session: Session, letter: int) -> None:
    """Each of the others is counted under its reason."""
    company = people.organisation(session)
    for number in range(3):
        people.contact(session, f"oui{number}@x.example", mailing_list_id=letter, organisation_id=company)
    people.contact(session, "ailleurs@x.example")
    people.contact(session, "attend@x.example", mailing_list_id=letter, state=SubscriptionState.PENDING)
    people.contact(session, "parti@x.example", mailing_list_id=letter, state=SubscriptionState.LEFT)
    people.contact(session, "non@x.example", mailing_list_id=letter)
    people.contact(session, "bounce@x.example", mailing_list_id=letter)
    _suppress(session, "non@x.example", SuppressionReason.OBJECTION)
    _suppress(session, "bounce@x.example", SuppressionReason.BOUNCED, letter)
    excluded = {"bounced": 1, "left": 1, "objection": 1, "unconfirmed": 1}
    assert audiences.count(session, letter) == audiences.Count(1, 3, excluded)


def test_whoever_wants_special_issues_only_is_left_out_of_the_others(session: Session, letter: int) -> None:
    """Counted and chosen alike, whether or not an organisation has one seat; a wish to leave is said first."""
    company = people.organisation(session)
    fewer = people.contact(session, "moins@x.example", mailing_list_id=letter, organisation_id=company)
    people.contact(session, "parti@x.example", mailing_list_id=letter)
    for email in ("moins@x.example", "parti@x.example"):
        special_issues.reduce(session, people.key(email), letter, people.NOW)
    _suppress(session, "parti@x.example", SuppressionReason.UNSUBSCRIBED, letter)

    for policy in Policy:
        ordinary = audiences.count(session, letter, None, policy)
        assert ordinary == audiences.Count(0, 0, {"special_only": 1, "unsubscribed": 1})
        assert session.execute(audiences.selection(letter, None, policy)).all() == []
        special = audiences.count(session, letter, None, policy, special=True)
        assert special == audiences.Count(1, 1, {"unsubscribed": 1})
        chosen = session.execute(audiences.selection(letter, None, policy, special=True))
        assert [row.contact_id for row in chosen] == [fewer]


def test_one_address_gets_one_letter(session: Session, letter: int) -> None:
    """The one of the lowest number, when the address stands in two organisations."""
    first = people.contact(session, "a@x.example", mailing_list_id=letter, organisation_id=people.organisation(session))
    people.contact(session, "A@x.example", mailing_list_id=letter, organisation_id=people.organisation(session))
    assert [row.contact_id for row in session.execute(audiences.selection(letter))] == [first]
    assert audiences.count(session, letter).excluded == {"same_address": 1}


def test_a_suppression_on_another_list_does_not_count(session: Session, letter: int) -> None:
    """Leaving one letter is not leaving all."""
    people.contact(session, "a@x.example", mailing_list_id=letter)
    other = MailingList(name="Autre")
    session.add(other)
    session.flush()
    _suppress(session, "a@x.example", SuppressionReason.UNSUBSCRIBED, other.id)
    assert audiences.count(session, letter).contacts == 1


def test_a_rule_narrows_the_audience(session: Session, letter: int) -> None:
    """And what is left out is counted within the rule."""
    gironde = people.organisation(session, departement="33")
    people.contact(session, "a@x.example", mailing_list_id=letter, organisation_id=gironde)
    people.contact(session, "b@x.example", mailing_list_id=letter)
    rule = rules.parse({"field": "organisation.departement", "is": "33"})
    assert audiences.count(session, letter, rule) == audiences.Count(1, 1, {})


def test_readers_come_with_their_organisation_and_places(session: Session) -> None:
    """In one query, a person without an organisation included."""
    company = people.organisation(session, "Ombelle", departement="2A", postcode="20000", commune="Ajaccio")
    zoe = people.contact(session, "z@x.example", organisation_id=company, civility="Mme", first_name="Zoé")
    alone = people.contact(session, "s@x.example")
    found = audiences.readers(session, [zoe, alone], 1)
    reader = found[zoe]
    assert (reader.civility, reader.first_name, reader.organisation) == ("Mme", "Zoé", "Ombelle")
    assert (reader.departement, reader.departement_name, reader.region_name) == ("2A", "Corse-du-Sud", "Corse")
    assert (found[alone].organisation, found[alone].region_name) == (None, None)


_PEOPLE = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sampled_from(SubscriptionState),
        st.sampled_from([None, *SuppressionReason]),
        st.sampled_from(["33", "69", None]),
    ),
    max_size=12,
)
_LEAF = {"field": "organisation.departement", "is": "33"}
_RULES = st.sampled_from([None, _LEAF, {"not": _LEAF}, {"any": [_LEAF, {"not": _LEAF}]}])


def _fill(
    session: Session, letter: int, cast: list[tuple[int, SubscriptionState, SuppressionReason | None, str | None]]
) -> None:
    for address, state, reason, departement in cast:
        company = people.organisation(session, departement=departement)
        email = f"p{address}@x.example"
        people.contact(session, email, mailing_list_id=letter, state=state, organisation_id=company)
        if reason:
            _suppress(session, email, reason)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_PEOPLE, _RULES)
def test_audience_and_left_out_are_the_list(
    cast: list[tuple[int, SubscriptionState, SuppressionReason | None, str | None]], tree: object
) -> None:
    """Nobody is lost between the two, whatever the rule."""
    database = databases.connect("sqlite://")
    with database.transaction() as session:
        SQLModel.metadata.create_all(session.connection())
        letter = mailing_lists.make_first(session, "Lettre").id or 0
        _fill(session, letter, cast)
        matches: Callable[[str | None], bool] = {
            str(None): lambda _code: True,
            str(_LEAF): lambda code: code == "33",
            str({"not": _LEAF}): lambda code: code != "33",
        }.get(str(tree), lambda _code: True)
        counted = audiences.count(session, letter, rules.parse(tree) if tree else None)
        members = sum(matches(departement) for *_others, departement in cast)
        assert counted.contacts + sum(counted.excluded.values()) == members
    database.engine.dispose()
