"""A small year of a partnership, 16 June 2009 to 15 June 2010, of which every figure can be counted by hand.

Two issues left, in September and March; the second one carried nothing of the partnership, with a reason. A third was
refused by every server. Nobody spoke for the CNML from April on. One company of two was brought by a mission locale.
"""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import PIL.Image
import sqlalchemy as sa

from campaigns.acting import launching
from campaigns.editorial import issues, partner_identities, publications
from campaigns.editorial.partner_identities import IdentityChange
from campaigns.partnership import evidence
from campaigns.partnership.designations import verbs
from campaigns.partnership.designations.verbs import Naming, Role
from campaigns.partnership.evidence import Nature
from campaigns.post.models import Delivery
from campaigns.post.states import DeliveryState
from lists.models import Signature
from runtime.files import File
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership.conventions import adopted
from tests.clocks import MovableClock

FIRST, LAST = date(2009, 6, 16), date(2010, 6, 15)
_TOOL = """---
type: tool
title: Autodiagnostic en vingt questions
---
Une grille à remplir en comité de direction.
"""
UNAPPROVED = "La personne désignée est en congé."
REASON = "Le CNML a retiré son article la veille."


def lived(opened: Installation, clock: MovableClock, folder: Path) -> None:
    """Let the year pass, and stop on the day after it."""
    _at(clock, datetime(2009, 6, 16, 8, tzinfo=UTC))
    for code, name in (("charte", "Secrétariat général de la Charte de la diversité"), ("cnml", "Conseil national")):
        logo = File(f"{code}.png", _logo(len(code)))
        change = IdentityChange(name=name, url=f"https://{code}.example/", logo=logo, logo_alt=f"Logo : {name}")
        partner_identities.change(opened, code, change, "test")
    adopted(opened)
    _people(opened)
    _designated(opened)
    _at(clock, datetime(2009, 9, 15, 8, tzinfo=UTC))
    _sent(opened, folder, "La Lettre de septembre", cast.ARTICLE, DeliveryState.ACCEPTED)
    _at(clock, datetime(2009, 11, 24, 8, tzinfo=UTC))
    _attached(opened, "meeting:exchange", date(2009, 11, 24), "meeting:1", "Échange tenu à Paris", Nature.DECLARED)
    for month in (7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6):
        on = date(2009 if month > 6 else 2010, month, 1)
        _attached(opened, "link:cnml:charte", on, f"check:{on}", "Lien trouvé sur cnml.example", Nature.OBSERVED)
    _at(clock, datetime(2010, 1, 12, 9, tzinfo=UTC))
    _sent(opened, folder, "La Lettre de janvier", cast.ARTICLE, DeliveryState.REFUSED)
    _at(clock, datetime(2010, 3, 9, 9, tzinfo=UTC))
    _sent(opened, folder, "La Lettre de mars", _TOOL, DeliveryState.ACCEPTED, {"no_partner_item": REASON})
    _at(clock, datetime(2010, 6, 16, 8, tzinfo=UTC))


def _at(clock: MovableClock, moment: datetime) -> None:
    clock.move(moment - clock.now())


def _logo(seed: int) -> bytes:
    out = io.BytesIO()
    PIL.Image.new("RGB", (240, 120), (20 * seed, 60, 110)).save(out, "png")
    return out.getvalue()


def _people(opened: Installation) -> None:
    with opened.database.transaction() as session:
        cast.publish(session)
        mission = cast.organisation(session, "Mission locale Tilleul", "26", "local_mission")
        cast.organisation(session, "Mission locale du Haut-Val", "59", "local_mission")
        cast.reader(session, opened, "direction@ml-tilleul.example", mission)
        for name, departement, on, referrer in (
            ("Ateliers Brumevent", "26", date(2009, 9, 1), mission.id),
            ("Logiciels Ombelle", "33", date(2010, 2, 1), None),
        ):
            company = cast.organisation(session, name, departement)
            cast.reader(session, opened, f"contact@{departement}.example", company)
            assert company.id is not None
            session.add(Signature(organisation_id=company.id, signed_on=on, registered_on=on, referrer_id=referrer))


def _designated(opened: Installation) -> None:
    for side, until in (("charte", None), ("cnml", date(2010, 3, 31))):
        naming = Naming(side, Role.FOLLOW_UP, "Camille Fontaine", f"suivi@{side}.example", FIRST, until)
        verbs.add(opened, naming, "test")


def _attached(opened: Installation, act: str, on: date, subject: str, text: str, nature: Nature) -> None:
    with opened.database.transaction() as session:
        evidence.attach(session, act, on=on, subject=subject, text=text, nature=nature, actor="test")


def _sent(
    opened: Installation,
    folder: Path,
    title: str,
    article: str,
    state: DeliveryState,
    overrides: dict[str, str] | None = None,
) -> None:
    """Launch an issue that holds one article, and let every server answer alike."""
    with opened.database.transaction() as session:
        file = folder / "article.md"
        file.write_text(article, "utf-8")
        added = cast.items(session, opened.settings.data, [file], opened.clock.now())
        lines = issues.TitleLines(title, title, "Et l’outil du mois")
        made = issues.new(session, publications.ensure(session), lines, opened.clock.now())
        assert made.id is not None
        issues.add(session, made.id, [item.id or 0 for item in added], "actions")
        number = made.id
    order = launching.Order(number, grace=0, overrides=overrides or {}, without_approval=UNAPPROVED)
    launched = launching.launch(opened, order, "test")
    with opened.database.transaction() as session:
        session.execute(sa.update(Delivery).where(sa.column("campaign_id") == launched.id).values(state=state.value))
