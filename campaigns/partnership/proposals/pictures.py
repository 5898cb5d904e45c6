"""The pictures of proposals that wait for an answer: thrown away when they may not be shown."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import String, cast
from sqlmodel import Session, col, select

from campaigns.editorial import images
from campaigns.editorial.models import Item, Picture
from campaigns.partnership.proposals.proposal_rows import Proposal


def forget(session: Session, data: Path, row: Proposal) -> None:
    """Take the picture from a proposal, and its file from the disk when nothing else shows it."""
    name, row.picture = row.picture, ""
    session.add(row)
    session.flush()
    if name and not _is_used(session, name):
        (images.folder(data) / name).unlink(missing_ok=True)


def _is_used(session: Session, name: str) -> bool:
    shows = (col(Item.image) == name) | cast(col(Item.body), String).contains(name, autoescape=True)
    return (
        session.get(Picture, name) is not None
        or session.exec(select(Item.id).where(shows).limit(1)).first() is not None
        or session.exec(select(Proposal.id).where(Proposal.picture == name).limit(1)).first() is not None
    )
