"""The convention is data: quoted to the letter, with its own days, amended by what changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from campaigns.partnership import adopting, conventions, errors
from campaigns.partnership.conventions import reading
from runtime.files import File
from runtime.installation import Installation
from tests.campaigns.partnership.conventions import CHARTE, OTHER, adopted, other

#: As it was signed, a copy.
SIGNED = Path(__file__).with_name("convention.txt").read_text("utf-8")
LAST = date(2010, 6, 15)
AMENDMENT = File(
    "avenant.toml",
    b'signed_on = 2010-06-10\nfirst_day = 2010-06-16\nlast_day = 2011-06-15\n[rules]\nguard = "warn"\n'
    b'[[commitments]]\nid = "E1.S1a"\n[[commitments]]\nid = "F1"\nshort = "Dresser le bilan"\n',
)


def test_every_clause_is_quoted_to_the_letter() -> None:
    """Mistakes and apostrophes included: it is their text."""
    shipped = reading.convention(reading.document(CHARTE), "")
    quotes = [quote for one in shipped.commitments for quote in (one.text, one.lead)]

    assert [quote for quote in quotes if quote not in SIGNED] == []
    assert len(shipped.counted) == 21
    assert {one.id for one in shipped.commitments} - {one.id for one in shipped.counted} == {"P0", "E1.C1"}


def test_an_installation_has_none_by_itself(opened: Installation) -> None:
    """Whoever is no signatory of anything must not be called one."""
    with opened.database.reading() as session:
        assert conventions.in_force(session, date(2009, 9, 1)) is None
        assert conventions.ended(session, date(2030, 1, 1)) is None


@pytest.mark.parametrize(
    ("day", "holds"), [(date(2009, 6, 15), False), (date(2009, 6, 16), True), (LAST, True), (date(2010, 6, 16), False)]
)
def test_a_convention_holds_from_its_first_to_its_last_day(opened: Installation, day: date, *, holds: bool) -> None:
    """Both belong to it, and nothing is renewed by silence."""
    adopted(opened)

    with opened.database.reading() as session:
        assert (conventions.in_force(session, day) is not None) is holds
        assert (conventions.ended(session, day) is not None) is (day > LAST)


def test_the_same_file_again_is_the_same_version(opened: Installation) -> None:
    """Setting up twice is no amendment."""
    assert adopted(opened) == adopted(opened)


def test_an_amendment_says_what_changes(opened: Installation) -> None:
    """Its own period, rules and clauses; what it renews it need not repeat."""
    first = adopted(opened)
    amended = adopting.amend(opened, AMENDMENT, "test")

    assert (amended.amends, amended.first_day, amended.last_day) == (1, date(2010, 6, 16), date(2011, 6, 15))
    assert [(one.id, one.short) for one in amended.commitments][1] == ("F1", "Dresser le bilan")
    assert amended.commitments[0] == first.commitment("E1.S1a")
    assert (amended.rules.guard, amended.rules.approval_reminder) == ("warn", first.rules.approval_reminder)
    assert amended.partners == first.partners
    assert adopting.amend(opened, AMENDMENT, "test") == amended


def test_an_amendment_renews_in_time(opened: Installation) -> None:
    """Every day has its version, and none is over."""
    adopted(opened)
    adopting.amend(opened, AMENDMENT, "test")

    with opened.database.reading() as session:
        held = [conventions.in_force(session, day) for day in (LAST, date(2010, 6, 16))]
        assert [one.version for one in held if one] == [1, 2]


def test_nothing_can_be_amended_before_it_exists(opened: Installation) -> None:
    """An amendment is no convention."""
    with pytest.raises(errors.NothingToAmend):
        adopting.amend(opened, AMENDMENT, "test")


def test_an_amendment_begins_after_what_it_amends(opened: Installation) -> None:
    """It would replace it without a word."""
    adopted(opened)
    early = File("avenant.toml", AMENDMENT.content.replace(b"first_day = 2010", b"first_day = 2009"))

    with pytest.raises(errors.ConventionRefused, match="2009-06-16"):
        adopting.amend(opened, early, "test")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("first_day = 2026-01-02", "first_day = 2027-01-02", "last_day.*finirait avant"),
        ("first_day = 2026-01-02", 'first_day = "2 janvier"', "first_day.*il faut un jour"),
        ('kind = "event"', 'kind = "fête"', "«.C.», kind.*«.fête.» n’est pas possible"),
        ('debtor = ["biblio"]', 'debtor = ["cnml"]', "«.B.», debtor.*«.cnml.»"),
        ('id = "B"', 'id = "A"', "«.A.» y est deux fois"),
        ("[words.kinds]", "[words.sortes]", "words, sortes.*pas connu"),
        ("[words.kinds]", "[rules]\nguard = 3\n[words.kinds]", "rules, guard.*«.3.»"),
        ("[words.kinds]", "[rules]\nreminders = [0]\n[words.kinds]", "rules, reminders.*«.0.»"),
        ('short = "Se réunir"', "", "«.C.», short.*il manque"),
        ("last_day = 2027-01-01", "last_day = 2027-13-01", "TOML"),
    ],
)
def test_a_file_is_refused_with_its_place(opened: Installation, old: str, new: str, says: str) -> None:
    """Somebody must find it."""
    assert old in OTHER
    with pytest.raises(errors.ConventionRefused, match=says):
        adopted(opened, other(**{old: new}))
    with opened.database.reading() as session:
        assert conventions.newest(session) is None
