"""ML-1, ML-2 and ML-4: six fields become a draft, a receipt and, where it is due, one question; nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from campaigns.editorial import images
from campaigns.editorial.models import Item
from campaigns.partnership.evidence.models import EvidenceRow
from campaigns.partnership.proposals.proposal_rows import Proposal
from lists.models import Contact
from runtime.installation import Installation
from tests.campaigns.partnership.proposals import contributors
from tests.campaigns.partnership.proposals.contributors import TYPED
from tests.clocks import MovableClock
from tests.web.conftest import Ask, browser


def stored(opened: Installation) -> list[tuple[Proposal, Item]]:
    """Return the proposals with their articles."""
    with opened.database.reading() as session:
        rows = session.exec(select(Proposal)).all()
        return [(row, session.get_one(Item, row.item_id)) for row in rows]


def send(ask: Ask, page: str, photo: bytes | None = None, **typed: str) -> Any:
    """Send the form as a browser does, its file field included."""
    files = {"photo": ("bus.jpg", photo, "image/jpeg") if photo else ("", b"", "application/octet-stream")}
    return ask("POST", page, data=TYPED | typed, files=files)


def test_six_fields_become_a_draft_and_a_receipt(ask: Ask, staged: Installation, page: str) -> None:
    """ML-1: the draft waits in the newsroom; she is told its number, and the probable issue with its day."""
    contributors.plan(staged, date(2009, 10, 20))
    answer = send(ask, page, contributors.photo(), rights="Inès Morel, pour la mission locale")

    assert answer.status_code == 200
    [(row, item)] = stored(staged)
    assert (item.state, item.title, item.place, item.starts) == ("draft", TYPED["title"], TYPED["place"], "2009-10-08")
    assert item.author == f"Inès Morel, {contributors.MISSION}"
    assert len(item.body["content"]) == 3
    assert item.image
    assert item.rights == "Inès Morel, pour la mission locale"
    [receipt] = contributors.messages(staged)
    assert (receipt.kind, receipt.address) == ("receipt", contributors.INES)
    assert receipt.content["greeting"] == "Madame Morel"
    assert receipt.content["number"] == row.id
    assert receipt.content["expected"] == "n°\u00a01, prévu le 20\u00a0octobre 2009"
    assert receipt.content["missing"] == []


def test_what_was_typed_comes_back_with_what_is_wrong(ask: Ask, staged: Installation, page: str) -> None:
    """Beside each field, said in the title and at the top; nothing is written."""
    answer = send(ask, page, title="", day="bientôt", text="\u202eévasion", name="Inès <b>")

    assert answer.status_code == 422
    assert "<title>Erreur" in answer.text
    assert "Inès &lt;b&gt;" in answer.text
    for name in ("title", "day", "text"):
        assert f'id="{name}-erreur"' in answer.text
        assert f'href="#{name}"' in answer.text
    assert stored(staged) == []
    assert contributors.messages(staged) == []


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ({}, ["rights"]),
        ({"rights": "Inès", "young": "1"}, ["consent"]),
        ({"young": "1"}, ["rights", "consent"]),
        ({"rights": "Inès", "young": "1", "agreed": "1"}, []),
    ],
)
def test_exactly_what_is_missing_is_asked_once(
    ask: Ask, staged: Installation, page: str, typed: dict[str, str], asked: list[str]
) -> None:
    """ML-2: in the receipt and nowhere else; until then the article has no picture, and may run without."""
    send(ask, page, contributors.photo(), **typed)

    [(row, item)] = stored(staged)
    assert row.asked == asked
    assert bool(item.image) is not bool(asked)
    assert bool(row.picture) is bool(asked)
    [receipt] = contributors.messages(staged)
    assert len(receipt.content["missing"]) == len(asked)
    assert bool(receipt.content["url"]) is bool(asked)


@pytest.fixture
def question(ask: Ask, staged: Installation, page: str) -> str:
    """The page of the question in her receipt: the picture has neither rights nor a consent."""
    send(ask, page, contributors.photo(), young="1")
    url: str = contributors.messages(staged)[0].content["url"]
    return url.removeprefix(staged.settings.base_url)


def test_an_answer_puts_the_picture_into_the_article(ask: Ask, staged: Installation, question: str) -> None:
    """Looking answers nothing; what is half answered says so; the second answer changes nothing."""
    assert ask("GET", question).status_code == 200
    half = ask("POST", question, data={"rights": "Inès Morel"})
    assert half.status_code == 422
    assert 'href="#consent"' in half.text
    assert stored(staged)[0][1].image == ""

    assert ask("POST", question, data={"rights": "Inès Morel", "consent": "given"}).status_code == 200
    [(row, item)] = stored(staged)
    assert (item.rights, row.consent, row.picture) == ("Inès Morel", True, "")
    assert item.image
    again = ask("POST", question, data={"without": "1", "consent": "refused"})
    assert again.status_code == 409
    assert stored(staged)[0][1].image == item.image


def test_a_refused_picture_is_thrown_away(ask: Ask, staged: Installation, question: str) -> None:
    """Its file too: nobody may find it any more."""
    name = stored(staged)[0][0].picture
    file = images.folder(staged.settings.data) / name
    assert file.exists()

    ask("POST", question, data={"rights": "Inès Morel", "consent": "refused"})
    [(row, item)] = stored(staged)
    assert (item.image, row.picture, row.consent) == ("", "", False)
    assert not file.exists()


def test_an_invitation_proves_itself(ask: Ask, staged: Installation, page: str) -> None:
    """ML-4: evidence for whatever clause of the convention takes it."""
    assert "Inviter le Secrétariat général de la Charte de la diversité" in ask("GET", page).text
    send(ask, page, invites="1")

    with staged.database.reading() as session:
        [proof] = session.exec(select(EvidenceRow).where(EvidenceRow.act == "association:initiative")).all()
    assert (proof.commitment, proof.nature, proof.subject) == ("E2.C1", "observed", "proposal:1")
    assert contributors.MISSION in proof.text
    assert "Inès" not in proof.text


def test_a_button_pressed_twice_is_one_proposal(ask: Ask, staged: Installation, page: str, clock: MovableClock) -> None:
    """And a link that got into wrong hands fills no newsroom: ten a day."""
    assert [send(ask, page).status_code for _time in range(2)] == [200, 200]
    assert len(stored(staged)) == 1
    for number in range(9):
        assert send(ask, page, title=f"Une autre action, {number}").status_code == 200
    assert "continuez demain" in send(ask, page, title="Encore une").text
    clock.move(timedelta(days=1, minutes=1))
    assert send(ask, page, title="Le lendemain").status_code == 200


def test_only_a_picture_is_long(ask: Ask, staged: Installation, page: str) -> None:
    """Whoever holds no link sends no file; what is no picture is refused at its field, and nothing is kept of it."""
    stranger = page[:-1] + ("A" if page[-1] != "A" else "B")
    assert send(ask, stranger, contributors.photo((640, 480))).status_code == 413
    refused = send(ask, page, b"MZ" + b"\0" * 50_000)
    assert refused.status_code == 422
    assert 'id="photo-erreur"' in refused.text
    assert "Choisissez de nouveau la photo" in refused.text
    assert stored(staged) == []


def test_a_link_serves_its_contact_alone(ask: Ask, staged: Installation, page: str) -> None:
    """Cut, it is no link; of somebody who left, it serves no more, and leads to where a new one is asked for."""
    assert ask("GET", page[:-2]).status_code == 404
    with staged.database.transaction() as session:
        contact = session.exec(select(Contact).where(Contact.email == contributors.INES)).one()
        contact.address_key = b"x" * 16
        session.add(contact)
    gone = ask("GET", page)
    assert gone.status_code == 410
    assert 'href="/l/proposer"' in gone.text


def test_a_lost_link_is_mailed_to_whom_it_belongs(ask: Ask, staged: Installation, page: str) -> None:
    """The words and headers are the same for who may propose, for a reader who may not, and for a stranger."""
    asked = [contributors.INES, "nobody@nowhere.example"]
    answers = [ask("POST", "/l/proposer", data={"email": one}) for one in asked]

    assert len({(one.status_code, one.content, tuple(sorted(one.headers.items()))) for one in answers}) == 1
    [message] = contributors.messages(staged)
    assert (message.kind, message.address) == ("contribution", contributors.INES)
    assert message.content["url"].endswith(page)


def test_without_a_convention_nobody_proposes(opened: Installation) -> None:
    """Nor is there a page that says so."""
    plain = browser(opened)

    assert [plain(method, "/l/proposer").status_code for method in ("GET", "POST")] == [404, 404]
