"""Partners: each identity ends on the eve of the next, and the past is not rewritten."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import PIL.Image
import pytest
from sqlmodel import Session

from campaigns import errors
from campaigns.editorial import partners
from campaigns.editorial.partners import Change
from lists import partners as dated
from lists.models import PartnerIdentity
from runtime.database import Database

FIRST = Change(date(2009, 6, 16), name="CNML", url="https://cnml.example")


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    """A picture."""
    PIL.Image.new("RGB", (40, 20)).save(tmp_path / "logo.png")
    return tmp_path / "logo.png"


def change(database: Database, folder: Path, *changes: Change) -> list[PartnerIdentity]:
    """Make every change in turn; return the identities, newest first."""
    with database.transaction() as session:
        for new in changes:
            partners.change(session, folder, "cnml", new)
        return partners.listed(session)[0][1]


def test_a_new_identity_ends_the_one_before(database: Database, tmp_path: Path) -> None:
    """On the eve."""
    newest, oldest = change(database, tmp_path, FIRST, Change(date(2010, 6, 16), mention="Partenaire national"))

    assert (oldest.valid_from, oldest.valid_until) == (date(2009, 6, 16), date(2010, 6, 15))
    assert (newest.valid_from, newest.valid_until) == (date(2010, 6, 16), None)


def test_what_is_not_given_stays(database: Database, tmp_path: Path) -> None:
    """A new mention keeps the name and the site."""
    newest, oldest = change(database, tmp_path, FIRST, Change(date(2010, 6, 16), mention="Partenaire national"))

    assert (newest.name, newest.url, newest.mention) == ("CNML", "https://cnml.example", "Partenaire national")
    assert oldest.mention is None


def test_the_same_day_mends_the_same_identity(database: Database, tmp_path: Path) -> None:
    """A slip of the keyboard leaves no trace in the list."""
    (only,) = change(database, tmp_path, FIRST, Change(FIRST.since, name="Conseil national des missions locales"))

    assert only.name == "Conseil national des missions locales"


def test_an_identity_that_had_ended_keeps_its_end(database: Database, tmp_path: Path) -> None:
    """A partnership may pause."""
    with database.transaction() as session:
        partners.change(session, tmp_path, "cnml", FIRST).valid_until = date(2009, 12, 31)
    _newest, oldest = change(database, tmp_path, Change(date(2011, 1, 1)))

    assert oldest.valid_until == date(2009, 12, 31)


def test_the_past_is_not_rewritten(database: Database, tmp_path: Path) -> None:
    """Letters went out under that name."""
    with pytest.raises(errors.PartnerRefused, match="2009-06-16"):
        change(database, tmp_path, FIRST, Change(date(2009, 1, 1), name="Autre"))


def test_every_day_has_its_identity(database: Database, tmp_path: Path) -> None:
    """None before the first."""
    change(database, tmp_path, FIRST, Change(date(2010, 6, 16), name="Réseau"))

    def named(session: Session, on: date) -> str | None:
        found = dated.identity_at(session, 1, on)
        return found.name if found else None

    days = (date(2009, 6, 15), date(2010, 6, 15), date(2010, 6, 16))
    with database.reading() as session:
        assert [named(session, day) for day in days] == [None, "CNML", "Réseau"]


def test_a_logo_is_copied(database: Database, tmp_path: Path, logo: Path) -> None:
    """The file may go."""
    (only,) = change(database, tmp_path, Change(FIRST.since, "CNML", "", "https://cnml.example", logo, "CNML"))

    logo.unlink()
    assert (tmp_path / "images" / str(only.logo)).is_file()


def test_a_logo_needs_words_and_a_site(database: Database, tmp_path: Path, logo: Path) -> None:
    """For those who do not see it, and because it is a link."""
    with pytest.raises(errors.PartnerRefused, match="--logo-alt"):
        change(database, tmp_path, Change(FIRST.since, "CNML", url="https://cnml.example", logo=logo))
    with pytest.raises(errors.PartnerRefused, match="--url"):
        change(database, tmp_path, Change(FIRST.since, "CNML", logo=logo, logo_alt="CNML"))


@pytest.mark.parametrize("code", ["", "A", "a b", "é", "x" * 33])
def test_a_code_is_plain(database: Database, tmp_path: Path, code: str) -> None:
    """Scripts and templates name partners by it."""
    with pytest.raises(errors.PartnerRefused, match="CODE"), database.transaction() as session:
        partners.change(session, tmp_path, code, FIRST)
