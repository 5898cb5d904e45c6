"""Organisations that are probably there twice."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from lists.tidying import duplicates
from tests.lists import people


def _found(session: Session) -> list[tuple[tuple[str, ...], list[str]]]:
    return [(one.reasons, [place.name for place in one.places]) for one in duplicates.likely(session)]


def test_one_siren_is_one_company(session: Session) -> None:
    """Entered twice, before there were imports."""
    for name in ("Ombelle", "Totalement autre"):
        people.organisation(session, name, siren="000100008")
    assert _found(session) == [(("same_siren",), ["Ombelle", "Totalement autre"])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ateliers Brumevent", "ATELIERS BRUMEVENT SARL"),
        ("Société Ateliers Brumevent", "Ateliers Brumevent"),
        ("Ateliers Brumevent", "Ateliers Brumevant"),
        ("Mission locale du Haut-Val", "ML Haut Val"),
        ("Œuvrard & Fils", "Oeuvrard et fils"),
    ],
)
def test_names_that_are_near_are_shown(session: Session, one: str, other: str) -> None:
    """The same words but for their legal form, or a slip of the fingers."""
    for name in (one, other):
        people.organisation(session, name, departement="26")
    assert [reasons for reasons, _names in _found(session)] == [("near_names",)]


@pytest.mark.parametrize(
    ("one", "other", "departements"),
    [
        ("Ateliers Brumevent", "Ateliers Troisfontaines", ("26", "26")),
        ("Mission locale de Saint-Denis", "Mission locale de Saint-Denis", ("93", "974")),
        ("Aude", "Aube", ("26", "26")),
    ],
)
def test_names_that_are_only_alike_are_not(
    session: Session, one: str, other: str, departements: tuple[str, str]
) -> None:
    """Nor are namesakes far from each other."""
    for name, departement in zip((one, other), departements, strict=True):
        people.organisation(session, name, departement=departement)
    assert _found(session) == []


def test_one_address_is_shown_with_what_else_is_alike(session: Session) -> None:
    """In one group, however many reasons; of one kind only."""
    place = {"address": "1 rue de l’Anse", "postcode": "26000", "departement": "26"}
    people.organisation(session, "Ombelle", **place)
    people.organisation(session, "Ombelle SAS", **(place | {"address": "1, RUE DE L'ANSE"}))
    people.organisation(session, "Ombelle", kind="local_mission", **place)
    assert _found(session) == [(("near_names", "same_address"), ["Ombelle", "Ombelle SAS"])]


def test_names_that_lead_from_one_to_the_next_are_one_group(session: Session) -> None:
    """Three of them are not three pairs."""
    for name in ("Transports Quatre-Horizons", "Transports Quatre Horizon", "Transport Quatre-Horizons SA"):
        people.organisation(session, name, departement="33")
    [(_reasons, names)] = _found(session)
    assert len(names) == 3
