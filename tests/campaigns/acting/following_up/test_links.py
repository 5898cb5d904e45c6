"""A wrong link of a letter that has left: it leads to the right page, in the mailboxes and in the archive."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from campaigns.acting.following_up import errors, links, sending_again
from campaigns.acting.launching import Launched
from campaigns.editorial.models import Edition
from campaigns.post import tokens
from campaigns.post.archives import queries, web_versions
from campaigns.post.hits import link_repairs
from campaigns.post.models import Campaign
from runtime.installation import Installation
from tests import audited

WRONG, RIGHT = "https://ml-drome.example/bus", "https://ml-drome.example/bus-2010?v=été"
ASCII = "https://ml-drome.example/bus-2010?v=%C3%A9t%C3%A9"


def test_the_link_leads_to_the_right_page_everywhere(opened: Installation, over: Launched) -> None:
    """By the token that stands in the mailboxes, by that of a completing campaign, and in the archive."""
    small = sending_again.send(opened, 1, "test")
    wrong = _by_url(opened, WRONG)
    found = links.repair(opened, 1, wrong.number, RIGHT, "user:1")
    with opened.database.reading() as session:
        issue, item = _sent(session)
        shown = queries.article(session, item)
        online = web_versions.numbered(opened, issue)

    assert (found.url, found.was) == (ASCII, WRONG)
    for campaign_id in (1, small.id):
        assert link_repairs.destination(opened, tokens.Link(campaign_id, wrong.number, 1)) == ASCII
    assert shown is not None
    assert shown.item.link == ASCII
    assert online is not None
    assert (ASCII in online.html, f'"{WRONG}"' in online.html) == (True, False)
    assert audited.acts(opened, "user:1") == [
        ("link.repaired", {"campaign": 1, "link": wrong.number, "url": ASCII})
    ]  # fmt: skip


@pytest.mark.parametrize("url", ["javascript:alert(1)", "mailto:x@y.example", "https://a@b.example", "", WRONG])
def test_what_is_no_page_is_refused(opened: Installation, over: Launched, url: str) -> None:
    """Nor is what it leads to already; nothing is kept."""
    wrong = _by_url(opened, WRONG)
    with pytest.raises(errors.LinkRefused):
        links.repair(opened, 1, wrong.number, url, "test")
    with pytest.raises(errors.LinkRefused, match="n’a pas de lien"):
        links.repair(opened, 1, 999, RIGHT, "test")

    assert _by_url(opened, WRONG) == wrong


def _by_url(opened: Installation, url: str) -> links.SentLink:
    return next(one for one in links.listed(opened, 1) if one.url == url)


def _sent(session: Session) -> tuple[int, int]:
    """Return the issue and the item that campaign 1 sent."""
    edition = session.get_one(Edition, session.get_one(Campaign, 1).edition_id)
    return edition.issue_id, edition.content["sections"][0]["items"][0]["id"]
