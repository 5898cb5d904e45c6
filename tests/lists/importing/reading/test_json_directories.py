"""Directories in JSON: that of the administration in its two shapes, that of the missions locales, flat records."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from sqlmodel import Session, col, select

from lists import errors
from lists.kinds import OrganisationKind
from lists.models import Contact, Organisation
from tests.lists.importing.conftest import Bring

OLDER = {
    "id": "mission_locale-62498-01",
    "codeInsee": "62498",
    "pivotLocal": "mission_locale",
    "Nom": "Mission locale de Lens",
    "Adresse": {"Ligne": ["Bât. A", "1 rue de l’Exemple"], "CodePostal": "62300", "NomCommune": "Lens"},
    "CoordonnéesNum": {
        "Téléphone": {"$t": "03 53 01 00 01"},
        "Email": "contact@ml-lens.example",
        "Url": "https://ml-lens.example",
    },
}
NEWER = {
    "id": "0b2f",
    "pivot": [{"type_service_local": "mission_locale", "code_insee_commune": ["62498"]}],
    "ancien_code_pivot": "mission_locale-62498-01",
    "nom": "Mission locale de Lens",
    "telephone": [{"valeur": "03 53 01 00 01", "description": ""}],
    "adresse_courriel": ["contact@ml-lens.example"],
    "site_internet": [{"libelle": "", "valeur": "https://ml-lens.example"}],
    "adresse": [
        {"complement1": "Bât. A", "numero_voie": "1 rue de l’Exemple", "code_postal": "62300", "nom_commune": "Lens"}
    ],
}
NETWORK = {
    "id": 12,
    "code": "ML62A",
    "nom": "Mission locale de Lens",
    "siret": "00010000800010",
    "localisation": {"adresse": "Bât. A, 1 rue de l’Exemple", "cp": "62300", "ville": "Lens"},
    "contact": {
        "email": "contact@ml-lens.example",
        "telephone": "03 53 01 00 01",
        "siteWeb": "https://ml-lens.example",
    },
}
TOWN_HALL = {**OLDER, "id": "mairie-62498-01", "pivotLocal": "mairie", "Nom": "Mairie de Lens"}


def _in_cells(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record as the newer directory gives it in CSV turned to JSON: lists as JSON inside texts."""
    return {
        key: json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
        for key, value in record.items()
    }


@pytest.mark.parametrize(
    "document",
    [
        [OLDER],
        {"organismes": [OLDER, TOWN_HALL]},
        {"features": [{"properties": {"Organisme": OLDER}}]},
        {"service": [NEWER]},
        {"results": [_in_cells(NEWER)]},
        [{"fields": NEWER}],
        [NETWORK],
        OLDER,
    ],
)
def test_a_mission_is_read_from_every_directory(session: Session, bring: Bring, document: object) -> None:
    """However deep its records lie; other offices of the directory are left out."""
    bring(json.dumps(document), "missions")
    mission = session.exec(select(Organisation)).one()
    assert (mission.kind, mission.name) == (OrganisationKind.LOCAL_MISSION, "Mission locale de Lens")
    assert (mission.address, mission.postcode, mission.commune) == ("Bât. A, 1 rue de l’Exemple", "62300", "Lens")
    assert (mission.phone, mission.website, mission.departement) == (
        "03 53 01 00 01",
        "https://ml-lens.example",
        "62",
    )
    contact = session.exec(select(Contact)).one()
    assert (contact.email, contact.nature) == ("contact@ml-lens.example", "generic")


def test_keys_that_a_mac_wrote_are_the_same_keys(session: Session, bring: Bring) -> None:
    """« CoordonnéesNum » with an é of two signs."""
    bring(unicodedata.normalize("NFD", json.dumps([OLDER], ensure_ascii=False)), "missions")
    assert session.exec(select(Organisation.phone)).all() == ["03 53 01 00 01"]


def test_two_directories_speak_of_one_mission(session: Session, bring: Bring) -> None:
    """Their codes cannot be compared: name and postcode tell, and the code of the network stays."""
    bring("Code;Nom;Code postal\nML62A;Mission locale de Lens;62300\n", "missions")
    for _time in range(2):
        bring(json.dumps([OLDER]), "missions")
    assert session.exec(select(Organisation.code)).all() == ["ML62A"]


def test_the_second_time_nothing_changes(bring: Bring) -> None:
    """Neither with the older shape nor from one to the other."""
    bring(json.dumps([OLDER]), "missions")
    assert [bring(json.dumps([one]), "missions").unchanged for one in (OLDER, NEWER)] == [1, 1]


def test_flat_records_are_lines_of_any_kind(session: Session, bring: Bring) -> None:
    """Their keys are the headings."""
    bring(json.dumps([{"SIREN": 100008, "Dénomination": "Ombelle"}, {"SIREN": "000100016", "Dénomination": "Brume"}]))
    assert session.exec(select(Organisation.name).order_by(col(Organisation.name))).all() == ["Brume", "Ombelle"]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("[1, 2]", "missions", "aucun enregistrement"),
        ('{"a": }', "missions", "ligne 1"),
        ("[" * 100_000, "missions", "trop profondément"),
        (json.dumps([OLDER]), "companies", "annuaire de missions locales"),
        ('[{"Couleur": "bleu"}]', "companies", "en-têtes"),
    ],
)
def test_other_documents_are_refused(bring: Bring, text: str, kind: str, words: str) -> None:
    """With what is wrong."""
    with pytest.raises(errors.FileRefused) as refused:
        bring(text, kind)
    assert words in str(refused.value)


def test_a_number_of_five_thousand_digits_is_refused(bring: Bring) -> None:
    """Python itself refuses so many."""
    with pytest.raises(errors.FileRefused, match="trop grand"):
        bring(f'[{{"SIREN": {"9" * 5000}}}]')
