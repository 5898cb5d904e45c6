"""The comparison of a ledger with a book finds what it looks for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bench import harness, trials
from bench.trials import Findings, Sink
from campaigns.post import reports
from campaigns.post.models import Campaign
from runtime.installation import Installation

READERS = 5


@pytest.fixture
def opened(data: Path) -> Installation:
    """An installation with a few readers."""
    return harness.install(data, READERS, 5, "smtp://127.0.0.1:25")


@pytest.fixture
def campaign(opened: Installation) -> Campaign:
    """A launched campaign."""
    return harness.launch(opened)


def sent(opened: Installation, campaign: Campaign, book: Path) -> Counter[tuple[str, str]]:
    """Send for real and return what the sink wrote down."""
    with Sink(book) as sink:
        trials.finish(opened, sink.url, campaign)
        return sink.letters()


def found(opened: Installation, campaign: Campaign, letters: Counter[tuple[str, str]]) -> Findings:
    """Return the findings about one campaign."""
    findings = Findings()
    trials.compare(opened, campaign, letters, findings)
    return findings


def test_nothing_is_found_where_all_is_well(opened: Installation, campaign: Campaign, tmp_path: Path) -> None:
    """Every letter is in the book once, under the Message-ID of the ledger."""
    findings = found(opened, campaign, sent(opened, campaign, tmp_path / "book"))

    assert findings == Findings(campaigns=1, letters=READERS)


def test_a_letter_that_nobody_got_is_lost(opened: Installation, campaign: Campaign, tmp_path: Path) -> None:
    """The ledger says accepted, the book does not know it."""
    letters = sent(opened, campaign, tmp_path / "book")
    del letters[next(iter(letters))]

    assert found(opened, campaign, letters).lost == 1


def test_a_letter_in_the_book_twice_is_a_duplicate(opened: Installation, campaign: Campaign, tmp_path: Path) -> None:
    """Twice under one Message-ID, and once more under another: two too many, one of them strange."""
    letters = sent(opened, campaign, tmp_path / "book")
    (address, message_id), _many = next(iter(letters.items()))
    letters.update([(address, message_id), (address, "<other@charte.example>")])
    findings = found(opened, campaign, letters)

    assert (findings.duplicates, findings.strangers) == (2, 1)


def test_a_campaign_that_does_not_end_is_out_of_balance(opened: Installation, campaign: Campaign) -> None:
    """Nothing was sent: every letter is without an end."""
    findings = found(opened, campaign, Counter())

    assert (findings.lost, findings.balance_failures) == (READERS, 1)


def test_a_process_stops_where_the_sink_was_told(opened: Installation, campaign: Campaign, tmp_path: Path) -> None:
    """Held at its dot and killed, a letter is in doubt and not in the ledger as accepted."""
    with Sink(tmp_path / "book") as sink:
        sink.arm("dot", 1, holds=True)
        sender = trials.start(opened, sink.url, campaign)
        assert sink.is_reached(sender)
        sender.kill()
        sender.communicate()

    assert trials.in_doubt(opened, campaign) >= 1
    with opened.database.reading() as session:
        assert {row.state.value for row in reports.deliveries(session, campaign.id or 0)} >= {"handing_over"}
