"""A year after a meeting nobody knows any more who was invited; what was answered stays."""

from __future__ import annotations

from datetime import timedelta

from campaigns.acting.retention import daily
from campaigns.acting.rights import objection_and_erasure
from campaigns.partnership.meetings import inviting, listing
from campaigns.partnership.meetings.inviting import Whom
from runtime.installation import Installation
from tests.campaigns.partnership.meetings import scene
from tests.clocks import MovableClock


def test_names_and_addresses_go_and_figures_stay(bound: Installation, clock: MovableClock) -> None:
    """Rehearsed first; what is to come is not touched."""
    past = scene.exchange(bound)
    inviting.invite(bound, past.id, Whom(designated=True), "test")
    clock.move(timedelta(days=178 + 366))
    assert daily.rehearse(bound).things["guest"] == 2
    assert daily.run(bound).things["guest"] == 2
    assert daily.run(bound).things["guest"] == 0

    shown = listing.show(bound, past.id)
    assert {one.name for one in shown.guests} == {"une personne invitée"}
    assert shown.answered("") == 2
    assert objection_and_erasure.file_of(bound, scene.THI_HOA).meetings == ()
