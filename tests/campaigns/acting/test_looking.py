"""The letter on the screen: the bytes that leave, and one reader of this very audience."""

from __future__ import annotations

import hashlib

import pytest

from campaigns import errors
from campaigns.acting import looking, previewing
from campaigns.acting.looking import Person, View
from runtime.installation import Installation
from tests import cast


def test_what_is_shown_is_what_is_sent(staged: Installation) -> None:
    """Its fingerprint is that of the message, and the inbox shows the lines of the letter."""
    zoe = previewing.contact(staged, cast.ZOE)
    look = looking.look(staged, 1, zoe)
    rendered = previewing.render(staged, 1, cast.ZOE)

    assert look.html.encode() == rendered.files[previewing.PAGE]
    assert look.message_bytes == rendered.size
    assert hashlib.sha256(look.html.encode()).digest() == hashlib.sha256(rendered.files[previewing.PAGE]).digest()
    assert (look.sender, look.subject) == ("Charte de la diversité", "La Lettre n°\u00a04\u00a0: recruter sans CV")
    assert look.preheader == "Et l’outil du mois"


def test_a_dark_screen_is_shown_on_any_screen(staged: Installation) -> None:
    """The question of the style sheet is answered in advance; nothing else differs."""
    look = looking.look(staged, 1)
    light, dark = look.shown(View.LIGHT), look.shown(View.DARK)

    assert "prefers-color-scheme" in look.html
    assert "prefers-color-scheme: dark" not in light + dark
    assert light.replace("(max-width:0)", "") == dark.replace("(min-width:0)", "")
    assert any("Bus" in line or "bus" in line for line in look.aloud)


def test_only_readers_of_this_issue_are_proposed(staged: Installation) -> None:
    """Whoever objected is not shown as if the letter went to them."""
    with staged.database.transaction() as session:
        cast.object_(session, staged, cast.LOIC)
    found = looking.people(staged, 1, "brumevent")
    loic = previewing.contact(staged, cast.LOIC)

    assert {one.name for one in found} == {"Zoe Œuvrard", "Maite Œuvrard", "Amadou Œuvrard"}
    assert looking.people(staged, 1, "zoe") == (
        Person(previewing.contact(staged, cast.ZOE), "Zoe Œuvrard", "Ateliers Brumevent"),
    )
    assert looking.people(staged, 1, " ") == ()
    with pytest.raises(errors.UnknownReader):
        looking.look(staged, 1, loic)


def test_one_reader_stands_for_each_variant(staged: Installation) -> None:
    """Proposed with how many receive the same."""
    (sort,) = looking.sorts(staged, 1)

    assert (sort.readers, sort.items, sort.is_whole) == (4, (1,), False)
