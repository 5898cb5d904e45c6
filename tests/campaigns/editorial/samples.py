"""Snapshots for tests that look at a part of one only. Owns no test."""

from __future__ import annotations

from datetime import date
from typing import Any

from campaigns.editorial import snapshots
from campaigns.editorial.snapshots import Piece, Snapshot
from templates.rich_text import nodes, prosemirror


def piece(**said: Any) -> Piece:
    """Return an item of which so much is said."""
    known: dict[str, Any] = {"id": 1, "type": "tool", "title": "Un outil", "body": prosemirror.dump(nodes.Document())}
    return Piece(**(known | said))


def snapshot(*pieces: Piece, template: str = "newsletter") -> Snapshot:
    """Return the snapshot of an issue that holds these items."""
    publication = snapshots.Publication(
        id=1, name="La Lettre", from_name="Charte", from_address="lettre@charte.example", reply_to="", postal="",
        publisher="", director="", basis="",
    )  # fmt: skip
    return Snapshot(
        schema=snapshots.SCHEMA,
        base_url="https://lettre.example",
        publication=publication,
        issue=snapshots.Issue(id=1, number=4, title="", subject="", preheader="", dated=date(2009, 9, 15)),
        sections=(snapshots.Section(key="tool", items=pieces),),
        partners=(),
        template=snapshots.Template(name=template, sha256=""),
    )
