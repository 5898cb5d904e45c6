"""Reading proposals in the newsroom and answering them: accepted, declined with a reason, and who comes."""

from __future__ import annotations

from sqlmodel import Session, select

from campaigns.editorial import item_writing
from campaigns.editorial.models import Item, ItemState, Placement, Publication
from campaigns.partnership import evidence
from campaigns.partnership.evidence import Nature
from campaigns.partnership.proposals import errors, expecting, messages, pictures, proposal_lookup, terms, views
from campaigns.partnership.proposals.proposal_rows import Proposal
from campaigns.partnership.proposals.proposal_states import ProposalState
from campaigns.partnership.proposals.views import Whole
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _

_LONGEST = 600


def accept(opened: Installation, proposal_id: int, actor: str) -> Whole:
    """Say yes: its article waits for its place from now on, and its author is told.

    Raises:
        errors.NoProposals, errors.ProposalUnknown, errors.ProposalSettled, errors.ProposalUnseen.
        errors.ProposalWithoutArticle; item_errors.NotReady: the article lacks what every article has.
    """
    with opened.database.transaction() as session:
        row = proposal_lookup.open_(session, opened, proposal_id)
        if row.state == ProposalState.AWAITING.value:
            first = terms.lately(session, opened).first
            raise errors.ProposalUnseen(id=proposal_id, partner=first.of if first else _("du partenaire"))
        item = session.get(Item, row.item_id) if row.item_id else None
        if item is None or item.deleted_at is not None:
            raise errors.ProposalWithoutArticle(id=proposal_id)
        item_writing.make_ready(session, item, opened.clock.now(), actor)
        publication = session.get_one(Publication, row.publication_id)
        expected = expecting.said(session, publication, clock.today(opened.clock))
        messages.send(
            session, opened, row, title=_("Votre proposition n° {id} est acceptée").format(id=row.id),
            paragraphs=(
                _("« {title} » paraîtra dans un prochain numéro, sans doute le {issue}.").format(
                    title=row.title, issue=expected
                ),
                _("Nous vous écrirons le jour où l’article sera paru."),
            ),
        )  # fmt: skip
        _settle(session, opened, row, ProposalState.ACCEPTED, actor)
        return views.whole(session, opened, row)


def decline(opened: Installation, proposal_id: int, reason: str, actor: str) -> Whole:
    """Say no, and why: its author reads it; the draft goes into the bin.

    Raises:
        errors.NoProposals, errors.ProposalUnknown, errors.ProposalSettled; errors.DeclineRefused: no reason.
    """
    why = reason.strip()
    if not why or len(why) > _LONGEST:
        problem = _("dites pourquoi, en une phrase : son auteur la lira") if not why else _("{most} signes au plus")
        raise errors.DeclineRefused(field="reason", reason=problem.format(most=_LONGEST))
    with opened.database.transaction() as session:
        row = proposal_lookup.open_(session, opened, proposal_id)
        row.reason = why
        messages.send(
            session, opened, row, title=_("Votre proposition n° {id}").format(id=row.id),
            paragraphs=(
                _("Merci d’avoir proposé « {title} ». Nous ne la publierons pas :").format(title=row.title), why,
                _("Vos prochaines actions nous intéressent : écrivez-nous quand vous voulez."),
            ),
        )  # fmt: skip
        _put_away(session, opened, row)
        _settle(session, opened, row, ProposalState.DECLINED, actor)
        return views.whole(session, opened, row)


def answer_invitation(opened: Installation, proposal_id: int, *, comes: bool, actor: str) -> Whole:
    """Tell the author whether the partner whom they invited comes; a second answer replaces the first.

    Raises:
        errors.NoProposals, errors.ProposalUnknown; errors.NothingAsked: nobody was invited.
    """
    with opened.database.transaction() as session:
        agreed, row = terms.lately(session, opened), proposal_lookup.locked(session, proposal_id)
        if not row.invites or agreed.guest is None:
            raise errors.NothingAsked
        if row.comes is comes:
            return views.whole(session, opened, row)
        row.comes = comes
        session.add(row)
        guest = agreed.guest.subject[:1].upper() + agreed.guest.subject[1:]
        said = _("{guest} viendra.") if comes else _("{guest} ne pourra pas venir, et vous remercie de l’invitation.")
        messages.send(
            session, opened, row, title=_("Votre invitation : « {title} »").format(title=row.title),
            paragraphs=(said.format(guest=guest),),
        )  # fmt: skip
        _prove_answer(session, opened, row, guest, actor)
        audit.record(session, opened.clock.now(), actor, "proposal.invitation_answered", proposal=row.id)
        return views.whole(session, opened, row)


def _prove_answer(session: Session, opened: Installation, row: Proposal, guest: str, actor: str) -> None:
    """Add the answer to what the invitation proves."""
    words = (
        _("Invitation à « {title} » : {guest} viendra.")
        if row.comes
        else _("Invitation à « {title} » : {guest} a décliné.")
    )
    evidence.attach(
        session, terms.INITIATIVE, on=clock.today(opened.clock), subject=f"invitation:{row.id}",
        text=words.format(title=row.title, guest=guest), nature=Nature.DECLARED, actor=actor,
    )  # fmt: skip


def _settle(session: Session, opened: Installation, row: Proposal, state: ProposalState, actor: str) -> None:
    row.state, row.settled_at = state.value, opened.clock.now()
    if state is ProposalState.DECLINED:  # who is published hears of it, then is forgotten
        row.sender, row.sender_key = "", None
    session.add(row)
    act = "proposal.accepted" if state is ProposalState.ACCEPTED else "proposal.declined"
    audit.record(session, opened.clock.now(), actor, act, proposal=row.id)


def _put_away(session: Session, opened: Installation, row: Proposal) -> None:
    """Put the draft into the bin, unless somebody made an article of it, and throw away a picture that waits."""
    item = session.get(Item, row.item_id) if row.item_id else None
    placed = session.exec(select(Placement).where(Placement.item_id == row.item_id)).first() is not None
    if item is not None and item.state == ItemState.DRAFT.value and not placed and item.deleted_at is None:
        item.deleted_at = opened.clock.now()
        session.add(item)
    if row.picture:
        pictures.forget(session, opened.settings.data, row)
