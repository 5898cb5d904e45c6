"""ML-1 by mail: what is sent to the box becomes a proposal, its photograph too; what is none stays where it is."""

from __future__ import annotations

import io
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from sqlmodel import select

from campaigns.acting import reading_mailbox
from campaigns.editorial.models import Item
from campaigns.partnership.proposals import reviewing, views
from campaigns.partnership.proposals.proposal_rows import Proposal
from runtime import settings
from runtime.installation import Installation
from templates.rich_text import prosemirror, standalone
from tests.campaigns.partnership.proposals import contributors
from tests.campaigns.partnership.proposals.contributors import INES

BOX = "propositions@charte.example"
TEXT = """Date : jeudi 8 octobre 2009
Lieu : Valence, Drôme

Un mardi sur deux, recruteurs et conseillers vont au pied des immeubles.
Sept embauches ont suivi.

--
Inès Morel
04 65 71 00 00
"""


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """An empty Maildir."""
    for name in ("cur", "new", "tmp"):
        (tmp_path / "boite" / name).mkdir(parents=True)
    return tmp_path / "boite"


@pytest.fixture
def reading(opened: Installation, box: Path, tmp_path: Path) -> Installation:
    """An installation that reads it, under the shipped convention."""
    found = Installation(
        settings.load(data=tmp_path, mailbox_url=f"maildir://{box}", proposals_address=BOX),
        opened.database, opened.keyring, opened.clock,
    )  # fmt: skip
    contributors.stage(found)
    return found


def letter(sender: str = f"Inès Morel <{INES}>", to: str = BOX, text: str = TEXT) -> EmailMessage:
    """Return a letter as a mail program writes it."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, f"Propositions <{to}>", "Re: Fwd: Le bus de l’emploi"
    made["Message-ID"] = "<1@ml-drome.example>"
    made.set_content(text)
    return made


def word(title: str, text: str) -> bytes:
    """Return a Word file with a title and a paragraph."""
    made = docx.Document()
    made.add_heading(title, 1)
    made.add_paragraph(text)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def drop(box: Path, *letters: EmailMessage) -> None:
    """Deliver letters."""
    for number, one in enumerate(letters):
        (box / "new" / f"{1253000000 + number}.{number}.test").write_bytes(one.as_bytes())


def articles(opened: Installation) -> list[tuple[Proposal, Item]]:
    """Return the proposals that were read, with their articles."""
    reading_mailbox.read(opened)
    with opened.database.reading() as session:
        return [(row, session.get_one(Item, row.item_id)) for row in session.exec(select(Proposal)).all()]


def test_a_letter_with_a_photograph_becomes_a_proposal(reading: Installation, box: Path) -> None:
    """Its lines say day and place, its signature nothing; the photograph waits for the one question in the receipt."""
    made = letter()
    made.add_attachment(contributors.photo((900, 700)), maintype="image", subtype="jpeg", filename="bus.jpg")
    assert len(made.as_bytes()) > 400_000
    drop(box, made)

    [(row, item)] = articles(reading)
    assert (item.title, item.place, item.starts) == ("Le bus de l’emploi", "Valence, Drôme", "2009-10-08")
    said = standalone.text(prosemirror.parse(item.body))
    assert "Sept embauches ont suivi." in said
    assert "04 65" not in said
    assert (row.asked, bool(row.picture), item.image) == (["rights", "consent"], True, "")
    [receipt] = contributors.messages(reading)
    assert (receipt.kind, receipt.address, len(receipt.content["missing"])) == ("receipt", INES, 2)
    assert list((box / "new").iterdir()) == []


def test_a_letter_read_again_is_the_same_one(reading: Installation, box: Path) -> None:
    """A position may be lost; its author hears nothing of it."""
    drop(box, letter())
    articles(reading)
    drop(box, letter())

    assert len(articles(reading)) == 1
    assert len(contributors.messages(reading)) == 1


def test_a_word_file_speaks_for_the_letter(reading: Installation, box: Path) -> None:
    """People write « ci-joint notre article »."""
    made = letter(text="Bonjour, ci-joint notre article.")
    file = word("Le forum des métiers", "Trente entreprises.")
    made.add_attachment(file, maintype="application", subtype="octet-stream", filename="article.docx")
    drop(box, made)

    [(_row, item)] = articles(reading)
    assert item.title == "Le forum des métiers"
    assert "Trente entreprises." in standalone.text(prosemirror.parse(item.body))


def test_a_stranger_is_answered_by_a_person(reading: Installation, box: Path) -> None:
    """A sender is easily forged: no receipt; the answer of the newsroom goes there. A refusal forgets the address."""
    drop(box, letter(sender="Noé <noe@ailleurs.example>"))
    [(row, _item)] = articles(reading)
    assert contributors.messages(reading) == []
    assert views.show(reading, row.id or 0).sender == "noe@ailleurs.example"

    reviewing.decline(reading, row.id or 0, "Déjà paru.", "test")
    assert [one.address for one in contributors.messages(reading)] == ["noe@ailleurs.example"]
    assert views.show(reading, row.id or 0).sender == ""


@pytest.mark.parametrize("what", ["elsewhere", "machine"])
def test_what_is_no_proposal_stays_where_it_is(reading: Installation, box: Path, what: str) -> None:
    """A letter to somebody else, and the answer of a machine."""
    made = letter(to="lettre@charte.example" if what == "elsewhere" else BOX)
    if what == "machine":
        made["Auto-Submitted"] = "auto-replied"
    drop(box, made)

    assert articles(reading) == []
    assert len(list((box / "new").iterdir())) == 1


def test_one_sender_fills_no_newsroom(reading: Installation, box: Path) -> None:
    """Ten a day; the others stay in the mailbox, where people see them."""
    several = [letter() for _number in range(12)]
    for number, one in enumerate(several):
        one.replace_header("Message-ID", f"<{number}@ml-drome.example>")
    drop(box, *several)

    assert len(articles(reading)) == 10
    assert len(list((box / "new").iterdir())) == 2
