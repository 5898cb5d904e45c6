"""Looking through the archive: what comes back can be shown as it is, and holds no row of the database."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.post.archives import public_archive, withdrawing
from campaigns.post.archives.public_archive import Change
from campaigns.post.archives.queries import Wish
from runtime.installation import Installation
from tests.campaigns.post.archives.conftest import Publish

ON = date(2010, 3, 3)


@pytest.mark.parametrize(
    ("asked", "wished"),
    [
        ({"section": "actions", "region": "84", "words": "bus"}, Wish("actions", "84", "bus")),
        ({"section": "nothing", "region": "'"}, Wish()),
        ({"words": "x" * 5000}, Wish(words="x" * 200)),
    ],
)
def test_a_place_that_there_is_not_is_any_place(asked: dict[str, str], wished: Wish) -> None:
    """Whatever somebody types into an address."""
    assert public_archive.wish(asked.get("section", ""), asked.get("region", ""), asked.get("words", "")) == wished


def test_there_is_always_a_page(opened: Installation, publish: Publish) -> None:
    """An empty one too: « page 1 sur 1 »."""
    empty = public_archive.search(opened, Wish())
    publish()
    found = public_archive.search(opened, Wish(section="actions"))

    assert (empty.total, empty.pages) == (0, 1)
    assert [(one.title, one.heading) for one in found.headlines] == [("Le bus de l’emploi", "Sur le terrain")]


def test_an_article_says_in_words_what_was_taken_out(opened: Installation, publish: Publish) -> None:
    """In the words of the note, or in ours."""
    publish()
    with opened.database.transaction() as session:
        withdrawing.take_out(session, 1, name="Benali", note="À sa demande.", on=ON)
        withdrawing.take_out(session, 1, name="Léïla", on=ON)
    found = public_archive.article(opened, 1)

    assert found is not None
    assert found.changes == (Change(ON, "À sa demande."), Change(ON, "un nom a été retiré."))
    assert (found.author, found.picture, found.when) == ("[nom retiré] [nom retiré], conseillère", None, "")


def test_nobody_learns_what_waits(opened: Installation, publish: Publish) -> None:
    """An article of a letter that nobody has yet is as absent as one that was never written."""
    publish(accepted=False)

    assert public_archive.article(opened, 1) is public_archive.article(opened, 999) is None
