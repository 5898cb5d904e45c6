"""Each kind of commitment: when it is kept, kept in part, not kept, without object, and still to come."""

from __future__ import annotations

import pytest

from campaigns.partnership.statuses.cases import Call
from campaigns.partnership.statuses.status import Status
from tests.campaigns.partnership.statuses.acts import AFTER, FEBRUARY, Act, Promise, at, issues, judged, status

EACH_ISSUE = Promise("content", "issue")
PRACTICES = Promise("content", "occasion", every_days=30)
LIST = Promise("transmission", "period", every_days=35)
LINK = Promise("state", "permanent", every_days=45)
EXCHANGE = Promise("event", "yearly", needs=("meeting:exchange", "special"))
STEERING = Promise("event", "yearly")
AMENDMENT = Promise("event", "yearly", optional=True)
INVITED = Promise("association", "occasion")
IN_CHARGE = Promise("nomination", "once")
ALL = (EACH_ISSUE, PRACTICES, LIST, LINK, EXCHANGE, STEERING, AMENDMENT, INVITED, IN_CHARGE)


@pytest.mark.parametrize("promise", ALL)
def test_an_empty_year_in_february_is_to_come(promise: Promise) -> None:
    """Nothing was done and nothing is late: nothing is « tenu », and nothing is « non tenu »."""
    found = judged(promise, day=FEBRUARY)

    assert found.status == Status.UPCOMING
    assert found.reason.endswith(".")


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        (EACH_ISSUE, Status.NOT_KEPT),
        (PRACTICES, Status.NOT_APPLICABLE),
        (LIST, Status.NOT_APPLICABLE),
        (LINK, Status.NOT_KEPT),
        (EXCHANGE, Status.NOT_KEPT),
        (AMENDMENT, Status.NOT_APPLICABLE),
        (INVITED, Status.NOT_APPLICABLE),
        (IN_CHARGE, Status.NOT_KEPT),
    ],
)
def test_an_empty_year_at_its_end(promise: Promise, expected: Status) -> None:
    """What depends on an occasion that never came has no object; the rest was not kept."""
    assert status(promise, day=at(6, 15)) == expected == status(promise, day=AFTER)


def test_content_is_expected_in_every_issue_that_left() -> None:
    """The reason names the issues in which it is missing."""
    three = issues(at(9, 15), at(10, 13), at(11, 10))
    carried = [Act("content:local_mission_action", call.on, call.subject) for call in three]

    assert status(EACH_ISSUE, *carried, calls=three) == Status.KEPT
    assert status(EACH_ISSUE, calls=three) == Status.NOT_KEPT
    partly = judged(EACH_ISSUE, *carried[:2], calls=three)
    assert partly.status == Status.PARTLY
    assert partly.reason == "Dans 2 numéros sur 3. Manque : le numéro 3."


def test_practices_are_expected_within_some_days_after_the_meeting() -> None:
    """Until then they are to come, then they are missing; what follows a meeting serves it and those before."""
    meeting = [Call(at(1, 20), "meeting:1", "la réunion du 20 janvier 2010")]

    assert status(PRACTICES, calls=meeting, day=FEBRUARY) == Status.UPCOMING
    assert status(PRACTICES, calls=meeting, day=at(3, 1)) == Status.NOT_KEPT
    assert status(PRACTICES, Act("practice", at(2, 16), "item:4"), calls=meeting, day=at(3, 1)) == Status.KEPT
    assert status(PRACTICES, Act("practice", at(1, 2), "item:3"), calls=meeting, day=at(3, 1)) == Status.NOT_KEPT


def test_a_list_is_transmitted_within_the_days_that_the_partners_agreed_on() -> None:
    """Late is « en partie », and both figures are said."""
    signed = [Call(at(9, 1), "signature:1", "une"), Call(at(11, 2), "signature:2", "une")]
    in_time, late = Act("transmission", at(9, 30), "transmission:1"), Act("transmission", at(12, 20), "transmission:2")

    assert status(LIST, in_time, Act("transmission", at(12, 7), "transmission:2"), calls=signed) == Status.KEPT
    assert status(LIST, calls=signed) == Status.NOT_KEPT
    assert status(LIST, calls=signed[:1], day=at(9, 20)) == Status.UPCOMING
    found = judged(LIST, in_time, late, calls=signed)
    assert found.status == Status.PARTLY
    assert found.reason == "2 transmissions, pour 2 nouvelles signataires. 1 l’a été après 35 jours."
    waits = judged(LIST, in_time, calls=signed)
    assert waits.status == Status.PARTLY
    assert "1 attend toujours" in waits.reason


def test_a_state_holds_from_check_to_check() -> None:
    """Months without a check are said; one check is enough only where no rhythm is agreed on."""
    monthly = [Act("link:cnml:charte", at(month, 1)) for month in (7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6)]

    assert status(LINK, *monthly) == Status.KEPT
    found = judged(LINK, *monthly[:9])
    assert found.status == Status.PARTLY
    assert "Sans constat du 1er mars 2010 au 15 juin 2010." in found.reason
    assert status(LINK, *monthly[:9], day=at(3, 20)) == Status.KEPT
    assert status(Promise("state"), monthly[3]) == Status.KEPT


def test_a_state_of_two_things_needs_both() -> None:
    """A logo without its link is half of it."""
    both = Promise("state", needs=("link:a:b", "logo:a:b"))

    assert status(both, Act("logo:a:b", at(9, 1))) == Status.PARTLY
    assert status(both, Act("logo:a:b", at(9, 1)), Act("link:a:b", at(9, 1))) == Status.KEPT


def test_an_event_is_kept_with_all_that_belongs_to_it() -> None:
    """Before the end what is missing is to come; a meeting that is planned proves nothing yet, and is said."""
    held, special = Act("meeting:exchange", at(11, 24), "meeting:1"), Act("special", at(3, 9), "issue:6")

    assert status(EXCHANGE, held, special) == Status.KEPT
    assert status(EXCHANGE, held) == Status.PARTLY
    before = judged(EXCHANGE, held, day=FEBRUARY)
    assert before.status == Status.UPCOMING
    assert "Reste : un numéro spécial cosigné." in before.reason
    planned = judged(STEERING, Act("meeting:steering", at(5, 20)), day=FEBRUARY)
    assert planned.status == Status.UPCOMING
    assert "Prévu le 20 mai 2010." in planned.reason
    assert status(STEERING, Act("meeting:steering", at(5, 20))) == Status.KEPT


def test_the_other_partner_is_invited_on_every_occasion() -> None:
    """One occasion without an invitation is named; an invitation without a known occasion is kept all the same."""
    two = [Call(at(10, 8), "item:1", "« Forum »"), Call(at(3, 2), "item:2", "« Portes ouvertes »")]
    first, free = Act("association:campaign", at(9, 20), "item:1"), Act("association:campaign", at(9, 25), "other:9")

    assert status(INVITED, first) == Status.KEPT
    assert status(INVITED, first, free, calls=two) == Status.KEPT
    assert status(INVITED, calls=two) == Status.NOT_KEPT
    found = judged(INVITED, first, calls=two)
    assert (found.status, "Sans invitation : « Portes ouvertes »." in found.reason) == (Status.PARTLY, True)


def test_somebody_is_in_charge_on_every_day() -> None:
    """A change of person may take a month; whoever leaves without a successor leaves a hole that is said."""
    act = "designation:cnml:follow_up"
    first = Act(act, at(7, 1), "designation:1", until=at(3, 31))

    assert status(IN_CHARGE, Act(act, at(7, 1))) == Status.KEPT
    assert status(IN_CHARGE, first, Act(act, at(4, 20), "designation:2")) == Status.KEPT
    found = judged(IN_CHARGE, first)
    assert found.status == Status.PARTLY
    assert "Personne n’était désigné du 1er avril 2010 au 15 juin 2010." in found.reason
    assert status(IN_CHARGE, first, day=FEBRUARY) == Status.KEPT


def test_what_lies_outside_of_the_period_counts_for_nothing() -> None:
    """Nor does what happens after the day of the look."""
    before, later = Act("meeting:steering", at(6, 16).replace(year=2008)), Act("meeting:steering", at(6, 10))

    assert status(STEERING, before) == Status.NOT_KEPT
    assert status(STEERING, later, day=FEBRUARY) == Status.UPCOMING
