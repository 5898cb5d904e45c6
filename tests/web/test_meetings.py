"""The page of a guest: looking answers nothing, one POST answers, and only what we signed leads there."""

from __future__ import annotations

import icalendar
import pytest

from campaigns.partnership.meetings import inviting, links, listing, planning
from campaigns.partnership.meetings.inviting import Named, Whom
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership import conventions
from tests.campaigns.partnership.meetings import scene
from tests.web.conftest import Ask


@pytest.fixture
def page(opened: Installation) -> str:
    """The address of the page where Zoé answers."""
    with opened.database.transaction() as session:
        cast.publish(session)
    conventions.adopted(opened)
    made = scene.exchange(opened)
    inviting.invite(opened, made.id, Whom(named=(Named("<b>Zoé</b>", cast.ZOE),)), "test")
    return links.url(opened, listing.show(opened, made.id).invited[0].id).partition("//")[2].partition("/")[2]


def said(opened: Installation) -> str:
    """Return what Zoé answered."""
    return listing.show(opened, 1).invited[0].answer


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"])
def test_no_other_method_than_post_answers(ask: Ask, opened: Installation, page: str, method: str) -> None:
    """A scanner that follows the link comes nowhere near an answer."""
    ask(method, f"/{page}", params={"reponse": "yes"})

    assert said(opened) == ""


def test_one_post_answers_without_cookie_or_script(ask: Ask, opened: Installation, page: str) -> None:
    """As often as she likes; what is no answer changes nothing."""
    shown = ask("GET", f"/{page}")
    assert "Je viens" in shown.text
    assert "&lt;b&gt;Zoé&lt;/b&gt;" in shown.text
    assert cast.ZOE not in shown.text
    for answer in ("no", "yes"):
        told = ask("POST", f"/{page}", data={"reponse": answer})
        assert (told.status_code, said(opened)) == (200, answer)
        assert "set-cookie" not in told.headers
    ask("POST", f"/{page}", data={"reponse": "peut-être"})
    assert said(opened) == "yes"


def test_the_calendar_file_is_that_of_now(ask: Ask, opened: Installation, page: str) -> None:
    """Whoever lost the message takes the entry from the page, also once it is cancelled."""
    first = icalendar.Calendar.from_ical(ask("GET", f"/{page}/invitation.ics").text)
    planning.cancel(opened, 1, "Grève des trains.", "test")
    answer = ask("GET", f"/{page}/invitation.ics")
    second = icalendar.Calendar.from_ical(answer.text)

    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert (first["METHOD"], second["METHOD"]) == ("REQUEST", "CANCEL")
    assert first.walk("VEVENT")[0]["UID"] == second.walk("VEVENT")[0]["UID"]
    shown = ask("POST", f"/{page}", data={"reponse": "yes"})
    assert "Grève des trains." in shown.text
    assert said(opened) == ""


def test_a_link_that_was_cut_or_is_no_more_says_so(ask: Ask, opened: Installation, page: str) -> None:
    """In a sentence, with what to do; never a traceback."""
    assert ask("GET", f"/{page[:-2]}").status_code == 404
    inviting.remove(opened, 1, listing.show(opened, 1).invited[0].id, "test")
    gone = ask("GET", f"/{page}")

    assert (gone.status_code, "Invitation retirée" in gone.text) == (410, True)
