"""The archive: what was sent can be found, by section, place and words; what was not cannot."""

from __future__ import annotations

import pytest

from campaigns.post.archives import queries
from campaigns.post.archives.queries import Wish
from runtime.installation import Installation
from tests.campaigns.post.archives.conftest import Publish

pytestmark = pytest.mark.dialects


def titles(opened: Installation, wish: Wish | None = None, **page: int) -> list[str]:
    """Return the titles that a wish finds."""
    with opened.database.reading() as session:
        return [one.title for one in queries.search(session, wish or Wish(), **page).articles]


def test_what_a_server_accepted_is_public(opened: Installation, publish: Publish) -> None:
    """From the first letter on."""
    publish()

    assert len(titles(opened)) == 3


def test_what_waits_is_not(opened: Installation, publish: Publish) -> None:
    """Neither article nor issue."""
    campaign = publish(accepted=False)
    with opened.database.reading() as session:
        assert queries.search(session, Wish()).total == 0
        assert queries.article(session, 1) is None
        assert queries.numbers(session) == []
        assert queries.edition(session, campaign.id or 0) is None


def test_a_letter_without_a_number_is_between_its_readers(opened: Installation, publish: Publish) -> None:
    """An invitation is in no archive."""
    publish(number=False)

    assert titles(opened) == []


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (Wish(section="practices"), ["Relire ses offres à deux voix"]),
        (Wish(region="84"), ["Le bus de l’emploi"]),
        (Wish(region="53"), ["Relire ses offres à deux voix"]),
        (Wish(region="52"), ["Relire ses offres à deux voix"]),
        (Wish(region="11"), []),
        (Wish(words="DROME emploi"), ["Le bus de l’emploi"]),
        (Wish(words="benali"), ["Le bus de l’emploi"]),
        (Wish(words="marche"), ["Le bus de l’emploi"]),
        (Wish(words="conserverie", section="actions"), []),
        (Wish(words="100%_"), []),
        (Wish(words="'; DROP TABLE article; --"), []),
    ],
)
def test_a_wish_finds_what_it_says(opened: Installation, publish: Publish, wish: Wish, found: list[str]) -> None:
    """Without case and accents, in every word of the article; signs of the database are signs."""
    publish()

    assert titles(opened, wish) == found


def test_an_item_that_was_sent_twice_is_found_once(opened: Installation, publish: Publish) -> None:
    """As it stood the last time; a third sending that waits hides nothing."""
    publish("Premier numéro")
    second = publish("Deuxième numéro")
    publish("Troisième numéro", accepted=False)
    with opened.database.reading() as session:
        found = queries.article(session, 1)

    assert len(titles(opened)) == 3
    assert found is not None
    assert found.article.campaign_id == second.id


def test_pages_follow_one_another(opened: Installation, publish: Publish) -> None:
    """Every article on one of them."""
    publish()

    assert titles(opened, page=1, size=2) + titles(opened, page=2, size=2) == titles(opened)


def test_issues_are_listed_newest_first(opened: Installation, publish: Publish) -> None:
    """With their numbers."""
    publish("Premier numéro")
    publish("Deuxième numéro")
    with opened.database.reading() as session:
        assert [(one.number, one.title) for one in queries.numbers(session)] == [
            (2, "Deuxième numéro"), (1, "Premier numéro"),
        ]  # fmt: skip


def test_an_article_is_shown_without_its_reader(opened: Installation, publish: Publish) -> None:
    """Merge fields say what they say to nobody, links are themselves, headings stand below the title."""
    publish()
    with opened.database.reading() as session:
        shown = queries.article(session, 1)

    assert shown is not None
    assert "Bonjour Madame, Monsieur" in shown.body
    assert '<a href="https://valence.example/marche">marché</a>' in shown.body
    assert "<h2>Où le prendre</h2>" in shown.body


def test_what_was_typed_is_text(opened: Installation, publish: Publish) -> None:
    """Whatever it looks like."""
    publish()
    with opened.database.reading() as session:
        shown = queries.article(session, 2)

    assert shown is not None
    assert "&lt;script&gt;" in shown.body
    assert "<script" not in shown.body
