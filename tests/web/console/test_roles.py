"""Every route of the console: who may, who may not, and nobody in another's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from fastapi.routing import APIRoute

from accounts.roles import Role
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer
from tests.web.console.test_forgery import FORGERIES
from web import app
from web.console import bundle_files
from web.console.visitors import May

#: Routes for whoever comes: signing in, links that serve once, the readers' way out, and files without anybody's data.
OPEN = {
    "/", "/connexion", "/connexion/code", "/connexion/de-nouveau", "/deconnexion", "/mot-de-passe-oublie",
    "/invitation/{code}", "/demonstration", "/premiere-ouverture/{code}", bundle_files.PATH + "{name}",
}  # fmt: skip


class Door(NamedTuple):
    """One route, by one method."""

    path: str
    method: str
    #: The right that it needs; `None` for whoever comes.
    role: Role | None

    @property
    def example(self) -> str:
        """An address that this route answers."""
        path = self.path
        while "{" in path:
            before, _brace, rest = path.partition("{")
            name, _brace, after = rest.partition("}")
            path = before + ("1" if name.endswith(":int") else "x") + after
        return path


def doors(opened: Installation) -> Iterator[Door]:
    """Yield every route of the console."""
    console = app.application(opened).console
    assert console is not None
    for route in console.pages.routes:
        for one in _flat(route):
            for method in sorted((one.methods or set()) - {"HEAD"}):
                yield Door(one.path, method, _role(one.dependant))


def _flat(route: Any) -> Iterator[APIRoute]:
    included = getattr(route, "original_router", None)
    yield from (one for inner in included.routes for one in _flat(inner)) if included else [route]


def _role(dependant: Any) -> Role | None:
    """Return the right that a route's dependencies ask for."""
    found = [one.call.role for one in dependant.dependencies if isinstance(one.call, May)]
    assert len(found) <= 1
    return found[0] if found else None


@pytest.fixture(autouse=True)
def _letter(opened: Installation) -> None:
    """There is a letter, as there always is."""
    with opened.database.transaction() as session:
        cast.publish(session)


@pytest.fixture
def known(opened: Installation) -> list[Door]:
    """Every door there is; last the one that closes all sessions, because it is tried with one."""
    return sorted(doors(opened), key=lambda one: (one.path, one.method) == ("/mon-compte/sessions", "POST"))


def test_every_route_asks_for_a_right_or_is_open_on_purpose(known: list[Door]) -> None:
    """Whoever adds one says who may."""
    assert {one.path for one in known if one.role is None} <= OPEN
    assert len(known) > 30


def test_whoever_is_signed_out_is_led_to_the_door(opened: Installation, known: list[Door]) -> None:
    """By every route, whatever the method."""
    stranger = Officer(opened)
    answers = {one: stranger.ask(one.method, one.example) for one in known if one.role is not None}

    assert [
        (one.method, one.path, answer.status_code)
        for one, answer in answers.items()
        if answer.status_code != 303 or not answer.headers["location"].startswith("/connexion")
    ] == []


@pytest.mark.parametrize("role", Role)
def test_each_right_opens_its_doors_alone(opened: Installation, known: list[Door], role: Role) -> None:
    """403 where another is needed, and never where it is there; reading is part of each."""
    somebody = Officer(opened, role)
    wrong = []
    for one in known:
        if one.role is None:
            continue
        may = one.role in (role, Role.READ)
        status = somebody.ask(one.method, one.example).status_code
        if (status == 403) is may or status >= 500:
            wrong.append((one.method, one.path, one.role.value, status))

    assert wrong == []


@pytest.mark.parametrize("forged", FORGERIES)
def test_no_other_site_changes_anything(opened: Installation, known: list[Door], forged: str) -> None:
    """In the name of somebody who has every right."""
    somebody = Officer(opened, *Role)
    headers = {"Host": "relais.example"} | FORGERIES[forged]
    changing = [one for one in known if one.method not in ("GET", "HEAD", "OPTIONS")]
    answers = {one: somebody.ask(one.method, one.example, headers=headers).status_code for one in changing}

    assert set(answers.values()) == {403}


@pytest.mark.parametrize("number", ["2147483648", "9" * 40])
def test_a_number_that_no_row_can_have_names_nothing(opened: Installation, known: list[Door], number: str) -> None:
    """By whatever address and method: a database would refuse it with an error of its own."""
    somebody = Officer(opened, *Role)
    asked = [one for one in known if ":int}" in one.path]
    answers = {(one.method, one.path): somebody.ask(one.method, re.sub(r"{[^}]+}", number, one.path)) for one in asked}

    assert {one: answer.status_code for one, answer in answers.items() if answer.status_code != 404} == {}
