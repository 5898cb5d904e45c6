"""An officer finds people as one looks names up, and reads of each whether they receive."""

from __future__ import annotations

from datetime import date

import pytest

from lists.contacts import directory, standings
from lists.contacts.directory import ALONE, Listing, Search
from lists.contacts.standings import Stand
from lists.kinds import SubscriptionState, SuppressionReason
from lists.models import Contact, MailingList, Organisation
from lists.permission import suppressing
from lists.permission.scopes import Scope
from runtime.installation import Installation
from tests.lists import people

pytestmark = pytest.mark.dialects
LETTER, OTHER = 1, 2


@pytest.fixture(autouse=True)
def _people(opened: Installation) -> None:
    """Five people and two lists."""
    with opened.database.transaction() as session:
        session.add(MailingList(id=LETTER, name="La Lettre"))
        session.add(MailingList(id=OTHER, name="L’autre"))
        session.flush()
        firm = people.organisation(session, "Éditions Lumière")
        mission = people.organisation(session, "Mission locale de Valence", kind="local_mission")
        for name, email, employer, state in (
            ("Zola", "z@lumiere.example", firm, SubscriptionState.SUBSCRIBED),
            ("Étienne", "etienne@lumiere.example", firm, SubscriptionState.SUBSCRIBED),
            ("Dupont", "d@valence.example", mission, SubscriptionState.PENDING),
            ("Œuvrard", "o@nowhere.example", None, SubscriptionState.LEFT),
        ):
            people.contact(
                session, email, mailing_list_id=LETTER, state=state, first_name="Loïc", last_name=name,
                organisation_id=employer,
            )  # fmt: skip
        people.contact(session, "apres@lumiere.example", mailing_list_id=OTHER)
        suppressing.suppress(
            session, people.key("z@lumiere.example"), reason=SuppressionReason.OBJECTION, since=people.NOW, evidence="x"
        )


def _looked(opened: Installation, **asked: object) -> Listing:
    return directory.listed(opened, Search(**asked), LETTER)  # type: ignore[arg-type]


def _names(found: Listing) -> list[str]:
    return [one.name or one.email for one in found.lines]


def test_names_stand_where_a_dictionary_has_them(opened: Installation) -> None:
    """Signs and ligatures do not count; whoever has no name stands by their address."""
    assert _names(_looked(opened)) == [
        "apres@lumiere.example", "Loïc Dupont", "Loïc Étienne", "Loïc Œuvrard", "Loïc Zola",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("loic etienne", ["Loïc Étienne"]), ("OEUVR", ["Loïc Œuvrard"]),
        ("editions lumiere", ["Loïc Étienne", "Loïc Zola"]),
        ("d@valence.example", ["Loïc Dupont"]), ("%", []), ("zzz", []),
    ],
)  # fmt: skip
def test_people_are_found_by_name_address_or_organisation(
    opened: Installation, words: str, found: list[str]
) -> None:  # fmt: skip
    """However somebody types them."""
    assert _names(_looked(opened, words=words)) == found


def test_chips_count_what_they_open(opened: Installation) -> None:
    """By whether they receive, within words and kind."""
    found = _looked(opened)
    opening = {one: len(_looked(opened, stand=one).lines) for one in Stand}

    assert found.counts == opening == {Stand.RECEIVES: 1, Stand.WAITS: 1, Stand.STOPPED: 3}
    assert _names(_looked(opened, kind="local_mission")) == ["Loïc Dupont"]
    assert len(_looked(opened, kind=ALONE).lines) == 2


def test_each_person_has_one_sentence(opened: Installation) -> None:
    """« Reçoit » or « Ne reçoit pas », with the reason that counts."""
    said = {one.name or one.email: standings.sentence(one.standing, date.isoformat) for one in _looked(opened).lines}

    assert said["Loïc Étienne"] == "Reçoit la lettre, parce que son adresse est inscrite depuis le 2009-09-15."
    assert said["Loïc Zola"] == "Ne reçoit rien, parce que cette personne s’est opposée à nos envois le 2009-09-15."
    assert said["Loïc Dupont"].startswith("Ne reçoit pas encore la lettre")
    assert said["Loïc Œuvrard"].startswith("Ne reçoit plus la lettre, parce que son inscription a pris fin")
    assert said["apres@lumiere.example"].startswith("Ne reçoit pas la lettre, parce que son adresse n’y est pas")


def test_another_side_is_not_seen(opened: Installation) -> None:
    """Whoever may look at one letter only sees who is on its list."""
    found = directory.listed(opened, Search(), OTHER, Scope(frozenset({OTHER})))

    assert [one.email for one in found.lines] == ["apres@lumiere.example"]


def test_whoever_is_renamed_is_found_by_the_new_name(opened: Installation) -> None:
    """And no longer by the old one; so are the people of an organisation."""
    assert _looked(opened, words="lumiere").found == 3
    with opened.database.transaction() as session:
        session.get_one(Contact, 3).last_name = "Nguyễn"
        session.get_one(Organisation, 1).name = "Brume"

    assert _names(_looked(opened, words="nguyen")) == ["Loïc Nguyễn"]
    assert _looked(opened, words="dupont").found == 0
    assert _names(_looked(opened, words="brume")) == ["Loïc Étienne", "Loïc Zola"]
