"""Places: codes, names, régions at a date, and who is nearest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from lists import errors, geography


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1", "01"),
        ("2a", "2A"),
        ("2B", "2B"),
        ("974", "974"),
        ("Gironde", "33"),
        ("COTE D'OR", "21"),
        ("Côtes-d’Armor", "22"),
        ("Reunion", "974"),
        (" seine saint denis ", "93"),
    ],
)
def test_a_departement_is_found_by_code_or_name(text: str, code: str) -> None:
    """However a spreadsheet writes it."""
    assert geography.departement(text).code == code


@pytest.mark.parametrize("text", ["20", "96", "975", "0", "", "Savoie du Nord", "0001"])
def test_what_is_no_departement_is_refused(text: str) -> None:
    """Twenty was cut in two in 1976."""
    with pytest.raises(errors.PlaceUnknown):
        geography.departement(text)


@pytest.mark.parametrize(
    ("postcode", "code"),
    [
        ("33000", "33"),
        ("20000", "2A"),
        ("20190", "2A"),
        ("20200", "2B"),
        ("20600", "2B"),
        ("97410", "974"),
        ("25044", "25"),
        ("97500", None),
        ("98800", None),
        ("98000", None),
        ("97133", None),
        ("97150", None),
        ("1000", None),
    ],
)
def test_a_postcode_leads_to_its_departement(postcode: str, code: str | None) -> None:
    """A CEDEX too; Saint-Pierre-et-Miquelon, Nouméa and Monaco lead to none."""
    place = geography.of_postcode(postcode)
    assert (place.code if place else None) == code


@pytest.mark.parametrize(
    ("code", "on", "name"),
    [
        ("26", date(2009, 6, 16), "Rhône-Alpes"),
        ("26", date(2015, 12, 31), "Rhône-Alpes"),
        ("26", date(2016, 1, 1), "Auvergne-Rhône-Alpes"),
        ("18", date(2009, 6, 16), "Centre"),
        ("18", date(2015, 1, 16), "Centre"),
        ("18", date(2015, 1, 17), "Centre-Val de Loire"),
        ("67", date(2009, 6, 16), "Alsace"),
        ("67", date(2016, 1, 1), "Grand Est"),
        ("976", date(2011, 3, 31), "Mayotte"),
        ("18", date(2020, 1, 1), "Centre-Val de Loire"),
    ],
)
def test_the_region_of_a_departement_depends_on_the_day(code: str, on: date, name: str) -> None:
    """Régions merged on 1 January 2016."""
    region = geography.region_at(code, on)
    assert region
    assert region.name == name


@pytest.mark.parametrize("on", [date(2009, 6, 16), date(2011, 3, 30)])
def test_mayotte_was_in_no_region_before_it_was_a_departement(on: date) -> None:
    """It became both on one day, 31 March 2011."""
    assert geography.region_at("976", on) is None


@pytest.mark.parametrize(
    ("on", "number"),
    [(date(2009, 6, 16), 26), (date(2011, 3, 31), 27), (date(2015, 12, 31), 27), (date(2016, 1, 1), 18)],
)
def test_there_were_22_and_4_regions_and_there_are_18(on: date, number: int) -> None:
    """Every département is in exactly one, Mayotte too once it is one."""
    regions = geography.regions_at(on)
    assert len(regions) == number
    assert sum(len(region.departements) for region in regions) == (100 if on < geography.MAYOTTE else 101)


def test_a_code_means_the_same_departements_before_and_after_2016() -> None:
    """Else a region's code alone would not say which borders are meant."""
    for on in (date(2009, 1, 1), date(2011, 3, 31), date(2016, 1, 1)):
        members: dict[str, list[str]] = {}
        for code in geography.departements():
            if region := geography.region_at(code, on):
                members.setdefault(region.code, []).append(code)
        assert all(set(geography.region_named(code).departements) == set(own) for code, own in members.items())


def test_a_territory_is_typed() -> None:
    """All eighteen codes of régions are codes of départements too."""
    assert geography.territory("departement:2a").name == "Corse-du-Sud"
    assert "75" in geography.territory("region:11").departements
    assert str(geography.territory("region:Île-de-France")) == "region:11"
    assert len(geography.territory("national").departements) == 101


@pytest.mark.parametrize("text", ["33", "region:", "pays:33", "Gironde", "national:1", "region:33"])
def test_an_untyped_or_unknown_territory_is_refused(text: str) -> None:
    """93 is Provence and Seine-Saint-Denis."""
    with pytest.raises(errors.PlaceUnknown):
        geography.territory(text)


@dataclass(frozen=True)
class _Mission:
    code: str
    postcode: str | None
    commune: str | None


_LENS = _Mission("3", "62300", "Lens")
_ARRAS = _Mission("1", "62000", "Arras")
_SAINT_OMER = _Mission("2", "62500", "Saint-Omer")


@pytest.mark.parametrize(
    ("postcode", "commune", "expected"),
    [
        ("62999", "ST OMER CEDEX 2", _SAINT_OMER),
        ("62320", "Rouvroy", _LENS),
        ("62020", None, _ARRAS),
        (None, None, _ARRAS),
    ],
)
def test_the_nearest_mission_is_found_by_commune_then_postcode_then_code(
    postcode: str | None, commune: str | None, expected: _Mission
) -> None:
    """In whatever order the candidates come."""
    candidates = [_LENS, _SAINT_OMER, _ARRAS]
    assert geography.nearest(postcode, commune, candidates) is expected
    assert geography.nearest(postcode, commune, candidates[::-1]) is expected


def test_without_candidates_nobody_is_near() -> None:
    """The block is left out of the letter then."""
    assert geography.nearest("62000", "Arras", []) is None
