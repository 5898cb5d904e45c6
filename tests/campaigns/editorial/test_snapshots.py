"""A frozen edition as a value: read whatever its age, written to the octet as it ever was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from campaigns.editorial import editions, letter_context, snapshots
from campaigns.editorial.models import Edition
from campaigns.partnership import snapshotting
from runtime.installation import Installation
from tests import landed
from tests.campaigns.partnership import conventions

Content = dict[str, Any]


@pytest.fixture
def updated(tmp_path: Path) -> Iterator[Installation]:
    """An installation that sent its editions with another version of Relais: one of each template."""
    opened = landed.updated(tmp_path)
    yield opened
    opened.database.engine.dispose()


def kept(opened: Installation) -> list[Edition]:
    """Return the editions, oldest first."""
    with opened.database.reading() as session:
        return list(session.exec(select(Edition).order_by(col(Edition.id))))


def without(part: Content, *names: str) -> Content:
    """Return a part without what was not there yet."""
    return {name: value for name, value in part.items() if name not in names}


def before_mail(content: Content) -> Content:
    """Before letters could be left by mail (4d086e7), and read on the web by who has their address (e35c8e0)."""
    return without(content, "by_mail") | {"issue": without(content["issue"], "web")}


def before_widths(content: Content) -> Content:
    """Before pictures in a body had a width (6beba4b)."""
    sections = [
        section | {"items": [without(item, "widths") for item in section["items"]]} for section in content["sections"]
    ]
    return before_mail(content) | {"sections": sections}


def before_looks(content: Content) -> Content:
    """Before a publication had a look, and an issue approvers (8f63aec)."""
    older = before_widths(content)
    looks = ("theme", "images", "logo", "logo_width", "logo_height")
    return older | {
        "schema": 1,
        "publication": without(older["publication"], *looks),
        "issue": without(older["issue"], "approvers"),
    }


def the_first(content: Content) -> Content:
    """Before an edition knew where its installation is (112e35d)."""
    return without(before_looks(content), "base_url")


def test_every_edition_is_written_as_it_was_read(updated: Installation) -> None:
    """To the octet and the order of its keys, for every template; so its hash is still that of its content."""
    found = kept(updated)

    assert {edition.content["template"]["name"] for edition in found} == {
        "newsletter",
        "special",
        "awareness",
        "invitation",
    }
    for edition in found:
        snapshot = snapshots.parse(edition.content)
        assert json.dumps(snapshot.as_json()) == json.dumps(edition.content)
        assert snapshot.sha256 == edition.sha256 == landed.RECORDED["editions"][str(edition.id)]


def test_freezing_the_same_issue_makes_the_same_hash(updated: Installation) -> None:
    """Of another version and of this one, as long as nobody changed the templates; so no edition is kept twice.

    Its sections were named by this convention before it was data.
    """
    conventions.adopted(updated)
    for edition in kept(updated):
        then = snapshots.parse(edition.content)
        with updated.database.reading() as session:
            bare = editions.snapshot(
                session, edition.issue_id, updated.settings.data, landed.BASE_URL, by_mail=then.by_mail,
                web=then.issue.web,
            )  # fmt: skip
            now = snapshotting.filled(session, updated, bare)
        publication = replace(now.publication, images=then.publication.images, form=then.publication.form)
        assert replace(now, publication=publication, template=then.template).sha256 == edition.sha256


@pytest.mark.parametrize("older", [before_mail, before_widths, before_looks, the_first])
def test_an_older_edition_still_opens(updated: Installation, older: Callable[[Content], Content]) -> None:
    """What it does not say is as it was then: hosted pictures without a width, no logo, no approval."""
    content = older(kept(updated)[1].content)
    before = json.dumps(content)
    snapshot = snapshots.parse(content)
    letter = letter_context.letter_context(snapshot)

    assert (snapshot.by_mail, snapshot.issue.web, letter.web_url) == (False, "", f"{snapshot.base_url}/l/n/2")
    assert [piece.title for section in letter.sections for piece in section.pieces] == [
        item["title"] for section in content["sections"] for item in section["items"]
    ]
    assert json.dumps(content) == before


def test_what_the_first_editions_do_not_say(updated: Installation) -> None:
    """Each has a meaning."""
    snapshot = snapshots.parse(the_first(kept(updated)[0].content))

    assert (snapshot.base_url, snapshot.issue.approvers) == ("", {})
    assert not snapshot.publication.is_attached
    assert (snapshot.publication.theme, snapshot.publication.logo) == ({}, "")
    assert {len(item.widths) for item in snapshot.items} == {0}
