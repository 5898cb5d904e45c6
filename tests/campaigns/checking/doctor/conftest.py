"""Installations to examine: with a publication that may write, and a DNS that says what a test told it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from campaigns.checking.doctor.results import Result, Status
from runtime import settings
from runtime.installation import Installation
from tests import cast
from tests.names import Names

Look = Callable[[Installation], Iterator[Result]]


@pytest.fixture
def names() -> Names:
    """A DNS that knows nothing yet."""
    return Names()


@pytest.fixture
def installed(opened: Installation, names: Names) -> Installation:
    """An installation with a publication of `charte.example`."""
    with opened.database.transaction() as session:
        cast.publish(session)
    return dataclasses.replace(opened, resolver=names)


def given(opened: Installation, **values: Any) -> Installation:
    """Return the same installation with other settings."""
    return dataclasses.replace(opened, settings=settings.load(data=opened.settings.data, **values))


def statuses(look: Look, opened: Installation) -> list[Status]:
    """Return how each thing stands."""
    return [result.status for result in look(opened)]


def only(look: Look, opened: Installation) -> Result:
    """Return the one thing that was looked at."""
    (result,) = look(opened)
    return result
