"""Handing the kit out: what a page shows of it behind the link of a letter, and the file of everything.

Looking counts nothing; taking the file is counted, once a day for the organisation that the letter went to. Refuses to
keep who of it took it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup
from sqlmodel import Session, select

from campaigns.editorial import downloads, images
from campaigns.partnership import evidence
from campaigns.partnership.evidence import Nature
from campaigns.partnership.kit import preparing
from campaigns.partnership.kit.rows import KitTaking
from campaigns.post import kit_tokens, link_errors
from campaigns.post.models import Delivery
from lists.kinds import OrganisationKind
from lists.models import Organisation, PartnerIdentity
from lists.organisations import partners
from runtime import clock
from runtime.installation import Installation
from runtime.language import _
from templates.rich_text import markdown_reading, standalone

#: The same moment for every file: the same kit gives the same bytes.
_THEN = (2009, 6, 16, 0, 0, 0)
_ENDS = (OrganisationKind.LOCAL_MISSION.value, OrganisationKind.REGIONAL_NETWORK.value)


@dataclass(frozen=True)
class Logo:
    """The logo of a partner, as it is today."""

    partner: str
    #: Name of its picture.
    name: str
    alt: str


@dataclass(frozen=True)
class Offer:
    """What a mission locale may pass on."""

    html: Markup
    #: To be copied, as plain text.
    text: str
    documents: tuple[downloads.Download, ...]
    logos: tuple[Logo, ...]


def look(opened: Installation, token: str) -> Offer:
    """Return what the kit holds.

    Raises:
        link_errors.LinkRefused: it is no link of a letter, or the kit is no longer offered.
    """
    kit_tokens.read(opened.keyring, token)
    with opened.database.reading() as session:
        content = preparing.newest(session)
        if content is None or not preparing.is_offered(session, clock.today(opened.clock)):
            raise link_errors.LinkRefused
        logos = tuple(_logos(session, opened))
    said = markdown_reading.from_markdown(content.text)
    found = (downloads.newest(opened, name) for name in content.documents)
    return Offer(standalone.html(said), standalone.text(said), tuple(one for one in found if one), logos)


def take(opened: Installation, token: str) -> bytes:
    """Return everything as a `.zip`, and count the organisation that the letter went to.

    Raises:
        link_errors.LinkRefused.
    """
    offer = look(opened, token)
    with opened.database.transaction() as session:
        _count(session, opened, kit_tokens.read(opened.keyring, token))
    return _zipped(opened, offer)


def _count(session: Session, opened: Installation, delivery_id: int) -> None:
    delivery = session.get(Delivery, delivery_id)
    number = delivery.organisation_id if delivery else None
    organisation = session.get(Organisation, number) if number else None
    today = clock.today(opened.clock)
    if organisation is None or organisation.kind not in _ENDS:
        return
    seen = select(KitTaking).where(KitTaking.organisation_id == number, KitTaking.on == today)
    if session.exec(seen).first() is None:
        session.add(KitTaking(organisation_id=number or 0, on=today))
    evidence.attach(
        session, preparing.ACT, on=today, subject=f"kit:{number}:{today.year}", nature=Nature.OBSERVED, actor="reader",
        text=_("Kit à relayer téléchargé par {name}").format(name=organisation.name),
    )  # fmt: skip


def _logos(session: Session, opened: Installation) -> Iterator[Logo]:
    today = clock.today(opened.clock)
    found = select(Organisation.id).where(Organisation.kind == OrganisationKind.PARTNER.value)
    for number in session.exec(found.order_by(Organisation.id)).all():  # type: ignore[arg-type]
        one: PartnerIdentity | None = partners.identity_at(session, number or 0, today)
        if one is not None and one.logo:
            yield Logo(one.name, one.logo, one.logo_alt or one.name)


def _zipped(opened: Installation, offer: Offer) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "texte.txt", offer.text.encode("utf-8"))
        _put(archive, "texte.html", f"<!doctype html>\n<meta charset=utf-8>\n{offer.html}\n".encode())
        for one in offer.documents:
            _put(archive, f"documents/{one.file_name}", one.path.read_bytes())
        for number, logo in enumerate(offer.logos, 1):
            ending = logo.name.rpartition(".")[2]
            _put(archive, f"logos/logo-{number}.{ending}", images.content(opened.settings.data, logo.name))
    return written.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _THEN)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content)
