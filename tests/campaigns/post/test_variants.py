"""Regional variants without extra work: one compile, and each reader has what is hers, in both parts."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlmodel import Session

from campaigns.acting import launching
from campaigns.editorial import issues, publications
from lists.models import Contact
from runtime.installation import Installation
from tests import cast, proofs
from tests.templates.balance import Balance

ITEMS = {
    "practices": [("Pour tout le monde", "")],
    "actions": [
        ("Dans la Drôme", "territory: departement:26\n"),
        ("En Auvergne-Rhône-Alpes", "territory: region:84\n"),
        ("Dans le Nord", "territory: departement:59\n"),
    ],
    "agenda": [("Pour les missions locales", "for: local_mission\n"),
               ("Pour celles du Nord", "for: local_mission\nterritory: departement:59\n")],
    "tool": [("Un outil pour La Réunion", "territory: region:04\n")],
}  # fmt: skip
HEADINGS = {
    "practices": "Bonnes pratiques",
    "actions": "Sur le terrain",
    "agenda": "Agenda",
    "tool": "outil du mois",
}
ALONE = "seule@exemple.example"


def compose(session: Session, opened: Installation, folder: Path, wanted: dict[str, list[tuple[str, str]]]) -> int:
    """Return an issue with these items, each of title and targets."""
    issue = issues.new(session, publications.chosen(session), issues.TitleLines("N° 4", "N° 4"), opened.clock.now())
    for section, held in wanted.items():
        for title, target in held:
            file = folder / "article.md"
            file.write_text(f"---\ntype: tool\ntitle: {title}\n{target}---\nCorps.\n", "utf-8")
            added = cast.items(session, opened.settings.data, [file], opened.clock.now())
            issues.add(session, issue.id or 0, [added[0].id or 0], section)
    return issue.id or 0


@pytest.fixture
def issue(opened: Installation, tmp_path: Path) -> int:
    """Readers in the Drôme, the Nord, both, nowhere; an issue with something for each."""
    with opened.database.transaction() as session:
        cast.publish(session)
        drome = cast.organisation(session, "Brumevent", "26")
        nord = cast.organisation(session, "Mission locale du Nord", "59", "local_mission")
        cast.reader(session, opened, cast.ZOE, drome)
        cast.reader(session, opened, cast.LOIC, nord)
        cast.reader(session, opened, cast.MAITE, drome)
        cast.reader(session, opened, cast.MAITE, nord)
        cast.reader(session, opened, cast.AMADOU, drome)
        alone: Contact = cast.reader(session, opened, ALONE, drome)
        alone.organisation_id = None
        return compose(session, opened, tmp_path, ITEMS)


def letter(opened: Installation, issue_id: int, email_: str, folder: Path) -> EmailMessage:
    """Return what a reader would receive."""
    proofs.render(opened, issue_id, email_, folder / "out")
    return email.message_from_bytes((folder / "out" / "letter.eml").read_bytes(), policy=email.policy.default)


def seen(message: EmailMessage) -> tuple[set[str], set[str]]:
    """Return the titles that a reader sees in the HTML and in the text, each twice: in the contents and above."""
    titles = {title for held in ITEMS.values() for title, _target in held}
    html, text = (message.get_body((kind,)) for kind in ("html", "plain"))
    assert html is not None
    assert text is not None
    assert Balance(html.get_content()).open == []
    return tuple(  # type: ignore[return-value]
        {title for title in titles if part.get_content().count(title) == 2} for part in (html, text)
    )


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        (cast.ZOE, {"Pour tout le monde", "Dans la Drôme", "En Auvergne-Rhône-Alpes"}),
        (cast.LOIC, {"Pour tout le monde", "Dans le Nord", "Pour les missions locales", "Pour celles du Nord"}),
        (cast.MAITE, {"Pour tout le monde", "Dans la Drôme", "En Auvergne-Rhône-Alpes", "Dans le Nord",
                      "Pour les missions locales", "Pour celles du Nord"}),
        (ALONE, {"Pour tout le monde"}),
    ],
)  # fmt: skip
def test_each_reader_has_what_is_hers(
    opened: Installation, issue: int, tmp_path: Path, reader: str, expected: set[str]
) -> None:
    """The union where she belongs to two places, the national text where she belongs to none; in both parts."""
    assert seen(letter(opened, issue, reader, tmp_path)) == (expected, expected)


@pytest.mark.parametrize(
    ("reader", "empty"), [(cast.ZOE, {"agenda", "tool"}), (cast.LOIC, {"tool"}), (ALONE, {"actions", "agenda", "tool"})]
)
def test_a_section_without_an_item_leaves_no_trace(
    opened: Installation, issue: int, tmp_path: Path, reader: str, empty: set[str]
) -> None:
    """Neither its heading nor its line in the contents, in neither part."""
    message = letter(opened, issue, reader, tmp_path)
    parts = [part.get_content().lower() for part in message.walk() if part.get_content_maintype() == "text"]

    for section, heading in HEADINGS.items():
        assert [heading.lower() in part for part in parts] == [section not in empty] * 2, section
    assert all("\n\n\n" not in part for part in parts[:1])


def test_the_variants_are_listed_with_their_readers_and_weights(opened: Installation, issue: int) -> None:
    """That of most readers first; the sum is the audience."""
    found = launching.variants(opened, issue, None)

    assert [(one.readers, len(one.items)) for one in found] == [(2, 3), (1, 4), (1, 6), (1, 1)]
    assert all(one.html_bytes > one.text_bytes > 500 for one in found)
    assert found[2].html_bytes > found[0].html_bytes > found[3].html_bytes


def test_readers_for_whom_there_is_nothing_receive_the_whole_issue(opened: Installation, tmp_path: Path) -> None:
    """Nobody gets a letter without an article, and the officer is told how many they are."""
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.people(session, opened)
        elsewhere = {"actions": ITEMS["actions"][2:], "agenda": ITEMS["agenda"][1:], "tool": ITEMS["tool"]}
        made = compose(session, opened, tmp_path, elsewhere)
    (found,) = [one for one in launching.check(opened, made) if one.code == "no_target"]

    assert not found.blocking
    assert "4 lecteurs" in found.message
    whole = {"Dans le Nord", "Pour celles du Nord", "Un outil pour La Réunion"}
    assert seen(letter(opened, made, cast.ZOE, tmp_path)) == (whole, whole)


def test_an_issue_for_all_has_one_variant(opened: Installation, tmp_path: Path) -> None:
    """And asks nobody where she belongs."""
    made = cast.stage(opened, tmp_path)

    assert [(one.readers, one.reached) for one in launching.variants(opened, made, None)] == [(4, frozenset())]
