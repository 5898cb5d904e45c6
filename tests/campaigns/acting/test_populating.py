"""An installation is filled in one act: all of it, or nothing."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from campaigns import errors
from campaigns.acting import populating
from campaigns.acting.populating import Issue, Partner, Population
from campaigns.editorial import imprints, items, outlines, partner_identities
from campaigns.editorial.issues import TitleLines
from campaigns.editorial.item_files import Submission
from campaigns.editorial.models import Section
from lists import importing
from lists.kinds import ImportKind
from lists.models import Contact
from runtime.installation import Installation
from tests import cast

READERS = f"SIREN;Dénomination;E-mail\n552100554;Ateliers Brumevent;{cast.ZOE}\n"


def population(*issues: Issue) -> Population:
    """Return a partnership with one reader and one article."""
    identity = partner_identities.IdentityChange(date(2009, 6, 16), name="CNML")
    return Population(
        imprint=imprints.Change(name="La Lettre", sender=("Charte", "lettre@charte.example")),
        partners=(Partner("cnml", identity, date(2010, 6, 15)),),
        imports=(importing.File(READERS.encode(), "lecteurs.csv", ImportKind.COMPANIES),),
        segments={},
        articles=(Submission("bus.md", cast.ARTICLE.encode()),),
        issues=issues,
    )


def test_everything_is_there_from_the_first_day(opened: Installation) -> None:
    """The issue has the number that was said, and its articles at their places."""
    made = populating.populate(
        opened, population(Issue(TitleLines("Quatre", "Quatre"), {"bus": Section.ACTIONS}, number=4)), "me"
    )
    issue = outlines.show(opened, made.issues[0])

    assert (issue.number, [key for key, _held in issue.sections]) == (4, [Section.ACTIONS])
    assert [(one.since, one.until) for one in partner_identities.listed(opened)] == [
        (date(2009, 6, 16), date(2010, 6, 15))
    ]
    assert made.imports["lecteurs.csv"].rows == 1


def test_a_population_that_fails_leaves_nothing(opened: Installation) -> None:
    """Neither readers nor articles: it can be tried again."""
    with pytest.raises(errors.LineMissing):
        populating.populate(opened, population(Issue(TitleLines(" ", " "), {})), "me")

    assert (items.listed(opened), partner_identities.listed(opened)) == ([], [])
    with opened.database.reading() as session:
        assert session.exec(select(Contact)).all() == []
