"""Publications: the first one is created once, each is found by its name, and nothing is guessed among several."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from campaigns import errors
from campaigns.editorial import imprints, publications
from campaigns.editorial.models import Publication
from lists.permission import scopes
from runtime.database import Database
from runtime.installation import Installation
from tests import cast


@pytest.fixture
def two(opened: Installation) -> Installation:
    """An installation with two publications, of which the first may write."""
    with opened.database.transaction() as session:
        cast.publish(session)
    cast.second(opened)
    return opened


def test_the_first_is_made_once(database: Database) -> None:
    """With its mailing list, and nothing that the law asks."""
    with database.transaction() as session:
        first, again = publications.ensure(session), publications.ensure(session)
        shown = imprints.of(session, first)

    assert first.id == again.id
    assert first.slug == ""
    assert (shown.sender, shown.postal, shown.basis) == ("", "", "")


def test_a_name_is_needless_while_there_is_one(opened: Installation) -> None:
    """And found all the same."""
    with opened.database.transaction() as session:
        made = cast.publish(session)

        assert publications.chosen(session).id == publications.chosen(session, made.name).id == made.id


@pytest.mark.parametrize("name", [None, "", "La Lettre", "la lettre du réseau"])
def test_none_of_several_is_guessed(two: Installation, name: str | None) -> None:
    """The refusal says which there are."""
    with two.database.reading() as session, pytest.raises(errors.PublicationUnknown) as refused:
        publications.chosen(session, name)

    assert refused.value.field == "publication"
    assert "«\u00a0La Lettre de la diversité\u00a0», «\u00a0La Lettre du réseau\u00a0»" in str(refused.value)


def test_looking_for_one_makes_none(database: Database) -> None:
    """What reads writes nothing; `relais init` makes the first."""
    with database.transaction() as session:
        with pytest.raises(errors.PublicationUnknown):
            publications.chosen(session)

        assert publications.everything(session) == []


def test_each_answers_for_its_own_readers(two: Installation) -> None:
    """As long as it is alone, a publication answers for everybody."""
    with two.database.reading() as session:
        first, second = publications.everything(session)
        apart = [publications.scope(session, one).mailing_list_ids for one in (first, second)]

    assert apart == [frozenset([one.mailing_list_id]) for one in (first, second)]
    assert first.mailing_list_id != second.mailing_list_id


def test_one_alone_answers_for_everybody(opened: Installation) -> None:
    """Also for whoever is on no list."""
    with opened.database.transaction() as session:
        assert publications.scope(session, cast.publish(session)) == scopes.EVERYTHING


def known(session: Session, opened: Installation, contact: str) -> list[str]:
    """Return the letters that know an address."""
    return [one.name for one in publications.concerning(session, cast.key(opened, contact))]


def test_somebody_is_known_to_the_letters_whose_lists_she_is_on(two: Installation) -> None:
    """Whoever is on none is known to the first."""
    with two.database.transaction() as session:
        cast.people(session, two, (cast.ZOE, cast.LOIC))
        cast.subscribe(session, two, cast.ZOE, publications.chosen(session, cast.SECOND).mailing_list_id)
        first = publications.everything(session)[0].name

        assert known(session, two, cast.ZOE) == [first, cast.SECOND]
        assert known(session, two, cast.LOIC) == [first]
        assert known(session, two, "personne@nulle-part.example") == [first]


def test_domains_are_told_once(two: Installation) -> None:
    """Two letters of one domain need one DNS record."""
    with two.database.reading() as session:
        both = publications.domains(session)
    asked = imprints.Change(sender=("Réseau", "reseau@charte.example"))
    imprints.change(two, asked, "test", publication=cast.SECOND)
    with two.database.reading() as session:
        one = publications.domains(session)

    assert (one, both) == (["charte.example"], ["charte.example", "reseau.example"])


def test_a_list_belongs_to_one_letter(two: Installation) -> None:
    """So leaving one leaves no other."""
    with two.database.reading() as session:
        for one in publications.everything(session):
            found = publications.of_list(session, one.mailing_list_id)
            assert isinstance(found, Publication)
            assert found.id == one.id
        assert publications.of_list(session, 99) is None
