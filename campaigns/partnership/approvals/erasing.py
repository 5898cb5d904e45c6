"""Forgetting somebody who was shown proofs: their name and address go, that their side answered stays."""

from __future__ import annotations

from sqlmodel import Session, col, select

from campaigns.partnership.approvals.rows import ProofCopyRow, VerdictRow


def erase(session: Session, key: bytes) -> None:
    """Forget a person by the keyed hash of their address."""
    for row in session.exec(select(ProofCopyRow).where(ProofCopyRow.address_key == key)).all():
        row.name, row.function, row.email, row.address_key, row.code = "", "", "", b"", b""
        session.add(row)
        for said in session.exec(select(VerdictRow).where(col(VerdictRow.copy_id) == row.id)).all():
            said.name, said.function = "", ""
            session.add(said)
