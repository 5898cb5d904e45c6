"""People are found as one types their names, whichever database keeps them."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlmodel import col

from lists import folded_search
from lists.models import Contact
from runtime.installation import Installation
from tests import cast

pytestmark = pytest.mark.dialects
NAMES = ("Hervé", "Zoë", "Jean-François", "Léa")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("herve", ["Hervé"]), ("HERVÉ", ["Hervé"]), ("Zoé oeuv", ["Zoë"]), ("œuvrard lea", ["Léa"]),
        ("jean francois", ["Jean-François"]), ("Jean‑François", ["Jean-François"]), ("ombelle.example HERV", ["Hervé"]),
        ("100 % _", []), ("?!", []), ("hervx", []),
    ],
)  # fmt: skip
def test_a_person_is_found_without_signs(opened: Installation, typed: str, found: list[str]) -> None:
    """« Œuvrard » by « oeuvrard » too; what stands for anything in SQL stands for itself, or for nothing."""
    with opened.database.transaction() as session:
        cast.publish(session)
        company = cast.organisation(session, "Ombelle")
        for number, name in enumerate(NAMES):
            cast.reader(session, opened, f"p{number}@ombelle.example", company, name)
    said = (col(Contact.first_name), col(Contact.last_name), col(Contact.email_shown))
    with opened.database.reading() as session:
        rows = session.execute(sa.select(*said).where(folded_search.likely(said, typed)).order_by(col(Contact.id)))
        assert [row[0] for row in rows if folded_search.holds(typed, row)] == found
