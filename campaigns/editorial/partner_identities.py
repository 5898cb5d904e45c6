"""Partners and how they are named and shown: an identity lasts from its first day until the next one begins.

Refuses to rewrite the past: a new identity never begins before the one that is in force.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from campaigns import errors
from campaigns.editorial import images
from lists.kinds import OrganisationKind
from lists.models import Organisation, PartnerIdentity
from runtime import audit, clock
from runtime.files import File
from runtime.installation import Installation
from runtime.language import _
from templates import typed_text, urls

_CODE = re.compile(r"[a-z][a-z0-9_-]{0,31}")


@dataclass(frozen=True)
class IdentityChange:
    """What changes about a partner from a day on; `None` changes nothing."""

    #: First day, in Paris; today by default.
    since: date | None = None
    name: str | None = None
    #: The long mention, for instance « Partenaire national de la Charte de la diversité ».
    mention: str | None = None
    url: str | None = None
    #: A picture, of which a copy is kept, and the words for those who do not see it.
    logo: File | None = None
    logo_alt: str | None = None

    @property
    def given(self) -> list[str]:
        """The names of the changed fields, sorted, without the day."""
        return sorted(one.name for one in fields(self) if one.name != "since" and getattr(self, one.name) is not None)


@dataclass(frozen=True)
class Identity:
    """How a partner is named and shown in a period, as people and scripts see it; unset fields are empty."""

    code: str
    name: str
    mention: str
    url: str
    #: The name under which the logo is kept, and the words for those who do not see it.
    logo: str
    logo_alt: str
    #: First and last day, in Paris; no last day while it is in force.
    since: date
    until: date | None

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {
            "code": self.code,
            "name": self.name,
            "mention": self.mention,
            "url": self.url,
            "logo": self.logo,
            "logo_alt": self.logo_alt,
            "from": self.since.isoformat(),
            "to": self.until.isoformat() if self.until else None,
        }


def change(opened: Installation, code: str, new: IdentityChange, actor: str) -> Identity:
    """Give a partner a new identity, and end the one before on the day before; an unknown code makes a new partner.

    A change that begins on the same day as the last one is merged into it.

    Raises:
        errors.PartnerRefused: a value cannot be used, or the change would begin before the last one.
        errors.ImageRefused: the logo is no picture.
        templates.errors.AddressRefused, templates.errors.TextRefused.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        identity = revise(session, opened.settings.data, code, new, clock.in_paris(now).date())
        audit.record(session, now, actor, "partner.changed", code=code, fields=new.given)
        return _identity(code, identity)


def end(opened: Installation, code: str, last_day: date, actor: str) -> Identity:
    """Say on which day a partner is named and shown for the last time; a later identity begins anew by `change`.

    Raises:
        errors.PartnerRefused: there is no such partner, or the day lies before its newest identity.
    """
    with opened.database.transaction() as session:
        last = session.exec(_identities(_known(session, code)).limit(1)).first()
        if last is None or last_day < last.valid_from:
            since = last.valid_from.isoformat() if last else "?"
            reason = _("l’identité en vigueur commence le {day}, elle ne peut pas finir avant").format(day=since)
            raise errors.PartnerRefused(field="until", reason=reason)
        last.valid_until = last_day
        session.add(last)
        audit.record(session, opened.clock.now(), actor, "partner.ended", code=code, until=last_day.isoformat())
        return _identity(code, last)


def listed(opened: Installation) -> list[Identity]:
    """Return the identities of every partner, newest first, in the order in which partners were entered."""
    with opened.database.reading() as session:
        partners = session.exec(
            select(Organisation)
            .where(Organisation.kind == OrganisationKind.PARTNER.value)
            .order_by(col(Organisation.id))
        ).all()
        return [_identity(one.code or "", each) for one in partners for each in session.exec(_identities(one))]


def revise(session: Session, data: Path, code: str, new: IdentityChange, today: date) -> PartnerIdentity:
    """Give a partner a new identity; raises as `change`."""
    partner = _partner(session, code, new.name or "")
    last = session.exec(_identities(partner).limit(1)).first()
    identity = _following(partner, last, new.since or today)
    _write(identity, new)
    if new.logo is not None:
        identity.logo = images.keep(data, new.logo).name
    _require_whole(identity)
    partner.name = identity.name
    session.add(identity)
    session.flush()
    return identity


def _identity(code: str, row: PartnerIdentity) -> Identity:
    return Identity(
        code=code,
        name=row.name,
        mention=row.mention or "",
        url=row.url or "",
        logo=row.logo or "",
        logo_alt=row.logo_alt or "",
        since=row.valid_from,
        until=row.valid_until,
    )


def _found(session: Session, code: str) -> Organisation | None:
    kind = OrganisationKind.PARTNER.value
    return session.exec(select(Organisation).where(Organisation.kind == kind, Organisation.code == code)).first()


def _known(session: Session, code: str) -> Organisation:
    found = _found(session, code)
    if found is None:
        raise errors.PartnerRefused(field="code", reason=_("aucun partenaire n’a le code « {code} »").format(code=code))
    return found


def _partner(session: Session, code: str, name: str) -> Organisation:
    found = _found(session, code)
    if found is not None:
        return found
    if not _CODE.fullmatch(code):
        reason = _("« {code} » n’est pas un code comme cnml, en minuscules et sans espace").format(code=code)
        raise errors.PartnerRefused(field="code", reason=reason)
    made = Organisation(kind=OrganisationKind.PARTNER.value, code=code, name=name)
    session.add(made)
    session.flush()
    return made


def _following(partner: Organisation, last: PartnerIdentity | None, since: date) -> PartnerIdentity:
    """Return the identity that begins on `since`, like the last one until it is changed."""
    assert partner.id is not None
    if last is None:
        return PartnerIdentity(organisation_id=partner.id, name="", valid_from=since)
    if since < last.valid_from:
        reason = _("l’identité en vigueur commence le {day}, la suivante ne peut pas la précéder")
        raise errors.PartnerRefused(field="since", reason=reason.format(day=last.valid_from.isoformat()))
    if since == last.valid_from:
        return last
    eve = since - timedelta(days=1)
    last.valid_until = min(last.valid_until or eve, eve)
    same = last.model_dump(exclude={"id", "valid_from", "valid_until"})
    return PartnerIdentity(**same, valid_from=since)


def _write(identity: PartnerIdentity, new: IdentityChange) -> None:
    for field in ("name", "mention", "logo_alt"):
        said = getattr(new, field)
        if said is not None:
            typed_text.require_printable(said.replace("\n", "\0"))
            setattr(identity, field, said.strip())
    if new.url is not None:
        identity.url = _web(new.url)


def _require_whole(identity: PartnerIdentity) -> None:
    if not identity.name:
        raise errors.PartnerRefused(field="name", reason=_("un partenaire a un nom"))
    if identity.logo and not identity.logo_alt:
        reason = _("dites en quelques mots ce que montre le logo, pour qui ne le voit pas")
        raise errors.PartnerRefused(field="logo_alt", reason=reason)
    if identity.logo and not identity.url:
        raise errors.PartnerRefused(field="url", reason=_("dans la lettre, un logo mène au site du partenaire"))


def _web(url: str) -> str:
    address = urls.normalised(url) if url.strip() else ""
    if address and not urls.host(address):
        reason = _("« {url} » n’est pas une adresse http ou https").format(url=url)
        raise errors.PartnerRefused(field="url", reason=reason)
    return address


def _identities(partner: Organisation) -> SelectOfScalar[PartnerIdentity]:
    newest = (col(PartnerIdentity.valid_from).desc(), col(PartnerIdentity.id).desc())
    return select(PartnerIdentity).where(PartnerIdentity.organisation_id == partner.id).order_by(*newest)
