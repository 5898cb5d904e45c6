"""Answering in the newsroom: accepted waits for its place, declined says why, and each author hears of it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, select

from campaigns.acting.rights import objection_and_erasure
from campaigns.editorial import item_errors
from campaigns.editorial.models import Item
from campaigns.partnership.designations import verbs as designations
from campaigns.partnership.evidence.models import EvidenceRow
from campaigns.partnership.proposals import errors, first_looks, links, proposing, questions, reviewing, views
from campaigns.partnership.proposals.lacks import Lack
from campaigns.partnership.proposals.proposal_rows import Proposal
from campaigns.partnership.proposals.proposing import Draft
from runtime.files import File
from runtime.installation import Installation
from tests.campaigns.partnership import conventions, partners
from tests.campaigns.partnership.proposals import contributors
from tests.campaigns.partnership.proposals.contributors import TYPED


@pytest.fixture
def staged(opened: Installation) -> Installation:
    """Inès may propose."""
    contributors.stage(opened)
    return opened


def propose(opened: Installation, **more: object) -> int:
    """Let Inès propose her action."""
    draft = Draft(**(TYPED | more))
    return proposing.propose(opened, contributors.token(opened), draft).number


def item(opened: Installation, proposal: int) -> Item:
    """Return the article of a proposal."""
    with opened.database.reading() as session:
        return session.get_one(Item, session.get_one(Proposal, proposal).item_id)


def test_an_accepted_one_waits_for_its_place(staged: Installation) -> None:
    """In the newsroom it is ready; a second answer is refused."""
    number = propose(staged)
    found = reviewing.accept(staged, number, "test")

    assert (found.line.words, item(staged, number).state) == ("acceptée", "ready")
    assert contributors.messages(staged)[-1].content["title"] == "Votre proposition n°\u00a01 est acceptée"
    with pytest.raises(errors.ProposalSettled):
        reviewing.decline(staged, number, "Trop tard", "test")


def test_an_article_that_is_not_whole_is_not_accepted(staged: Installation) -> None:
    """Neither the proposal nor its author knows anything of the attempt."""
    number = propose(staged)
    with staged.database.transaction() as session:
        row = session.get_one(Item, item(staged, number).id)
        row.title = ""
        session.add(row)
    with pytest.raises(item_errors.NotReady):
        reviewing.accept(staged, number, "test")

    assert views.show(staged, number).is_open
    assert len(contributors.messages(staged)) == 1


def test_a_declined_one_says_why(staged: Installation) -> None:
    """In the words of the newsroom; its draft lies in the bin, and a picture that waited is gone."""
    number = propose(staged, photo=File("bus.jpg", contributors.photo()))
    with pytest.raises(errors.DeclineRefused):
        reviewing.decline(staged, number, " ", "test")
    reviewing.decline(staged, number, "Nous en avons parlé en juin.", "test")

    assert item(staged, number).deleted_at is not None
    assert "Nous en avons parlé en juin." in contributors.messages(staged)[-1].content["paragraphs"]
    assert views.show(staged, number).picture == ""


def test_a_question_is_asked_once(staged: Installation) -> None:
    """By a person, where the receipt asked nothing."""
    number = propose(staged)
    questions.ask(staged, number, [Lack.CONSENT], "test")
    asked = contributors.messages(staged)[-1].content

    assert any("jeune personne" in one for one in asked["paragraphs"])
    assert asked["url"] == links.question_url(staged, number)
    with pytest.raises(errors.AlreadyAsked):
        questions.ask(staged, number, [Lack.RIGHTS], "test")


def test_a_question_takes_the_picture_back(staged: Installation) -> None:
    """Until it is answered nobody young appears by mistake; with the answer it is there again, or gone for good."""
    number = propose(staged, photo=File("bus.jpg", contributors.photo()), rights="Inès")
    shown = item(staged, number).image
    questions.ask(staged, number, [Lack.CONSENT], "test")
    assert (item(staged, number).image, views.show(staged, number).picture) == ("", shown)

    token = links.question_url(staged, number).rpartition("/")[2]
    questions.answer(staged, token, questions.Answer(consent="given"))
    assert (item(staged, number).image, item(staged, number).rights) == (shown, "Inès")


def test_an_erased_person_leaves_the_article(staged: Installation) -> None:
    """Their file told what they proposed; afterwards only the organisation signs what nobody has received."""
    number = propose(staged)
    told = objection_and_erasure.file_of(staged, contributors.INES).proposals
    assert [(one.proposal, one.standing) for one in told] == [(number, "received")]

    objection_and_erasure.forget(staged, contributors.INES, "test")
    assert item(staged, number).author == contributors.MISSION
    assert views.show(staged, number).author == ""
    reviewing.accept(staged, number, "test")
    assert [one.kind for one in contributors.messages(staged) if one.state == "planned"] == []


def test_an_invitation_is_answered(staged: Installation) -> None:
    """To its author, and in what proves the clause: declared, because a person says it."""
    number = propose(staged, invites=True)
    reviewing.answer_invitation(staged, number, comes=True, actor="test")

    assert contributors.messages(staged)[-1].content["paragraphs"] == [
        "Le Secrétariat général de la Charte de la diversité viendra."
    ]
    assert {(one.subject, one.nature) for one in proofs(staged)} == {
        ("proposal:1", "observed"), ("invitation:1", "declared"),
    }  # fmt: skip


def proofs(opened: Installation) -> list[EvidenceRow]:
    """Return what was recorded."""
    with opened.database.reading() as session:
        return list(session.exec(select(EvidenceRow).where(EvidenceRow.act == "association:initiative")).all())


@pytest.fixture
def first(opened: Installation) -> Installation:
    """The partner sees proposals first, and somebody is designated."""
    contributors.stage(opened)
    partners.enter(opened)
    text = conventions.CHARTE.content.decode().replace('proposals_seen_by = ""', 'proposals_seen_by = "cnml"')
    conventions.adopted(opened, File("charte.toml", text.encode()))
    designations.add(opened, partners.ANNE, "test")
    return opened


def test_a_proposal_waits_for_the_partner_where_the_convention_says_so(first: Installation) -> None:
    """For her « vu » alone: looking is not seeing, and she decides nothing."""
    number = propose(first)
    [asked] = [one for one in contributors.messages(first) if one.address == "anne@cnml.example"]
    token = str(asked.content["url"]).rpartition("/")[2]
    first_looks.look(first, token)
    with pytest.raises(errors.ProposalUnseen, match="du Conseil national des missions locales"):
        reviewing.accept(first, number, "test")

    first_looks.see(first, token, "Citez aussi Romans.")
    assert views.show(first, number).remark == "Citez aussi Romans."
    assert reviewing.accept(first, number, "test").line.state == "accepted"


def test_where_nobody_is_designated_nothing_waits(first: Installation) -> None:
    """A designation that has ended stops no proposal."""
    with first.database.transaction() as session:
        _nobody(session)
    assert reviewing.accept(first, propose(first), "test").line.state == "accepted"


def _nobody(session: Session) -> None:
    from campaigns.partnership.designations.rows import DesignationRow

    for row in session.exec(select(DesignationRow)):
        row.until = date(2009, 9, 1)
        session.add(row)
