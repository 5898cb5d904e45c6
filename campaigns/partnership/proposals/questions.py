"""The one question about a proposal: who allowed the picture, and whether somebody young agreed to be shown or quoted.

Asked once, in the receipt or by a person of the newsroom; answered behind a signed link. Until then the article can run
without its picture; a picture that is not allowed is thrown away.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from campaigns.editorial import images, item_versions
from campaigns.editorial.models import Item, ItemState
from campaigns.partnership.proposals import errors, lacks, links, messages, pictures, proposal_lookup
from campaigns.partnership.proposals.lacks import Lack
from campaigns.partnership.proposals.proposal_rows import Proposal
from runtime import audit
from runtime.installation import Installation
from runtime.language import _

_LONGEST = 300


class Consent(StrEnum):
    """What the author says of somebody young."""

    GIVEN = "given"
    REFUSED = "refused"
    #: Nobody can be recognised, and nobody is quoted.
    NOBODY = "nobody"


@dataclass(frozen=True)
class Asked:
    """A question, as its page shows it."""

    id: int
    title: str
    lacks: tuple[Lack, ...]
    #: The picture that waits, as it is stored; empty for none.
    picture: str
    #: Whether it was answered, or needs no answer any more.
    over: bool


@dataclass(frozen=True)
class Answer:
    """What the author answers."""

    #: Who allowed the picture.
    rights: str = ""
    #: Nobody did: the article runs without it.
    without: bool = False
    #: One of `Consent`; empty when nothing was chosen.
    consent: str = ""


def ask(opened: Installation, proposal_id: int, wanted: Collection[Lack], actor: str) -> None:
    """Ask the author, once.

    Raises:
        errors.NoProposals, errors.ProposalUnknown, errors.ProposalSettled, errors.AlreadyAsked.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        row = proposal_lookup.open_(session, opened, proposal_id)
        if row.asked_at is not None:
            raise errors.AlreadyAsked(id=proposal_id)
        row.asked, row.asked_at = [one.value for one in Lack if one in wanted], now
        _withhold(session, row, now, actor)
        session.add(row)
        messages.send(
            session, opened, row, title=_("Une question sur votre proposition n° {id}").format(id=row.id),
            paragraphs=(
                _("Avant de publier « {title} », il nous manque :").format(title=row.title), *lacks.worded(row.asked),
                _("Sans réponse, l’article peut paraître sans sa photo."),
            ),
            url=links.question_url(opened, proposal_id), label=_("Répondre"),
        )  # fmt: skip
        audit.record(session, now, actor, "proposal.asked", proposal=proposal_id)


def look(opened: Installation, token: str) -> Asked:
    """Return what the page of a question shows; changes nothing.

    Raises:
        link_errors.LinkRefused, errors.ProposalUnknown.
    """
    with opened.database.reading() as session:
        return _asked(proposal_lookup.get(session, links.questioned(opened.keyring, token)))


def answer(opened: Installation, token: str, said: Answer) -> Asked:
    """Keep what the author answers, and show the picture in the article, or throw it away.

    Raises:
        link_errors.LinkRefused, errors.ProposalUnknown; errors.NothingAsked: it was answered before.
        errors.ProposalRefused: something is not answered.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        row = proposal_lookup.locked(session, links.questioned(opened.keyring, token))
        if _asked(row).over:
            raise errors.NothingAsked
        _require_whole(row, said)
        row.answered_at = now
        row.rights = "" if said.without else _line(said.rights) or row.rights
        if Lack.CONSENT.value in row.asked:
            row.consent = {Consent.GIVEN: True, Consent.REFUSED: False}.get(Consent(said.consent))
        is_refused = said.without or row.consent is False
        if row.picture and not is_refused:
            _show(session, opened, row, now)
        elif row.picture:
            pictures.forget(session, opened.settings.data, row)
        session.add(row)
        audit.record(session, now, "reader", "proposal.answered", proposal=row.id)
        return _asked(row)


def _asked(row: Proposal) -> Asked:
    over = row.answered_at is not None or not row.asked
    return Asked(row.id or 0, row.title, tuple(Lack(one) for one in row.asked), row.picture, over)


def _require_whole(row: Proposal, said: Answer) -> None:
    problems = {}
    if Lack.RIGHTS.value in row.asked and not said.without and not _line(said.rights):
        problems[Lack.RIGHTS.value] = _("dites qui permet de publier la photo, ou que l’article paraisse sans elle")
    if Lack.CONSENT.value in row.asked and said.consent not in list(Consent):
        problems[Lack.CONSENT.value] = _("choisissez une des trois réponses")
    if problems:
        raise errors.ProposalRefused(fields=problems)


def _withhold(session: Session, row: Proposal, now: datetime, actor: str) -> None:
    """Take the picture out of an article that nobody has received: it waits for the answer like any other."""
    item = session.get(Item, row.item_id, with_for_update=True) if row.item_id else None
    if item is not None and item.image and item.state != ItemState.PUBLISHED.value:
        before = item_versions.content(item)
        row.picture, row.rights = item.image, row.rights or item.rights
        item.image, item.image_width, item.image_height = "", 0, 0
        session.add(item)
        item_versions.keep(session, item, before, now, actor)


def _line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]


def _show(session: Session, opened: Installation, row: Proposal, now: datetime) -> None:
    """Put the picture into the article, unless readers have it already or it has another one."""
    item = session.get(Item, row.item_id, with_for_update=True) if row.item_id else None
    if item is not None and item.deleted_at is None and not item.image and item.state != ItemState.PUBLISHED.value:
        before = item_versions.content(item)
        width, height = images.size(images.folder(opened.settings.data) / row.picture)
        item.image, item.rights, item.alt_awaited = row.picture, row.rights, not item.image_alt
        item.image_width, item.image_height = width, height
        session.add(item)
        item_versions.keep(session, item, before, now, "reader")
    row.picture = ""
