"""Freezing an issue: everything the letter is made of becomes one value with a SHA-256.

The hash covers the text, the partners as they stand that day, the sender and the templates; one changed comma
is another edition. Refuses to change an edition: there is no verb for it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from campaigns.editorial import images, issues, publications
from campaigns.editorial.models import Edition, Issue, Item, Publication
from lists import partners
from lists.kinds import OrganisationKind
from lists.models import Organisation, PartnerIdentity
from templates import documents, fingerprints, frozen, letters, nodes, wording

#: The shape of `content`; a later shape has a later number.
SCHEMA = 2
#: The e-mail that two partners sign.
SPECIAL = "special"
_ITEM_FIELDS = (
    "id", "type", "title", "kicker", "intro", "body", "image", "image_alt", "image_width", "image_height", "caption",
    "credit", "link", "link_label", "starts", "ends", "place", "territory", "audience", "commitments", "author",
    "source",
)  # fmt: skip


def snapshot(
    session: Session, issue_id: int, data: Path, base_url: str, *, by_mail: bool = False, web: str = ""
) -> dict[str, Any]:
    """Return what the letter is made of now; freezing keeps exactly this.

    `by_mail` says that somebody reads what comes back, so that the letter may be left by mail too. `web` is the word
    under which readers find a letter that has no number, and so is not public.

    Raises:
        errors.UnknownIssue.
    """
    issue = issues.get(session, issue_id)
    publication = session.get_one(Publication, issue.publication_id)
    outline = issues.outline(session, issue)
    return {
        "schema": SCHEMA,
        "base_url": base_url,
        "by_mail": by_mail,
        "publication": _publication(session, publication, data),
        "issue": _issue(issue) | ({"web": web} if issue.number is None and web else {}),
        "sections": [
            {"key": key.value, "items": [_item(item, data) for item in held]} for key, held in outline.sections
        ],
        "partners": _partners(session, issue.dated, data),
        "template": {"name": issue.template, "sha256": fingerprints.fingerprint(issue.template, data / "templates")},
    }


def is_special(content: Mapping[str, Any]) -> bool:
    """Tell whether it is an issue that readers get who want the special ones only: the co-branded one."""
    return bool(content["template"]["name"] == SPECIAL)


def digest(content: dict[str, Any]) -> str:
    """Return the SHA-256 of a snapshot in its canonical form."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def freeze(session: Session, content: dict[str, Any], letter: letters.Letter, now: datetime) -> Edition:
    """Keep a snapshot and the letter that it compiled to; the same content is one edition, however often frozen."""
    sha256 = digest(content)
    found = session.exec(select(Edition).where(Edition.sha256 == sha256)).first()
    if found is not None:
        return found
    frozen_letter = frozen.dump(letter)
    made = Edition(issue_id=content["issue"]["id"], sha256=sha256, content=content, letter=frozen_letter, frozen_at=now)
    session.add(made)
    session.flush()
    return made


def _publication(session: Session, publication: Publication, data: Path) -> dict[str, Any]:
    fields = (
        "id",
        "name",
        "from_name",
        "from_address",
        "reply_to",
        "postal",
        "publisher",
        "director",
        "theme",
        "images",
    )
    values = {name: getattr(publication, name) for name in fields}
    basis = publications.mailing_list(session, publication).basis or ""
    return values | {"basis": basis} | _logo(publication.logo, data)


def _issue(issue: Issue) -> dict[str, Any]:
    fields = ("id", "number", "title", "subject", "preheader", "approvers")
    return {name: getattr(issue, name) for name in fields} | {"dated": issue.dated.isoformat()}


def _item(item: Item, data: Path) -> dict[str, Any]:
    drawn = wording.within(documents.parse(item.body), nodes.Image)
    widths = {image.src: images.width(data, image.src) for image in drawn}
    return {name: getattr(item, name) for name in _ITEM_FIELDS} | {"widths": widths}


def _partners(session: Session, on: date, data: Path) -> list[dict[str, Any]]:
    """Return the partners that have an identity on this day, in the order in which they were entered."""
    found = session.exec(
        select(Organisation).where(Organisation.kind == OrganisationKind.PARTNER.value).order_by(col(Organisation.id))
    )
    dated = [(partner.code, partners.identity_at(session, partner.id or 0, on)) for partner in found]
    return [_partner(code, identity, data) for code, identity in dated if identity is not None]


def _partner(code: str | None, identity: PartnerIdentity, data: Path) -> dict[str, Any]:
    shown = {"code": code, "name": identity.name, "mention": identity.mention, "url": identity.url}
    return shown | {"logo_alt": identity.logo_alt} | _logo(identity.logo, data)


def _logo(name: str | None, data: Path) -> dict[str, Any]:
    width, height = images.size(images.folder(data) / name) if name else (0, 0)
    return {"logo": name, "logo_width": width, "logo_height": height}
