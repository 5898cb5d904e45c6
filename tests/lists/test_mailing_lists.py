"""Mailing lists and their legal basis."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from lists import errors, mailing_lists


def test_the_first_list_is_made_once(session: Session) -> None:
    """And has no legal basis until somebody says one."""
    made = mailing_lists.make_first(session, "La Lettre")
    assert mailing_lists.make_first(session, "Autre").id == made.id
    assert made.basis is None


def test_each_list_has_a_name_of_its_own(session: Session) -> None:
    """Two letters may be called alike but for a list that is there already."""
    made = [mailing_lists.make(session, "La Lettre").name for _time in range(3)]

    assert made == ["La Lettre", "La Lettre (2)", "La Lettre (3)"]


def test_basis_and_note_are_set_apart(session: Session, letter: int) -> None:
    """What is not given stays."""
    mailing_lists.justify(session, letter, basis="public_task")
    kept = mailing_lists.justify(session, letter, note="Convention du 16 juin 2009")
    assert (kept.basis, kept.note) == ("public_task", "Convention du 16 juin 2009")


def test_a_basis_that_the_law_does_not_know_is_refused(session: Session, letter: int) -> None:
    """The sentence names those that it knows."""
    with pytest.raises(errors.BasisRefused, match="legitimate_interest"):
        mailing_lists.justify(session, letter, basis="habit")
