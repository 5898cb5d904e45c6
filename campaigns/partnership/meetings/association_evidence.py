"""Whether the other partner was invited to an event or a campaign, and what it answered: evidence of an association.

An invitation counts once the guest's mail server took it. Refuses kinds to which nobody is associated.
"""

from __future__ import annotations

from sqlmodel import Session

from campaigns.editorial import event_times
from campaigns.partnership import evidence
from campaigns.partnership.meetings import kinds, listing
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.rows import GuestRow, MeetingRow
from campaigns.partnership.meetings.values import NO, YES
from campaigns.post.states import DeliveryState
from runtime import clock
from runtime.language import N_, _

#: What the answer of a partner is called.
WORDS = {YES: N_("acceptée"), NO: N_("déclinée"), "": N_("sans réponse")}


def note(session: Session, meeting: MeetingRow) -> None:
    """Record the invitations to partners that arrived, and their answers; once more replaces what was recorded."""
    kind = MeetingKind(meeting.kind)
    if kind not in kinds.ASSOCIATIONS:
        return
    arrived = [one for one in listing.guests(session, meeting.id or 0) if _has_arrived(one)]
    if not arrived:
        return
    first = min(one.invited_at for one in arrived if one.invited_at is not None)
    names = listing.partner_names(session, {one.side for one in arrived})
    said = {names.get(one.side, one.side): _(WORDS[one.answer]) for one in arrived}
    answers = ", ".join(f"{name} : {words}" for name, words in said.items())
    words = _("« {title} », {when} : invitation envoyée le {day} ({answers})")
    evidence.attach(
        session,
        kinds.act(kind),
        on=clock.in_paris(first).date(),
        subject=f"meeting:{meeting.id}",
        text=words.format(
            title=meeting.title, when=event_times.span(meeting.starts, meeting.ends),
            day=event_times.day(clock.in_paris(first).date()), answers=answers,
        ),
        nature=evidence.Nature.OBSERVED,
        actor="tick",
    )  # fmt: skip


def _has_arrived(guest: GuestRow) -> bool:
    # An answer says it too: nobody answers what they did not receive.
    return (
        bool(guest.side)
        and guest.invited_at is not None
        and (guest.arrival == DeliveryState.ACCEPTED or bool(guest.answer))
    )
