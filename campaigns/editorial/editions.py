"""Freezing an issue: everything the letter is made of becomes one value with a SHA-256.

The hash covers the text, the partners as of that day, the sender and the templates; one changed comma
is another edition. Refuses to change an edition: there is no verb for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from campaigns.editorial import images, issues, labels, publications, second_subjects, snapshots, wordings
from campaigns.editorial.models import Edition, Issue, Item, Publication
from campaigns.editorial.snapshots import Part, Snapshot
from campaigns.editorial.wordings import Words
from lists.kinds import OrganisationKind
from lists.models import Organisation, PartnerIdentity
from lists.organisations import partners
from templates import designs, fingerprints, letter_json, letters, typed_text
from templates.rich_text import nodes, prosemirror

#: Who signs an item that is looked at by itself, as long as there is no publication.
_NOBODY = snapshots.Publication(
    id=0, name="", from_name="", from_address="", reply_to="", postal="", publisher="", director="", basis=""
)


def snapshot(
    session: Session,
    issue_id: int,
    data: Path,
    base_url: str,
    *,
    by_mail: bool = False,
    web: str = "",
    design: str = "",
) -> Snapshot:
    """Return what the letter is made of now; freezing keeps exactly this, unless it was asked for in another `design`.

    `by_mail` says that returned mail is read, so readers may also unsubscribe by mail. `web` is the token in the URL
    of a letter that has no number, and so is not public.

    Raises:
        errors.UnknownIssue.
    """
    issue = issues.get(session, issue_id)
    publication = session.get_one(Publication, issue.publication_id)
    words = wordings.on(session, issue.dated)
    return Snapshot(
        schema=snapshots.SCHEMA,
        base_url=base_url,
        by_mail=by_mail,
        publication=_publication(session, publication, data),
        issue=_issue(issue, web, second_subjects.text(session, issue_id)),
        sections=tuple(
            _section(key.value, tuple(_item(item, data) for item in held), words)
            for key, held in issues.sections(session, issue)
        ),
        partners=tuple(_partners(session, issue.dated, data)),
        template=_template(issue.template, design or issue.design or publication.design, data),
        network="",
    )


def alone(
    session: Session, item: Item, publication: Publication | None, data: Path, base_url: str, on: date
) -> Snapshot:
    """Return what the letter would be made of if this were its only item; it belongs to no issue.

    Without a publication nobody signs it.
    """
    section = _section(labels.home(item.type).value, (_item(item, data),), wordings.on(session, on))
    return Snapshot(
        schema=snapshots.SCHEMA,
        base_url=base_url,
        publication=_publication(session, publication, data) if publication else _NOBODY,
        issue=snapshots.Issue(id=0, number=None, title="", subject="", preheader="", dated=on),
        sections=(section,),
        partners=(),
        template=snapshots.Template(name="newsletter", sha256=""),
        network="",
    )


def read(session: Session, edition_id: int) -> Snapshot:
    """Return what the letter of an edition is made of."""
    return snapshots.parse(session.get_one(Edition, edition_id).content)


def freeze(session: Session, snapshot: Snapshot, letter: letters.Letter, now: datetime) -> Edition:
    """Keep a snapshot and the letter that it compiled to; the same content always gives the same edition."""
    sha256 = snapshot.sha256
    found = session.exec(select(Edition).where(Edition.sha256 == sha256)).first()
    if found is not None:
        return found
    content = snapshot.as_json()
    frozen_letter = letter_json.dump(letter)
    made = Edition(issue_id=snapshot.issue.id, sha256=sha256, content=content, letter=frozen_letter, frozen_at=now)
    session.add(made)
    session.flush()
    return made


def _publication(session: Session, row: Publication, data: Path) -> snapshots.Publication:
    listed = publications.mailing_list(session, row)
    rights = {"basis": listed.basis or "", "form": listed.form or ""}
    return _part(snapshots.Publication, row, **rights, **_logo(row.logo, data))


def _issue(row: Issue, web: str, second: str) -> snapshots.Issue:
    return _part(snapshots.Issue, row, web=web if row.number is None else "", second_subject=second)


def _section(key: str, items: tuple[snapshots.Piece, ...], words: Words) -> snapshots.Section:
    return snapshots.Section(key=key, items=items, heading=labels.section(key, words))


def _template(name: str, design: str, data: Path) -> snapshots.Template:
    # Editions of before there were designs have none: that of the common files stays unnamed.
    own = design if designs.folder(design) else ""
    return snapshots.Template(name=name, sha256=fingerprints.fingerprint(name, data / "templates", own), design=own)


def _item(row: Item, data: Path) -> snapshots.Piece:
    drawn = typed_text.within(prosemirror.parse(row.body), nodes.Image)
    return _part(snapshots.Piece, row, widths={image.src: images.width(data, image.src) for image in drawn})


def _partners(session: Session, on: date, data: Path) -> Iterator[snapshots.Partner]:
    """Yield the partners that have an identity on this day, in the order in which they were entered."""
    found = session.exec(
        select(Organisation).where(Organisation.kind == OrganisationKind.PARTNER.value).order_by(col(Organisation.id))
    )
    dated = [(partner.code, partners.identity_at(session, partner.id or 0, on)) for partner in found]
    return (_partner(code, identity, data) for code, identity in dated if identity is not None)


def _partner(code: str | None, identity: PartnerIdentity, data: Path) -> snapshots.Partner:
    return _part(snapshots.Partner, identity, code=code, **_logo(identity.logo, data))


def _logo(name: str | None, data: Path) -> dict[str, Any]:
    width, height = images.size(images.folder(data) / name) if name else (0, 0)
    return {"logo": name, "logo_width": width, "logo_height": height}


def _part(kind: Callable[..., Part], row: SQLModel, **more: Any) -> Part:
    """Make a part of the snapshot from the columns of a row, by name, and from the other given fields."""
    said = {name: getattr(row, name) for name in type(row).model_fields}
    return snapshots.read(kind, said | more)
