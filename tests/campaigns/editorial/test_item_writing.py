"""An article is written in a form that saves as one types: nothing is lost, nothing is overwritten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from campaigns.editorial import issues, item_errors, item_versions, item_writing, items, outlines, presences
from campaigns.editorial.models import ItemState
from runtime.installation import Installation
from tests import cast
from tests.clocks import MovableClock

MARIE, PAUL = "user:1", "user:2"


def test_a_draft_is_saved_as_it_grows_and_marked_when_it_is_ready(opened: Installation) -> None:
    """It begins with nothing, and no issue takes it before."""
    begun = item_writing.blank(opened, MARIE)
    item = begun.entry.id
    saved = item_writing.written(opened, item, {"title": "Le bus de l’emploi"}, None, begun.version, MARIE)
    with pytest.raises(item_errors.NotReady, match="ni chapô ni texte"):
        item_writing.ready(opened, item, MARIE)
    item_writing.written(opened, item, {}, "Un mardi **sur deux**.", saved.version, MARIE)
    with opened.database.transaction() as session:
        letter = cast.publish(session)
        issue = issues.new(session, letter, issues.TitleLines("Octobre", "Octobre"), opened.clock.now()).id or 0
    with pytest.raises(item_errors.StillDraft):
        outlines.fill(opened, issue, [item], "actions", MARIE)
    ready = item_writing.ready(opened, item, MARIE)
    outlines.fill(opened, issue, [item], "actions", MARIE)

    assert (begun.entry.state, ready.entry.state) == (ItemState.DRAFT.value, ItemState.READY.value)
    assert ready.markdown.strip() == "Un mardi **sur deux**."
    assert item_writing.sheet(opened, item).places == ((issue, "Octobre"),)
    with pytest.raises(item_errors.NotReady, match="figure dans un numéro"):
        item_writing.unready(opened, item, MARIE)


def test_what_somebody_else_saved_is_never_overwritten(opened: Installation) -> None:
    """R5: refused, with who saved; one’s own second window is somebody else."""
    begun = item_writing.blank(opened, MARIE)
    item_writing.written(opened, begun.entry.id, {"title": "De Paul"}, None, begun.version, PAUL)
    with pytest.raises(item_errors.EditedMeanwhile) as refused:
        item_writing.written(opened, begun.entry.id, {"title": "De Marie"}, None, begun.version, MARIE)

    assert (refused.value.actor, item_writing.sheet(opened, begun.entry.id).said["title"]) == (PAUL, "De Paul")


def test_a_field_that_cannot_be_used_keeps_its_value_and_the_others_are_saved(opened: Installation) -> None:
    """A link that is half typed does not keep the paragraph from being saved."""
    begun = item_writing.blank(opened, MARIE, "event")
    said = {"title": "T" * 90, "link": "htp:/x", "place": "Lille", "date": "2009-10-08", "end": "2009-10-01"}
    saved = item_writing.written(opened, begun.entry.id, said, {"type": "script"}, begun.version, MARIE)
    now = item_writing.sheet(opened, begun.entry.id)

    assert set(saved.refused) == {"link", "end", "body"}
    assert (now.said["title"], now.said["place"], now.said["link"], now.said["end"]) == ("T" * 90, "Lille", "", "")
    with pytest.raises(item_errors.NotReady, match="90 signes"):
        item_writing.ready(opened, begun.entry.id, MARIE)


def test_the_saves_of_one_sitting_are_one_version(opened: Installation, clock: MovableClock) -> None:
    """Another person, or ten minutes later, is another; each can be restored."""
    begun = item_writing.blank(opened, MARIE)
    version = begun.version

    def save(title: str, actor: str = MARIE) -> None:
        nonlocal version
        version = item_writing.written(opened, begun.entry.id, {"title": title}, None, version, actor).version

    for title in ("U", "Un", "Un bus"):
        save(title)
        clock.move(timedelta(seconds=20))
    save("Un car", PAUL)
    clock.move(timedelta(minutes=11))
    save("Un tram", PAUL)
    versions = item_versions.history(opened, begun.entry.id).versions
    back = item_writing.restored(opened, begun.entry.id, 2, MARIE)

    assert [one.actor for one in versions] == ["", MARIE, PAUL, PAUL]
    assert (back.said["title"], back.version) == ("Un bus", version + 1)
    assert len(item_versions.history(opened, begun.entry.id).versions) == 5


def test_a_save_without_a_change_makes_no_version(opened: Installation) -> None:
    """Nor a conflict for whoever has it open."""
    begun = item_writing.blank(opened, MARIE)
    saved = item_writing.written(opened, begun.entry.id, {"title": ""}, None, begun.version, MARIE)
    assert (saved.version, len(item_versions.history(opened, begun.entry.id).versions)) == (begun.version, 1)


def test_who_else_writes_here_is_known_for_as_long_as_they_do(opened: Installation, clock: MovableClock) -> None:
    """« Marie écrit ici depuis 2 minutes »; nothing is kept of it."""
    presences.here(opened, "item:1", MARIE, "Marie")
    for _again in range(4):
        clock.move(timedelta(seconds=30))
        presences.here(opened, "item:1", MARIE, "Marie")
    seen = presences.here(opened, "item:1", PAUL, "Paul")
    clock.move(timedelta(minutes=1))

    assert [(one.name, one.minutes) for one in seen] == [("Marie", 2)]
    assert presences.here(opened, "item:1", PAUL, "Paul") == ()


def test_a_draft_is_listed_like_any_article(opened: Installation) -> None:
    """By the command line too."""
    begun = item_writing.blank(opened, MARIE)
    assert [one.id for one in items.listed(opened, ItemState.DRAFT)] == [begun.entry.id]
