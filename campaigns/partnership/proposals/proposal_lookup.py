"""Finding one proposal, for those who read it and those who change it."""

from __future__ import annotations

from sqlmodel import Session

from campaigns.partnership.proposals import errors, terms
from campaigns.partnership.proposals.proposal_rows import Proposal
from campaigns.partnership.proposals.proposal_states import ProposalState
from runtime.installation import Installation

_OPEN = (ProposalState.AWAITING.value, ProposalState.RECEIVED.value)


def get(session: Session, proposal_id: int) -> Proposal:
    """Return a proposal; raises errors.ProposalUnknown."""
    found = session.get(Proposal, proposal_id)
    if found is None:
        raise errors.ProposalUnknown(id=proposal_id)
    return found


def locked(session: Session, proposal_id: int) -> Proposal:
    """Return a proposal that nobody else changes until the end of this transaction; raises errors.ProposalUnknown."""
    found = session.get(Proposal, proposal_id, with_for_update=True)
    if found is None:
        raise errors.ProposalUnknown(id=proposal_id)
    return found


def open_(session: Session, opened: Installation, proposal_id: int) -> Proposal:
    """Return a proposal that waits for an answer, locked.

    Raises:
        errors.NoProposals, errors.ProposalUnknown, errors.ProposalSettled.
    """
    terms.lately(session, opened)
    found = locked(session, proposal_id)
    if found.state not in _OPEN:
        raise errors.ProposalSettled(id=proposal_id)
    return found
