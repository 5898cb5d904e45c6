"""Who proposes in tests: a mission locale of the Drôme and its network, under the shipped convention. Owns no test."""

from __future__ import annotations

import io
import os
from datetime import date
from typing import Any

import PIL.Image
from sqlmodel import Session, select

from campaigns.editorial import issues, publications
from campaigns.partnership.proposals import links
from campaigns.post.message_rows import ServiceMessage
from lists.models import Contact
from runtime.files import File
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership import conventions

INES, SOIZIC, NOEL = "ines@ml-drome.example", "soizic@arml.example", "noel@arml.example"
MISSION = "Mission locale du Haut-Val-Fictif"
#: The shipped convention, whose letters leave without a « bon à tirer ».
CHARTE = File(
    conventions.CHARTE.name,
    conventions.CHARTE.content.replace(b'approval = "each"', b'approval = "none"'),
)
#: The six fields, all well.
TYPED: dict[str, Any] = {
    "title": "Le bus de l’emploi s’arrête au pied des immeubles",
    "day": "08/10/2009",
    "place": "Valence, Drôme",
    "text": "Un mardi sur deux.\nHuit entreprises sont venues.\nSept embauches ont suivi.",
    "name": "Inès Morel",
}


def stage(opened: Installation) -> None:
    """Let a convention be in force, and enter Inès of a mission locale, and two people of its network."""
    with opened.database.transaction() as session:
        cast.publish(session)
        network = cast.organisation(session, "ARML Rhône-Alpes", "69", kind="regional_network")
        mission = cast.organisation(session, MISSION, "26", kind="local_mission")
        mission.regional_network_id = network.id
        session.add(mission)
        known(session, opened, INES, "Mme", "Inès", "Morel", mission.id)
        for email, first in ((SOIZIC, "Soizic"), (NOEL, "Noël")):
            known(session, opened, email, "M.", first, "Le Goff", network.id)
    conventions.adopted(opened, CHARTE)


def known(
    session: Session, opened: Installation, email: str, civility: str, first: str, last: str, employer: int | None
) -> None:
    """Enter a contact who is on no list."""
    contact = Contact(
        organisation_id=employer, civility=civility, first_name=first, last_name=last, email=email, email_shown=email,
        address_key=cast.key(opened, email), collected_from="test", collected_on=date(2009, 9, 1),
    )  # fmt: skip
    session.add(contact)
    session.flush()


def token(opened: Installation, email: str = INES) -> str:
    """Return the token of somebody's personal link."""
    with opened.database.reading() as session:
        contact = session.exec(select(Contact).where(Contact.email == email)).one()
        return links.url(opened, contact).rpartition("/")[2]


def plan(opened: Installation, dated: date) -> int:
    """Plan the next issue for a day, and return its id."""
    with opened.database.transaction() as session:
        publication = publications.everything(session)[0]
        made = issues.new(session, publication, issues.TitleLines("À venir", "À venir"), opened.clock.now())
        made.dated = dated
        session.add(made)
        return made.id or 0


def messages(opened: Installation, kind: str = "") -> list[ServiceMessage]:
    """Return what waits to be mailed, or was."""
    with opened.database.reading() as session:
        found = session.exec(select(ServiceMessage).order_by(ServiceMessage.id)).all()  # type: ignore[arg-type]
        return [one for one in found if one.kind == kind or not kind]


def photo(size: tuple[int, int] = (320, 240)) -> bytes:
    """Return a photograph that nobody took before."""
    picture = PIL.Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3))
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG")
    return buffer.getvalue()
