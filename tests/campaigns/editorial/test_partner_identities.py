"""Partners: each identity ends on the eve of the next, and the past is not rewritten."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import PIL.Image
import pytest
from sqlmodel import Session

from campaigns import errors
from campaigns.editorial import partner_identities
from campaigns.editorial.partner_identities import Identity, IdentityChange
from cli import local_files
from lists.organisations import partners as dated
from runtime import clock
from runtime.files import File
from runtime.installation import Installation

FIRST_DAY = date(2009, 6, 16)
FIRST = IdentityChange(FIRST_DAY, name="CNML", url="https://cnml.example")


@pytest.fixture
def logo(tmp_path: Path) -> File:
    """A picture."""
    PIL.Image.new("RGB", (40, 20)).save(tmp_path / "logo.png")
    return local_files.picture(tmp_path / "logo.png")


def change(opened: Installation, *changes: IdentityChange) -> list[Identity]:
    """Make every change in turn; return the identities, newest first."""
    for new in changes:
        partner_identities.change(opened, "cnml", new, "test")
    return partner_identities.listed(opened)


def test_a_new_identity_ends_the_one_before(opened: Installation) -> None:
    """On the eve."""
    newest, oldest = change(opened, FIRST, IdentityChange(date(2010, 6, 16), mention="Partenaire national"))

    assert (oldest.since, oldest.until) == (date(2009, 6, 16), date(2010, 6, 15))
    assert (newest.since, newest.until) == (date(2010, 6, 16), None)


def test_what_is_not_given_stays(opened: Installation) -> None:
    """A new mention keeps the name and the site."""
    newest, oldest = change(opened, FIRST, IdentityChange(date(2010, 6, 16), mention="Partenaire national"))

    assert (newest.name, newest.url, newest.mention) == ("CNML", "https://cnml.example", "Partenaire national")
    assert oldest.mention == ""


def test_the_same_day_mends_the_same_identity(opened: Installation) -> None:
    """A slip of the keyboard leaves no trace in the list."""
    (only,) = change(opened, FIRST, IdentityChange(FIRST_DAY, name="Conseil national des missions locales"))

    assert only.name == "Conseil national des missions locales"


def test_an_identity_that_had_ended_keeps_its_end(opened: Installation) -> None:
    """A partnership may pause."""
    with opened.database.transaction() as session:
        partner_identities.revise(session, opened.settings.data, "cnml", FIRST, FIRST_DAY).valid_until = date(
            2009, 12, 31
        )
    _newest, oldest = change(opened, IdentityChange(date(2011, 1, 1)))

    assert oldest.until == date(2009, 12, 31)


def test_the_past_is_not_rewritten(opened: Installation) -> None:
    """Letters went out under that name."""
    with pytest.raises(errors.PartnerRefused, match="2009-06-16"):
        change(opened, FIRST, IdentityChange(date(2009, 1, 1), name="Autre"))


def test_every_day_has_its_identity(opened: Installation) -> None:
    """None before the first."""
    change(opened, FIRST, IdentityChange(date(2010, 6, 16), name="Réseau"))

    def named(session: Session, on: date) -> str | None:
        found = dated.identity_at(session, 1, on)
        return found.name if found else None

    days = (date(2009, 6, 15), date(2010, 6, 15), date(2010, 6, 16))
    with opened.database.reading() as session:
        assert [named(session, day) for day in days] == [None, "CNML", "Réseau"]


def test_a_logo_is_copied(opened: Installation, logo: File) -> None:
    """By what it holds."""
    (only,) = change(opened, IdentityChange(FIRST_DAY, "CNML", "", "https://cnml.example", logo, "CNML"))

    assert (opened.settings.data / "images" / only.logo).is_file()


def test_a_logo_needs_words_and_a_site(opened: Installation, logo: File) -> None:
    """For those who do not see it, and because it is a link."""
    with pytest.raises(errors.PartnerRefused, match=r"^logo_alt\b"):
        change(opened, IdentityChange(FIRST_DAY, "CNML", url="https://cnml.example", logo=logo))
    with pytest.raises(errors.PartnerRefused, match=r"^url\b"):
        change(opened, IdentityChange(FIRST_DAY, "CNML", logo=logo, logo_alt="CNML"))


def test_without_a_day_it_is_today(opened: Installation) -> None:
    """In Paris."""
    (only,) = change(opened, IdentityChange(name="CNML"))

    assert only.since == clock.today(opened.clock)


@pytest.mark.parametrize("code", ["", "A", "a b", "é", "x" * 33])
def test_a_code_is_plain(opened: Installation, code: str) -> None:
    """Scripts and templates name partners by it."""
    with pytest.raises(errors.PartnerRefused, match=r"^code\b"):
        partner_identities.change(opened, code, FIRST, "test")
