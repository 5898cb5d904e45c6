"""Who plays in the demo: as many as announced, the same at every draw, and nobody real."""

from __future__ import annotations

import re

import pytest
from stdnum.fr import siren, siret

from cli.demo import cast, companies
from cli.demo.cast import Cast
from cli.demo.people import Person
from lists import geography

_FICTION = re.compile(r"(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98) \d\d \d\d")


@pytest.fixture(scope="module")
def drawn() -> Cast:
    """The cast."""
    return cast.draw()


def _everybody(drawn: Cast) -> list[Person]:
    staff = [person for company in drawn.companies for person in company.people]
    staff += [person for mission in drawn.missions for person in mission.people]
    return [*staff, *drawn.networks.values(), *drawn.partners.values()]


def test_the_cast_is_as_large_as_announced(drawn: Cast) -> None:
    """240 companies, 45 missions locales, 26 networks, 520 contacts."""
    sizes = [len(drawn.companies), len(drawn.missions), len(drawn.networks), len(_everybody(drawn))]
    assert sizes == [240, 45, 26, 520]


def test_every_draw_gives_the_same_cast(drawn: Cast) -> None:
    """Nothing depends on the hour, the machine or the hash seed."""
    assert cast.draw() == drawn


def test_nobody_has_a_real_address(drawn: Cast) -> None:
    """Addresses and sites end in a domain that nobody can register (RFC 2606)."""
    assert all(person.email.endswith(".example") for person in _everybody(drawn))
    assert all(mission.website.endswith(".example") for mission in drawn.missions)


def test_nobody_has_a_real_telephone(drawn: Cast) -> None:
    """Numbers come from the ranges that are kept for fiction."""
    numbers = [person.phone for person in _everybody(drawn) if person.phone]
    assert all(_FICTION.fullmatch(number) for number in [*numbers, *(one.phone for one in drawn.missions)])


def test_no_company_is_a_real_one(drawn: Cast) -> None:
    """Every SIREN begins with 000 and passes its check, as the SIRET of the seat does; each is used once."""
    assert all(company.siren.startswith("000") and siren.is_valid(company.siren) for company in drawn.companies)
    assert all(siret.is_valid(company.siret) for company in drawn.companies)
    assert len({company.siren for company in drawn.companies}) == companies.COMPANIES


def test_companies_have_the_sizes_that_are_announced(drawn: Cast) -> None:
    """Counted by band of headcount."""
    counted = {size: sum(company.size == size for company in drawn.companies) for size in companies.SIZES}
    assert counted == companies.SIZES


def test_every_region_of_2009_has_a_mission_locale(drawn: Cast) -> None:
    """Corsica and the overseas départements included."""
    places = [geography.departement(mission.place.departement) for mission in drawn.missions]
    assert len({place.region_2009_name for place in places}) == 26


def test_the_odd_cases_are_there(drawn: Cast) -> None:
    """A long name, an accented address, shared boxes, a company that nobody has an address of."""
    assert max(len(company.name) for company in drawn.companies) == 70
    assert sum(not person.email.isascii() for person in _everybody(drawn)) == 1
    assert sum(not person.last_name for person in _everybody(drawn)) == 4
    assert [company.name for company in drawn.companies if not company.people] == [companies.SILENT]


def test_some_letters_come_to_nothing(drawn: Cast) -> None:
    """Twelve objectors; nine unknown, three full and four busy boxes, and nobody is two of these."""
    assert len({person.email for person in drawn.objectors}) == 12
    replies = list(drawn.replies.values())
    assert [replies.count(one) for one in (cast.UNKNOWN_REPLY, cast.FULL_REPLY, cast.BUSY_REPLY)] == [9, 3, 4]
    assert not drawn.replies.keys() & {person.email for person in drawn.objectors}


def test_eighteen_companies_sign_in_september_2009(drawn: Cast) -> None:
    """As the article says, three of them in Gironde; those that sign again are not among them."""
    fresh = [company for company in drawn.companies if f"{company.signed[0]:%Y-%m}" == "2009-09"]
    assert len(fresh) == 18
    assert sum(company.place.departement == "33" for company in fresh) == 3
