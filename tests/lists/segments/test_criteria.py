"""What each field and operator selects."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy
from sqlmodel import Session, col

from lists import errors
from lists.kinds import OrganisationKind
from lists.models import Contact, Organisation
from lists.segments import criteria, rules
from tests.lists import people

pytestmark = pytest.mark.dialects


@pytest.fixture(autouse=True)
def cast(session: Session) -> None:
    """Bordeaux signed once, Lyon twice, the third of three withdrew; one person is in no organisation."""
    bordeaux = people.organisation(session, "Groupe L'Éclaircie 100 %", departement="33", naf="84.11Z", size="12")
    lyon = people.organisation(session, "Ombelle", departement="69", naf="10.84Z")
    left = people.organisation(session, "Fonderie", kind=OrganisationKind.PARTNER)
    people.signature(session, bordeaux, date(2009, 3, 1))
    people.signature(session, lyon, date(2008, 5, 1))
    people.signature(session, lyon, date(2009, 5, 1))
    people.signature(session, left, date(2009, 4, 1), withdrawn=date(2009, 5, 1))
    people.contact(session, "b@x.example", organisation_id=bordeaux, role="director")
    people.contact(session, "l@x.example", organisation_id=lyon)
    people.contact(session, "f@x.example", organisation_id=left, nature="generic")
    people.contact(session, "n@x.example")


def _who(session: Session, tree: object) -> str:
    condition = criteria.expression(rules.parse(tree))
    statement = (
        sqlalchemy.select(col(Contact.email))
        .join_from(Contact, Organisation, col(Organisation.id) == col(Contact.organisation_id), isouter=True)
        .where(condition)
    )
    return "".join(sorted(email[0] for email in session.scalars(statement)))


@pytest.mark.parametrize(
    ("field", "question", "expected"),
    [
        ("organisation.kind", {"is": "company"}, "bl"),
        ("organisation.kind", {"is_not": "company"}, "fn"),
        ("organisation.departement", {"in": ["33", "69"]}, "bl"),
        ("organisation.departement", {"exists": False}, "fn"),
        ("organisation.region", {"is": "Nouvelle-Aquitaine"}, "b"),
        ("organisation.region", {"is": "Rhône-Alpes"}, "l"),
        ("organisation.region", {"is_not": "75"}, "fln"),
        ("organisation.naf", {"is": "84"}, "b"),
        ("organisation.naf", {"in": ["8411Z", "10"]}, "bl"),
        ("organisation.size", {"is": "12"}, "b"),
        ("organisation.name", {"contains": "0 %"}, "b"),
        ("organisation.name", {"contains": "o_b"}, ""),
        ("organisation.name", {"is": "OMBELLE"}, "l"),
        ("organisation.name", {"is": "ombell"}, ""),
        ("organisation.name", {"is_not": "Ombelle"}, "bfn"),
        ("organisation.name", {"contains": "l’eclaircie"}, "b"),
        ("organisation.name", {"contains": "L ÉCLAIRCIE"}, "b"),
        ("organisation.name", {"in": ["OMBELLÉ", "fonderie"]}, "fl"),
        ("contact.role", {"is": "director"}, "b"),
        ("contact.nature", {"is": "generic"}, "f"),
        ("contact.language", {"is": "fr"}, "bfln"),
        ("signature.signed_on", {"exists": True}, "bl"),
        ("signature.signed_on", {"exists": False}, "fn"),
        ("signature.signed_on", {"is": "2009-03-01"}, "b"),
        ("signature.signed_on", {"before": "2009-03-01"}, "l"),
        ("signature.signed_on", {"after": "2009-03-01"}, "l"),
        ("signature.signed_on", {"between": ["2009-03-01", "2009-04-30"]}, "b"),
        ("signature.kind", {"is": "renewed"}, "l"),
        ("signature.kind", {"is_not": "first"}, "l"),
        ("signature.kind", {"in": ["first", "renewed"]}, "bl"),
    ],
)
def test_each_operator_selects_whom_it_says(
    session: Session, field: str, question: dict[str, Any], expected: str
) -> None:
    """Unknown never matches; a withdrawn signature is none."""
    assert _who(session, {"field": field, **question}) == expected


def test_conditions_side_by_side_speak_of_one_signature(session: Session) -> None:
    """Lyon signed in 2009, and signed a first time, but its first was not in 2009."""
    first = {"field": "signature.kind", "is": "first"}
    in_2009 = {"field": "signature.signed_on", "after": "2008-12-31"}
    assert _who(session, {"all": [first, in_2009]}) == "b"
    assert _who(session, {"all": [first, {"all": [in_2009]}]}) == "bl"


def test_everybody_and_not_everybody(session: Session) -> None:
    """An empty `all` means everybody."""
    assert _who(session, {"all": []}) == "bfln"
    assert _who(session, {"not": {"all": []}}) == ""


def test_a_name_that_was_not_resolved_is_refused() -> None:
    """It would silently select nobody."""
    with pytest.raises(errors.RuleRefused):
        criteria.expression(rules.Named("Gironde"))
