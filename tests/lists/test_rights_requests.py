"""Requests of persons and the month of the law: its ends, its one extension, and what is left of a closed request."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from lists import errors, rights_requests
from lists.kinds import RequestEnding, Right
from lists.rights_requests import RightsRequest
from tests.lists import people

pytestmark = pytest.mark.dialects

ZOE = "zoe@brumevent.example"


def asked(session: Session, received: date = date(2009, 9, 15), today: date | None = None) -> RightsRequest:
    """Register a request of Zoé's."""
    return rights_requests.register(
        session, people.key(ZOE), ZOE, Right.ACCESS,
        received_on=received, today=today or received, note="lettre", actor="test",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("received", "due", "extended"),
    [
        (date(2009, 9, 15), date(2009, 10, 15), date(2009, 12, 15)),
        (date(2009, 8, 31), date(2009, 9, 30), date(2009, 11, 30)),
        (date(2009, 1, 31), date(2009, 2, 28), date(2009, 4, 30)),
        (date(2008, 1, 30), date(2008, 2, 29), date(2008, 4, 30)),
        (date(2009, 11, 30), date(2009, 12, 30), date(2010, 2, 28)),
        (date(2009, 12, 31), date(2010, 1, 31), date(2010, 3, 31)),
    ],
)
def test_a_month_ends_on_the_same_date_or_with_its_month(
    session: Session, received: date, due: date, extended: date
) -> None:
    """Three months with the extension, counted from the receipt and not from the end of the first."""
    one = asked(session, received)
    assert one.due_on == due

    assert rights_requests.extend(session, one.id or 0, "des archives à relire", due).due_on == extended


def test_the_month_runs_from_the_receipt(session: Session) -> None:
    """A letter that lay on a desk for a week has lost a week; none comes from the future."""
    one = asked(session, date(2009, 9, 8), today=date(2009, 9, 15))
    assert one.due_on == date(2009, 10, 8)

    with pytest.raises(errors.RequestRefused, match="demain"):
        asked(session, date(2009, 9, 16), today=date(2009, 9, 15))


def test_the_extension_comes_within_the_first_month_and_once(session: Session) -> None:
    """After that the person should have known."""
    first, second = asked(session), asked(session)
    rights_requests.extend(session, first.id or 0, "nombreuses demandes", date(2009, 10, 15))
    with pytest.raises(errors.RequestRefused, match="déjà"):
        rights_requests.extend(session, first.id or 0, "encore", date(2009, 10, 15))
    with pytest.raises(errors.RequestRefused, match="premier mois"):
        rights_requests.extend(session, second.id or 0, "trop tard", date(2009, 10, 16))


def test_a_closed_request_names_nobody(session: Session) -> None:
    """And is found again by the address that somebody asks with."""
    one = rights_requests.close(
        session, asked(session).id or 0, RequestEnding.DONE, date(2009, 10, 1), f"envoyé à {ZOE}"
    )

    assert one.address == ""
    assert ZOE not in one.note
    assert [found.id for found in rights_requests.of(session, [people.key(ZOE)])] == [one.id]
    with pytest.raises(errors.RequestRefused, match="close"):
        rights_requests.close(session, one.id or 0, RequestEnding.DONE, date(2009, 10, 1))
    with pytest.raises(errors.RequestRefused, match="close"):
        rights_requests.extend(session, one.id or 0, "encore", date(2009, 10, 1))


def test_a_refusal_has_a_reason(session: Session) -> None:
    """GDPR art. 12(4)."""
    one = asked(session)
    with pytest.raises(errors.RequestRefused, match="CNIL"):
        rights_requests.close(session, one.id or 0, RequestEnding.REFUSED, date(2009, 10, 1))

    assert (
        rights_requests.close(
            session, one.id or 0, RequestEnding.REFUSED, date(2009, 10, 1), "identité non établie"
        ).is_late
        is False
    )


def test_the_most_urgent_comes_first(session: Session) -> None:
    """Closed ones are seen when they are asked for."""
    later, sooner = asked(session, date(2009, 9, 20)), asked(session, date(2009, 9, 15))
    done = asked(session, date(2009, 9, 1))
    rights_requests.close(session, done.id or 0, RequestEnding.WITHDRAWN, date(2009, 9, 20))

    assert [one.id for one in rights_requests.listed(session, closed=False)] == [sooner.id, later.id]
    assert [one.id for one in rights_requests.listed(session, closed=True)] == [later.id, sooner.id, done.id]


def test_nobody_unknown_is_closed(session: Session) -> None:
    """A slip of the fingers is told."""
    with pytest.raises(errors.RequestUnknown):
        rights_requests.close(session, 7, RequestEnding.DONE, date(2009, 10, 1))
