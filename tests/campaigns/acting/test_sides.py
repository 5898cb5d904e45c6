"""Two publications, two lists: an account of one side sees nothing of the other's people."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlmodel import Session

from campaigns.acting.rights import objection_and_erasure
from campaigns.editorial import publications
from campaigns.editorial.models import Publication
from lists import addresses, exporting, mailing_lists
from lists import errors as lists_errors
from lists.kinds import ImportKind, Purpose, SuppressionReason
from lists.models import MailingList, Subscription
from lists.permission import consents, suppressing
from lists.permission.scopes import Scope
from runtime.installation import Installation
from tests import cast

THEIR_LIST = "La liste des missions locales"


@pytest.fixture
def sides(opened: Installation) -> tuple[int, int]:
    """Our list with Zoé and Loïc, theirs with Loïc and Maïté; each has agreed to what she receives."""
    with opened.database.transaction() as session:
        ours = cast.publish(session).mailing_list_id
        made = MailingList(name=THEIR_LIST, basis="public_task")
        session.add(made)
        session.flush()
        theirs = made.id or 0
        session.add(Publication(name="L’autre lettre", slug="autre", mailing_list_id=theirs))
        zoe, loic, maite = cast.people(session, opened, (cast.ZOE, cast.LOIC, cast.MAITE))
        for contact in (loic, maite):
            row = Subscription(
                contact_id=contact.id or 0, mailing_list_id=theirs, state="subscribed", since=opened.clock.now()
            )
            session.add(row)
        session.delete(session.get_one(Subscription, (maite.id, ours)))
        session.flush()
        agree(session, opened, cast.ZOE, ours)
        agree(session, opened, cast.LOIC, ours)
        agree(session, opened, cast.LOIC, theirs)
        suppressing.suppress(
            session, key(opened, cast.LOIC), reason=SuppressionReason.UNSUBSCRIBED, since=opened.clock.now(),
            mailing_list_id=theirs, evidence="delivery:9",
        )  # fmt: skip
        assert zoe.id
    return ours, theirs


def key(opened: Installation, email: str) -> bytes:
    """Return by what an address is known."""
    return suppressing.address_key(opened.keyring, addresses.parse(email))


def scope(listed: int) -> Scope:
    """Return what the side may see that answers for a list."""
    return Scope(frozenset({listed}))


def agree(session: Session, opened: Installation, email: str, listed: int) -> None:
    """Let somebody say yes."""
    consents.give(
        session, key(opened, email), Purpose.NEWSLETTER, listed, wording=f"Oui à {listed}.", source="papier",
        now=opened.clock.now(), proof="bulletin",
    )  # fmt: skip


def test_a_file_tells_each_side_its_own_part(opened: Installation, sides: tuple[int, int]) -> None:
    """Of somebody on both lists: neither the other list, nor what she agreed to or refused there."""
    ours, theirs = (objection_and_erasure.file_of(opened, cast.LOIC, scope(one)) for one in sides)
    everything = objection_and_erasure.file_of(opened, cast.LOIC)

    assert THEIR_LIST not in json.dumps(ours.as_json(), ensure_ascii=False)
    assert [len(one.contacts[0].lists) for one in (ours, theirs, everything)] == [1, 1, 2]
    assert [[act.act for act in one.consents] for one in (ours, theirs)] == [["given"], ["given", "withdrawn"]]
    assert [len(one.suppressions) for one in (ours, theirs)] == [0, 1]


def test_somebody_of_the_other_side_is_as_if_unknown(opened: Installation, sides: tuple[int, int]) -> None:
    """The same file as of an address that nobody ever gave."""
    told = objection_and_erasure.file_of(opened, cast.MAITE, scope(sides[0]))
    unknown = objection_and_erasure.file_of(opened, "personne@nulle-part.example", scope(sides[0]))

    assert replace(told, address="") == replace(unknown, address="")
    assert objection_and_erasure.file_of(opened, cast.MAITE).contacts


def test_a_list_of_the_other_side_is_neither_exported_nor_named(opened: Installation, sides: tuple[int, int]) -> None:
    """The refusal does not even say that it exists."""
    ours = scope(sides[0])
    with opened.database.reading() as session:
        with pytest.raises(lists_errors.MailingListUnknown):
            exporting.export(session, ImportKind.CONTACTS, sides[1], ours)
        with pytest.raises(lists_errors.MailingListUnnamed) as refused:
            mailing_lists.named(session, THEIR_LIST, ours)
        assert mailing_lists.named(session, THEIR_LIST).id == sides[1]
        table = exporting.export(session, ImportKind.CONTACTS, sides[0], ours)

    assert THEIR_LIST not in str(refused.value).partition("existent")[2]
    assert cast.MAITE not in str(table.rows)
    assert cast.ZOE in str(table.rows)


def test_objections_are_exported_of_ones_own_people(opened: Installation, sides: tuple[int, int]) -> None:
    """Somebody whom one side has never known is not named to it because she objected."""
    objection_and_erasure.object_(opened, cast.MAITE, "test")
    with opened.database.reading() as session:
        ours, theirs = (str(exporting.export(session, ImportKind.OBJECTIONS, one, scope(one)).rows) for one in sides)
        assert publications.ensure(session).mailing_list_id == sides[0]

    assert cast.MAITE not in ours
    assert cast.MAITE in theirs
