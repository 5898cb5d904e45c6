"""Missions locales, contacts of known organisations, objections."""

from __future__ import annotations

import pytest
import sqlalchemy
from sqlmodel import Session, col, select

from lists import contact_roles
from lists.importing.reading import dates
from lists.kinds import Nature, OrganisationKind, Role
from lists.models import Contact, Organisation, Suppression
from tests.lists import people
from tests.lists.importing.conftest import Bring

pytestmark = pytest.mark.dialects

MISSIONS = (
    "Code;Nom;Code postal;Commune;Département;Animation régionale;Téléphone;Site;"
    "Civilité;Prénom;Nom;Fonction;E-mail;Téléphone\n"
    "ML62A;Mission locale de Lens;62300;Lens;62;ARML Nord;03 53 01 00 01;https://ml-lens.example;"
    "M.;Loïc;Martin;Chargé de relations entreprises;loic@ml-lens.example;03 53 01 00 02\n"
)


def _mission(session: Session) -> Organisation:
    kind = OrganisationKind.LOCAL_MISSION
    return session.exec(select(Organisation).where(Organisation.kind == kind)).one()


def test_a_mission_comes_with_its_network_and_its_contact(session: Session, bring: Bring) -> None:
    """Two columns are called « Nom », two « Téléphone »."""
    assert bring(MISSIONS, "missions").created == 1
    mission, loic = _mission(session), session.exec(select(Contact)).one()
    assert (mission.name, mission.phone, mission.departement) == ("Mission locale de Lens", "03 53 01 00 01", "62")
    assert (loic.last_name, loic.phone, loic.role) == ("Martin", "03 53 01 00 02", Role.COMPANY_RELATIONS)
    network = session.get(Organisation, mission.regional_network_id)
    assert network
    assert (network.kind, network.name) == ("regional_network", "ARML Nord")


def test_missions_are_unchanged_the_second_time(session: Session, bring: Bring) -> None:
    """Networks are not doubled either."""
    bring(MISSIONS, "missions")
    assert bring(MISSIONS, "missions").unchanged == 1
    assert len(session.exec(select(Organisation)).all()) == 2


def test_the_persons_columns_may_come_first(session: Session, bring: Bring) -> None:
    """Her name stands beside her first name."""
    bring("Nom;Prénom;E-mail;Code;Commune;Nom\nMartin;Loïc;l@m.example;ML1;Lens;Mission de Lens\n", "missions")
    assert _mission(session).name == "Mission de Lens"
    assert session.exec(select(Contact.last_name)).all() == ["Martin"]


def test_a_mission_without_code_is_known_by_name_and_postcode(session: Session, bring: Bring) -> None:
    """Saint-Denis is in two départements."""
    file = "Nom;Code postal\nMission locale de Saint-Denis;93200\nMISSION LOCALE DE SAINT DENIS;97400\n"
    assert bring(file, "missions").created == 2
    assert bring("Code;Nom;Code postal\nML93;Mission locale de Saint-Denis;93200\n", "missions").updated == 1


def test_a_mission_needs_a_code_or_a_name(bring: Bring) -> None:
    """A line with neither belongs to nobody."""
    report = bring("Code;Nom;Commune\n;;Lens\n", "missions")
    assert [(one.line, one.field) for one in report.rejected] == [(2, "Nom")]


@pytest.mark.parametrize(
    ("handle", "attached"), [("000100008;;", True), (";ML1;", True), (";;ombelle", True), (";;", False)]
)
def test_contacts_are_attached_to_what_they_name(
    session: Session, bring: Bring, handle: str, *, attached: bool
) -> None:
    """By SIREN, code or name; or to nothing."""
    company = people.organisation(session, "Ombelle", siren="000100008", code="ML1")
    bring(f"SIREN;Code;Dénomination;E-mail;Nom\n{handle};z@o.example;Martin\n", "contacts")
    assert session.exec(select(Contact.organisation_id)).all() == [company if attached else None]


def test_contacts_of_unknown_or_ambiguous_organisations_are_refused(session: Session, bring: Bring) -> None:
    """A SIREN that is not there does not become a company of the same name."""
    people.organisation(session, "Ombelle", siren="000100008")
    people.organisation(session, "Brume")
    people.organisation(session, "BRUME")
    report = bring(
        "SIREN;Dénomination;E-mail\n000100016;Ombelle;a@o.example\n;Brume;b@o.example\n;;\n;;c@o.example", "contacts"
    )
    assert [(one.line, one.field) for one in report.rejected] == [(2, "SIREN"), (3, "Dénomination")]
    assert report.created == 1


@pytest.mark.parametrize(
    "text",
    [
        "x@o.example\ny@o.example\n",
        "Oppositions reçues en 2009\n\nX@o.example ;\n<y@o.example>\n",
        "Date;E-mail\n12/03/2009;x@o.example\n12/03/2009;y@o.example\n",
        "Mail\nx@o.example / y@o.example\n",
    ],
)
def test_objections_come_with_or_without_headings(session: Session, bring: Bring, text: str) -> None:
    """Each of them holds on every list."""
    bring(text, "objections")
    keys = set(session.scalars(sqlalchemy.select(col(Suppression.address_key))))
    assert keys == {people.key("x@o.example"), people.key("y@o.example")}


def test_objections_are_no_news_the_second_time(bring: Bring) -> None:
    """And what is no address is refused, line by line."""
    file = "x@o.example\nJean Dupont\nz@o\n"
    first, second = bring(file, "objections"), bring(file, "objections")
    assert (first.created, second.created, second.unchanged) == (1, 0, 1)
    assert [one.line for one in first.rejected] == [2, 3]


@pytest.mark.parametrize(
    ("function", "kind", "role"),
    [
        ("DRH", "company", Role.HUMAN_RESOURCES),
        ("Responsable RSE", "company", Role.SOCIAL_RESPONSIBILITY),
        ("Référente diversité et inclusion", "company", Role.DIVERSITY),
        ("Directrice générale", "company", Role.MANAGER),
        ("Directeur commercial", "company", Role.OTHER),
        ("Présidente", "company", Role.MANAGER),
        ("Présidente", "local_mission", Role.PRESIDENT),
        ("Directeur", "local_mission", Role.DIRECTOR),
        ("Conseillère en insertion", "local_mission", Role.ADVISER),
        ("Animateur régional", "regional_network", Role.NETWORK_LEADER),
        (None, None, Role.OTHER),
    ],
)
def test_roles_are_guessed_from_the_words_of_a_function(function: str | None, kind: str | None, role: Role) -> None:
    """In an organisation of that kind."""
    assert contact_roles.role(function, kind) == role


@pytest.mark.parametrize(
    ("local", "nature"),
    [("contact", Nature.GENERIC), ("rh.lyon", Nature.GENERIC), ("INFO", Nature.GENERIC), ("zoe.rh", Nature.NAMED)],
)
def test_shared_boxes_are_told_from_persons(local: str, nature: Nature) -> None:
    """The law treats them otherwise."""
    assert contact_roles.nature(local) == nature


def test_the_first_of_the_month_is_said_as_the_french_say_it() -> None:
    """« 1er juin », never « 1 juin »."""
    day = dates.read("1er juin 2009")
    assert day
    assert dates.said(day) == "1er juin 2009"
