"""Campaigns as people watch them: values that are frozen, and a file where one is named."""

from __future__ import annotations

import dataclasses

import pytest

from campaigns import errors
from campaigns.acting import campaign_views, sending, steering
from campaigns.post.states import CampaignState, DeliveryState
from runtime.installation import Installation
from tests import audited, cast, servers


def test_where_a_campaign_stands_is_told_the_same_way_everywhere(ready: Installation) -> None:
    """In the list, by its number, and by the verb that changes it."""
    paused = steering.pause(ready, 1, "test")

    (listed,) = campaign_views.listed(ready)

    assert listed.standing == paused == campaign_views.look(ready, 1)
    assert (listed.title, listed.as_json()) == ("La Lettre n°\u00a04", paused.as_json())
    assert (paused.state, paused.audience, paused.counts[DeliveryState.PLANNED]) == (CampaignState.PAUSED, 4, 4)
    assert audited.acts(ready)[-1] == ("campaign.paused", {"campaign": 1})
    with pytest.raises(dataclasses.FrozenInstanceError):
        paused.audience = 5  # type: ignore[misc]


def test_what_may_not_be_is_refused_without_a_trace(ready: Installation) -> None:
    """The act is not remembered either."""
    before = audited.acts(ready)
    with pytest.raises(errors.WrongMoment):
        steering.resume(ready, 1, "test")
    with pytest.raises(errors.UnknownCampaign):
        steering.pause(ready, 9, "test")

    assert audited.acts(ready) == before


def test_the_recipients_come_one_by_one(ready: Installation) -> None:
    """All of them, or those in one state."""
    everybody = list(campaign_views.recipients(ready, 1))

    assert {one.address for one in everybody} == set(cast.EVERYBODY)
    assert list(campaign_views.recipients(ready, 1, DeliveryState.REFUSED)) == []
    assert everybody[0].as_json() | {"address": "", "updated_at": ""} == {
        "address": "", "state": "planned", "attempts": 0, "message_id": None, "reply": "", "updated_at": "",
    }  # fmt: skip
    with pytest.raises(errors.UnknownCampaign):
        list(campaign_views.recipients(ready, 9))


def test_a_report_is_given_as_the_file_that_was_named(ready: Installation) -> None:
    """Its figures too; without a name there is no file."""
    told = campaign_views.report(ready, 1, "resultats.CSV")

    assert told.as_json() == campaign_views.report(ready, 1).as_json()
    assert told.files["resultats.CSV"].startswith(b"\xef\xbb\xbf")
    assert campaign_views.report(ready, 1).files == {}
    with pytest.raises(errors.FileRefused, match=r"\.pdf, \.xlsx ou \.csv"):
        campaign_views.report(ready, 1, "resultats.txt")


def test_what_was_sent_now_says_when_the_rest_is(ready: Installation, server: servers.Sink) -> None:
    """Somebody is to be tried again; nobody is, once everybody has the letter."""
    server.at_rcpt[cast.ZOE] = ["450 4.2.0 plus tard"]
    first = sending.send_now(ready, 1)

    assert (first.campaign.state, first.campaign.counts[DeliveryState.DEFERRED], first.told) == (
        CampaignState.SENDING,
        1,
        "",
    )
    assert first.goes_on is not None
    assert first.goes_on > ready.clock.now()
    assert first.as_json() == campaign_views.look(ready, 1).as_json()
