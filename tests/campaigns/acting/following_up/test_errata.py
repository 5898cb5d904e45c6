"""An erratum is prepared for those alone who have the faulty letter, and waits for a person."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns import errors as story
from campaigns.acting import segmenting
from campaigns.acting.following_up import errata
from campaigns.acting.launching import Launched
from campaigns.acting.preparing import plans
from campaigns.editorial import item_writing, outlines
from campaigns.post.models import NOT_DUE, Campaign, Delivery
from runtime.installation import Installation
from tests import audited


def test_it_goes_to_those_who_have_the_faulty_letter(opened: Installation, over: Launched) -> None:
    """Five of nine; Loïc, who reported the letter, gets nothing more."""
    with opened.database.transaction() as session:
        session.execute(sa.update(Delivery).where(sa.column("state") == "deferred").values(state="expired"))
        session.execute(sa.update(Delivery).values(next_at=NOT_DUE))
    made = errata.begin(opened, 1, "user:1")
    found = segmenting.count(opened, made.segment)
    outline = outlines.show(opened, made.issue_id)

    assert found.contacts == 5
    assert plans.kept(opened, made.issue_id).wish.segment == made.segment
    assert (outline.subject, outline.number) == ("Erratum\u00a0: La Lettre n°\u00a04\u00a0: recruter sans CV", None)
    assert "il fallait lire" in str(item_writing.sheet(opened, made.item_id))
    assert audited.acts(opened, "user:1")[-2][0] == "erratum.begun"
    with opened.database.reading() as session:
        assert _campaigns(session) == [1]  # nothing is launched


def test_a_letter_that_is_still_leaving_has_no_erratum(opened: Installation, campaign: Launched) -> None:
    """Who has it is not known yet."""
    with pytest.raises(story.WrongMoment):
        errata.begin(opened, 1, "test")


def _campaigns(session: Session) -> list[int | None]:
    return list(session.exec(select(Campaign.id).order_by(col(Campaign.id))))
