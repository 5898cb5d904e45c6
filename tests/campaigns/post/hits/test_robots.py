"""Machines are told from people by what they show and how they follow links; what is a person's stays hers."""

from __future__ import annotations

import time

import pytest

from campaigns.post.hits.robots import NAMES, Hit, Judge, RobotRule, of_request

FIREFOX = b"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
#: What people read letters with.
PEOPLE = [
    FIREFOX,
    b"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
    b"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0",
    b"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile Safari/604.1",
    b"Mozilla/5.0 (Linux; Android 14; SM-A546B) SamsungBrowser/26.0 Chrome/122.0 Mobile Safari/537.36",
    b"Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Trident/7.0)",
    b"Lynx/2.9.0 libwww-FM/2.14 SSL-MM/1.4.1",
]
PROGRAMS = [
    b"",
    b"curl/8.5.0",
    b"python-requests/2.32",
    b"Mozilla/5.0",
    b"Mozilla/5.0 (compatible)",
    b"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    b"Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0 Safari/537.36",
    b"Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
    b"Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    b"facebookexternalhit/1.1",
    b"WhatsApp/2.24.1",
    b"Microsoft Office Existence Discovery",
    b"Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Trident/7.0; Microsoft Outlook 16.0.17328; ms-office)",
    b"BarracudaCentral",
    b"Mozilla/5.0 (Windows NT 10.0) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0",
]


def hit(at: float, link: int = 1, visitor: int = 9, rule: str = "", campaign: int = 4) -> Hit:
    """Return a hit on a link."""
    return Hit(at, campaign, link, 0, rule, visitor)


def judged(hits: list[Hit], links: int = 12) -> list[str]:
    """Return the verdicts on hits, of a letter with that many links."""
    return Judge().verdicts(hits, lambda _campaign: links)


@pytest.mark.parametrize("agent", PEOPLE)
def test_programs_that_people_use_pass(agent: bytes) -> None:
    """Old ones too."""
    assert of_request("GET", agent, prepares=False) == ""


@pytest.mark.parametrize("agent", PROGRAMS)
def test_programs_that_nobody_reads_with_do_not(agent: bytes) -> None:
    """They mostly say it themselves."""
    assert of_request("GET", agent, prepares=False) == RobotRule.AGENT


def test_asking_for_headers_only_is_a_check() -> None:
    """No person sends HEAD."""
    assert of_request("HEAD", FIREFOX, prepares=False) == RobotRule.HEAD


def test_a_browser_that_gets_ready_is_not_reading() -> None:
    """It says so."""
    assert of_request("GET", FIREFOX, prepares=True) == RobotRule.PREFETCH


def test_one_click_is_a_persons() -> None:
    """And so is another link half a minute later."""
    assert judged([hit(0), hit(30, 2), hit(60, 3)]) == ["", "", ""]


def test_three_links_in_two_seconds_are_a_burst() -> None:
    """From the first of them on."""
    assert judged([hit(0), hit(0.5, 2), hit(1.9, 3)]) == [RobotRule.BURST] * 3


def test_three_links_in_twenty_seconds_are_a_reader() -> None:
    """Who opens them in tabs."""
    assert judged([hit(0), hit(9, 2), hit(19, 3)]) == ["", "", ""]


def test_every_link_of_a_letter_within_seconds_is_a_burst() -> None:
    """Even when they come a second apart."""
    assert judged([hit(number * 1.2, number) for number in range(1, 5)], links=4) == [RobotRule.BURST] * 4


def test_a_letter_with_one_link_knows_bursts_too() -> None:
    """A scanner asks for it, and for the pages beside it; or three times."""
    page = hit(0.2, 77, campaign=0)

    assert judged([hit(0), page, hit(0.4, 78, campaign=0)], links=1)[0] == RobotRule.BURST
    assert judged([hit(0), hit(0.3), hit(0.6)], links=1) == [RobotRule.BURST] * 3


def test_many_visitors_are_no_burst() -> None:
    """A letter to ten thousand readers is clicked at every moment."""
    assert set(judged([hit(number / 100, number % 12, visitor=number) for number in range(1000)])) == {""}


def test_a_double_click_is_one_click() -> None:
    """The second is counted apart; the same link an hour later is a click."""
    assert judged([hit(0), hit(0.3), hit(3600)]) == ["", RobotRule.REPEATED, ""]


def test_a_machine_stays_one_for_a_while() -> None:
    """Its later visits are no reader's; half an hour later somebody else may have its address."""
    judge = Judge()
    judge.verdicts([hit(0), hit(0.1, 2), hit(0.2, 3)], lambda _campaign: 12)

    assert judge.verdicts([hit(300, 4), hit(1900, 5)], lambda _campaign: 12) == [RobotRule.BURST, ""]


def test_what_the_request_showed_stays() -> None:
    """The first rule that told is the one that is kept."""
    assert judged([hit(0, rule="head"), hit(0.1, 2), hit(0.2, 3)]) == [RobotRule.HEAD, RobotRule.BURST, RobotRule.BURST]


def test_a_flood_is_judged_in_time() -> None:
    """Somebody who asks a hundred thousand times costs no more than a hundred thousand readers."""
    began = time.process_time()
    said = judged([hit(number / 50_000, number % 12) for number in range(100_000)])

    assert set(said) == {RobotRule.BURST}
    assert time.process_time() - began < 5


def test_every_rule_has_a_name_that_people_read() -> None:
    """In the report."""
    assert set(NAMES) == set(RobotRule)
