"""Sending launched campaigns: what is due now. Refuses to send anything that may not leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from campaigns.acting import windows
from campaigns.post import ledger, reports, transitions
from campaigns.post.engine import circuit_breaker, runs
from campaigns.post.engine import processes as engine_processes
from campaigns.post.engine.runs import BOUNDLESS, Bounds, Progress
from campaigns.post.reports import Standing
from campaigns.post.states import CampaignState
from mailer import errors as mailer_errors
from runtime import audit
from runtime.clock import PARIS
from runtime.installation import Installation
from runtime.language import _, ngettext

#: Within this time a detour is reported only once.
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Sent:
    """Where a campaign stands after everything that is due now was sent."""

    campaign: Standing
    #: What an administrator must know although letters left; empty when all is well.
    told: str
    #: When the rest is due, in Paris; `None` when nothing is left, or a person must decide first.
    goes_on: datetime | None

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais send` promises."""
        return self.campaign.as_json()


def send_now(
    opened: Installation, campaign_id: int, *, watch: Callable[[Progress], None] | None = None, processes: int = 1
) -> Sent:
    """Send what is due of a campaign, and return where it stands afterwards.

    Raises:
        as `send`.
    """
    told = send(opened, campaign_id, watch=watch, processes=processes)
    now = opened.clock.epoch()
    with opened.database.reading() as session:
        campaign = reports.get(session, campaign_id)
        counts, due = ledger.counts(session, campaign_id), ledger.next_due(session, campaign_id, now)
    goes_on = None
    if due is not None and campaign.state in (CampaignState.SENDING, CampaignState.WAITING):
        goes_on = datetime.fromtimestamp(max(due, campaign.not_before, now), PARIS)
    return Sent(reports.standing(campaign, counts), told, goes_on)


def send(
    opened: Installation,
    campaign_id: int,
    *,
    watch: Callable[[Progress], None] | None = None,
    bounds: Bounds = BOUNDLESS,
    processes: int = 1,
) -> str:
    """Send what is due of a campaign; does nothing when it waits, is held, or is over.

    Returns what `hand_over` returns.

    Raises:
        errors.UnknownCampaign; and what `post.engine.runs.send` and `post.engine.processes.send` raise.
    """
    told = ""
    if _turn(opened, campaign_id) is CampaignState.SENDING:
        told = send_all(opened, [campaign_id], watch=watch, bounds=bounds, processes=processes)
        _turn(opened, campaign_id)
    return told


def send_all(
    opened: Installation,
    campaign_ids: list[int],
    *,
    watch: Callable[[Progress], None] | None = None,
    bounds: Bounds = BOUNDLESS,
    processes: int = 1,
) -> str:
    """Send the open campaigns. Hold them all when the server makes letters vanish; pause them all when no server
    takes our user name and password.

    Returns what an administrator must know although letters leave: the first server cannot be used (once a day), or
    some processes died on the way.

    With more than one process, this one only watches, and `bounds` are ignored.

    Raises:
        what `post.engine.runs.send` and `post.engine.processes.send` raise.
    """
    try:
        if processes > 1:
            ending = engine_processes.send(opened, campaign_ids, processes, watch=watch)
        else:
            ending = engine_processes.ProcessEnding(runs.send(opened, campaign_ids, watch=watch, bounds=bounds))
    except mailer_errors.AuthenticationRefused as problem:
        _pause_all(opened, campaign_ids, str(problem).rstrip("."))
        raise
    except mailer_errors.LettersVanish:
        _hold_all(opened, campaign_ids, _("le serveur d’envoi reçoit les lettres sans en accuser réception"))
        raise
    detour = _tell(opened, ending.detour) if ending.detour else ""
    return "\n".join(filter(None, (detour, _deaths(ending.deaths))))


def _pause_all(opened: Installation, campaign_ids: list[int], reason: str) -> None:
    with opened.database.transaction() as session:
        # In one order everywhere: two that wait for each other would be stuck.
        for campaign_id in sorted(campaign_ids):
            circuit_breaker.pause(session, campaign_id, reason, opened.clock.now())


def _hold_all(opened: Installation, campaign_ids: list[int], reason: str) -> None:
    with opened.database.transaction() as session:
        for campaign_id in sorted(campaign_ids):
            campaign = transitions.take(session, campaign_id)
            if campaign.state == CampaignState.SENDING:
                windows.hold(session, campaign, reason, opened.clock.epoch())


def _deaths(many: int) -> str:
    said = ngettext(
        "{n} processus d’envoi est mort en route ; ce qu’il tenait a été repris.",
        "{n} processus d’envoi sont morts en route ; ce qu’ils tenaient a été repris.",
        many,
    )
    return said.format(n=many) if many else ""


def _tell(opened: Installation, detour: mailer_errors.MailerError) -> str:
    now = opened.clock.now()
    with opened.database.transaction() as session:
        last = audit.last(session, ["server.avoided"])
        if last is not None and now - last.at.replace(tzinfo=UTC) < _DAY:
            return ""
        audit.record(session, now, "relais", "server.avoided", reason=str(detour))
    return _("{problem} Les lettres partent par le second serveur.").format(problem=detour)


def _turn(opened: Installation, campaign_id: int) -> CampaignState:
    with opened.database.transaction() as session:
        campaign = transitions.take(session, campaign_id)
        ledger.reclaim(session, opened.clock.epoch())
        return windows.turn(session, campaign, opened.clock.epoch())
