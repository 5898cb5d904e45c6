"""Whom a letter reached: every breakdown adds up to what the ledger accepted."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlmodel import col

from campaigns.acting.launching import Launched
from campaigns.acting.rights import objection_and_erasure
from campaigns.post import delivery_events
from campaigns.post.delivery_events import EventKind, Heard
from campaigns.post.figures import reach
from campaigns.post.figures.reach import Share
from campaigns.post.models import Delivery
from mailer.reasons import Reason
from runtime.installation import Installation
from tests.campaigns.post.figures.conftest import told


def test_reached_is_accepted_and_not_sent_back(opened: Installation, campaign: Launched) -> None:
    """Who reported the letter has it; who is uncertain does not count."""
    counted = told(opened, campaign).reach

    assert (counted.contacts, counted.organisations) == (5, 3)


def test_every_breakdown_adds_up(opened: Installation, campaign: Launched) -> None:
    """To the unit."""
    counted = told(opened, campaign).reach

    assert {sum(share.contacts for share in part) for part in (counted.kinds, counted.regions, counted.roles)} == {5}


def test_kinds_count_organisations_once(opened: Installation, campaign: Launched) -> None:
    """Two readers of one company are one company."""
    assert told(opened, campaign).reach.kinds == (
        Share("company", 1, 2), Share("local_mission", 1, 2), Share("regional_network", 1, 1),
    )  # fmt: skip


def test_regions_are_those_of_the_issue(opened: Installation, campaign: Launched) -> None:
    """In 2009 the Drôme was in Rhône-Alpes; a regional network is where its missions are."""
    with opened.database.reading() as session:
        later = reach.reach(session, campaign.id or 0, date(2017, 1, 1))

    assert told(opened, campaign).reach.regions == (Share("Rhône-Alpes", 3, 5),)
    assert later.regions == (Share("Auvergne-Rhône-Alpes", 3, 5),)


def test_roles_are_counted(opened: Installation, campaign: Launched) -> None:
    """The most frequent first, then by name."""
    roles = [(share.name, share.contacts) for share in told(opened, campaign).reach.roles]

    assert roles == [
        ("adviser", 1), ("director", 1), ("human_resources", 1), ("manager", 1), ("network_leader", 1),
    ]  # fmt: skip


def test_a_report_stays_as_it_was(opened: Installation, campaign: Launched) -> None:
    """To the unit, whoever is erased and whatever is undone or corrected since."""
    before = told(opened, campaign)
    for email in ("zoe@exemple.example", "yasmine@exemple.example", "soizic@exemple.example", "noel@exemple.example"):
        objection_and_erasure.forget(opened, email, "test")
    with opened.database.transaction() as session:
        session.execute(sa.text("DELETE FROM subscription"))
        session.execute(sa.text("DELETE FROM contact WHERE email = 'loic@exemple.example'"))
        session.execute(sa.text("UPDATE contact SET role = 'other'"))
        session.execute(sa.text("UPDATE organisation SET departement = '974', kind = 'company'"))

    assert told(opened, campaign) == before


_SAID = "organisation_id, role, places, contact_id, address, reply"


def test_what_is_kept_of_the_erased_names_nobody(opened: Installation, campaign: Launched) -> None:
    """Neither their address nor the key by which their letter could be told from the others."""
    objection_and_erasure.forget(opened, "zoe@exemple.example", "test")
    with opened.database.reading() as session:
        letters = session.execute(sa.text(f"SELECT {_SAID} FROM delivery WHERE contact_id IS NULL")).all()
        (kept,) = session.execute(sa.text("SELECT * FROM erased_recipient")).mappings()

    assert [tuple(one) for one in letters] == [(None, "", "", None, "", "")]
    assert set(kept) == {"id", "campaign_id", "organisation_id", "role", "places"}


def test_a_letter_that_comes_back_after_an_erasure_is_counted_where_it_was(
    opened: Installation, campaign: Launched
) -> None:
    """It says no longer whose it was: which line of the report it belongs to is not known either."""
    before = told(opened, campaign)
    objection_and_erasure.forget(opened, "zoe@exemple.example", "test")
    with opened.database.transaction() as session:
        number = session.scalars(sa.select(col(Delivery.id)).where(col(Delivery.contact_id).is_(None))).one()
        heard = Heard("bounce:1", EventKind.BOUNCED, number or 0, 1_253_100_000, Reason.USER_UNKNOWN, hard=True)
        delivery_events.record(session, heard)

    assert told(opened, campaign) == before
