"""The bon à tirer: who is asked, what an answer is bound to, and that nothing leaves without it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from campaigns import errors as campaigns_errors
from campaigns.acting import launching, populating
from campaigns.acting.launching import Order
from campaigns.acting.partnership import answering, approval_desk, asking, departures, proof_pages
from campaigns.acting.retention import daily
from campaigns.acting.rights import objection_and_erasure
from campaigns.editorial.models import Issue
from campaigns.partnership.approvals import errors
from campaigns.partnership.approvals.rows import VerdictRow
from campaigns.partnership.approvals.standing import State, Verdict
from campaigns.partnership.designations import verbs
from campaigns.post.link_errors import LinkRefused
from cli.demo import partners as demo_partners
from lists.segments import saved
from runtime.installation import Installation
from tests import audited, cast
from tests.campaigns.acting.partnership import proving
from tests.campaigns.partnership import partners
from tests.campaigns.partnership.partners import ANNE, LOIC, MARIE
from tests.clocks import MovableClock

INTRO = "Un mardi sur deux, recruteurs et conseillers vont à la rencontre des jeunes."


@pytest.fixture
def shown(opened: Installation, tmp_path: Path) -> Installation:
    """An issue that was shown to the side whose article it holds."""
    proving.stage(opened, tmp_path)
    proving.ask(opened)
    return opened


def _states(opened: Installation) -> dict[str, State]:
    return {one.code: one.state for one in approval_desk.look(opened, proving.ISSUE).sides}


def _launch(opened: Installation, reason: str = "", segment: str | None = None) -> None:
    launching.launch(opened, Order(proving.ISSUE, segment, grace=0, without_approval=reason), "test")


def test_the_side_whose_article_it_is_is_asked(shown: Installation) -> None:
    """By a page of her own; the letter waits for her."""
    (message,) = proving.messages(shown, "proof")

    assert message.address == ANNE.email
    assert message.content["due"] == "vendredi 18\xa0septembre 2009"
    assert str(message.content["url"]).startswith("http://127.0.0.1:8000/l/bat/")
    assert _states(shown) == {"cnml": State.WAITING}
    with pytest.raises(campaigns_errors.IssueRefused) as refused:
        _launch(shown)
    assert refused.value.codes == departures.CODE
    assert refused.value.findings[0].message == "Le bon à tirer attend la réponse de\xa0: le CNML."


def test_an_approval_lets_the_letter_leave(shown: Installation) -> None:
    """It holds her name, her function, the day, and the fingerprint of what leaves."""
    said = proving.answer(shown, ANNE.email)
    _launch(shown)

    launched = next(details for act, details in audited.acts(shown) if act == "campaign.launched")
    assert (said.name, said.function, said.sha256) == (ANNE.name, ANNE.function, launched["edition"])
    with pytest.raises(errors.ProofOver):
        answering.send_code(shown, proving.token(shown, ANNE.email))


def test_one_comma_voids_it_and_the_old_text_revives_it(shown: Installation) -> None:
    """And what changed is said in words."""
    proving.answer(shown, ANNE.email)
    proving.change(shown, INTRO.replace("deux,", "deux"))

    desk = approval_desk.look(shown, proving.ISSUE)
    assert _states(shown) == {"cnml": State.STALE}
    (changed,) = desk.changes
    assert changed.sentence.replace("\xa0", " ") == (
        "« Le bus de l’emploi s’arrête au pied des immeubles », chapô : Un mardi sur deux[retiré : ,] recruteurs et "
        "conseillers vont à la rencontre des jeunes."
    )
    with pytest.raises(campaigns_errors.IssueRefused, match=departures.CODE):
        _launch(shown)

    proving.change(shown, INTRO)
    assert _states(shown) == {"cnml": State.APPROVED}
    _launch(shown)


def test_the_next_version_is_shown_with_its_difference(shown: Installation) -> None:
    """And who has approved exactly this is not asked again."""
    proving.answer(shown, ANNE.email)
    assert proving.ask(shown).people == ()

    proving.change(shown, "Un mardi sur trois.")
    assert proving.ask(shown).people == (ANNE.name,)
    assert "trois" in str(proving.messages(shown, "proof")[-1].content["changes"])


def test_who_leaves_meanwhile_voids_nothing(shown: Installation) -> None:
    """The rule of the audience is approved, not its readers."""
    proving.answer(shown, ANNE.email)
    objection_and_erasure.object_(shown, cast.ZOE, "test", "par téléphone")

    _launch(shown)


def test_another_audience_needs_another_approval(shown: Installation) -> None:
    """So does the same segment with another rule."""
    with shown.database.transaction() as session:
        saved.add(session, "Drôme", {"field": "organisation.departement", "is": "26"})
    proving.answer(shown, ANNE.email)
    with pytest.raises(campaigns_errors.IssueRefused, match=departures.CODE):
        _launch(shown, segment="Drôme")

    proving.ask(shown, segment="Drôme")
    proving.answer(shown, ANNE.email)
    with shown.database.transaction() as session:
        saved.add(session, "Drôme", {"field": "organisation.departement", "in": ["26", "07"]})
    with pytest.raises(campaigns_errors.IssueRefused, match=departures.CODE):
        _launch(shown, segment="Drôme")


def test_a_correction_needs_words_and_stops_the_letter(shown: Installation) -> None:
    """They are shown to those who compose."""
    with pytest.raises(errors.CommentMissing):
        proving.answer(shown, ANNE.email, Verdict.CORRECTION, "  ")
    proving.answer(shown, ANNE.email, Verdict.CORRECTION, "Le bus ne passe que le jeudi.")

    assert _states(shown) == {"cnml": State.CORRECTION}
    with pytest.raises(campaigns_errors.IssueRefused) as refused:
        _launch(shown)
    assert "Le bus ne passe que le jeudi." in refused.value.findings[0].message


def test_a_code_is_the_last_one_and_serves_once(shown: Installation, clock: MovableClock) -> None:
    """Five wrong tries, or half an hour, end it; four codes an hour are sent."""
    token = proving.token(shown, ANNE.email)
    first, second = proving.code(shown, ANNE.email), proving.code(shown, ANNE.email)
    with pytest.raises(errors.CodeRefused, match="pas le dernier code"):
        answering.answer(shown, token, Verdict.APPROVED, first if first != second else "x")
    for _try in range(4):
        with pytest.raises(errors.CodeRefused):
            answering.answer(shown, token, Verdict.APPROVED, "000000x")
    with pytest.raises(errors.CodeRefused, match="trop d’essais"):
        answering.answer(shown, token, Verdict.APPROVED, second)

    third = proving.code(shown, ANNE.email)
    clock.move(timedelta(minutes=30))
    with pytest.raises(errors.CodeRefused, match="expiré"):
        answering.answer(shown, token, Verdict.APPROVED, third)
    proving.code(shown, ANNE.email)
    with pytest.raises(errors.CodeRefused, match="dans une heure"):
        proving.code(shown, ANNE.email)
    assert _states(shown) == {"cnml": State.WAITING}


def test_readers_pour_avis_have_a_voice_and_no_vote(opened: Installation, tmp_path: Path) -> None:
    """Their remark stands beside the article; a code they cannot get."""
    proving.stage(opened, tmp_path)
    proving.ask(opened, "Avis@Reseau.example")
    token = proving.token(opened, "Avis@reseau.example")
    page = proof_pages.look(opened, token)

    answering.remark(opened, token, page.articles[0].id, "Très clair.")
    with pytest.raises(errors.AdvisoryOnly):
        answering.send_code(opened, token)
    assert proof_pages.look(opened, token).remarks == (
        ("Le bus de l’emploi s’arrête au pied des immeubles", "Très clair."),
    )
    assert proving.messages(opened, "proof")[-1].content["advisory"] is True


def test_from_the_day_after_her_last_she_approves_nothing(shown: Installation, clock: MovableClock) -> None:
    """A code that she was sent before is worth nothing then."""
    code = proving.code(shown, ANNE.email)
    (anne,) = [one for one in verbs.listed(shown) if one.name == ANNE.name]
    verbs.end(shown, anne.id, date(2009, 9, 15), "test")
    clock.move(timedelta(hours=14, minutes=1))  # one minute past midnight in Paris

    with pytest.raises(errors.DesignationOver):
        answering.answer(shown, proving.token(shown, ANNE.email), Verdict.APPROVED, code)


def test_a_special_issue_needs_both(opened: Installation, tmp_path: Path) -> None:
    """Whatever the rules say of the others."""
    cast.stage(opened, tmp_path)
    with opened.database.transaction() as session:
        populating.enter(session, opened.settings.data, demo_partners.drawn(opened.settings.data))
        issue = session.get_one(Issue, proving.ISSUE)
        issue.template, issue.approvers = "special", {"charte": "Ana Exemple", "cnml": "Noé Exemple"}
    proving.designate(opened)
    asked = asking.ask(opened, asking.Request(proving.ISSUE, overrides=_all_blocking(opened)), "test")
    assert asked.people == (MARIE.name, ANNE.name)

    proving.answer(opened, ANNE.email)
    assert _states(opened) == {"charte": State.WAITING, "cnml": State.APPROVED}
    with pytest.raises(campaigns_errors.IssueRefused) as refused:
        launching.launch(opened, Order(proving.ISSUE, overrides=_all_blocking(opened)), "test")
    assert refused.value.codes == departures.CODE


def _all_blocking(opened: Installation) -> dict[str, str]:
    return {one.code: "essai" for one in launching.check(opened, proving.ISSUE).blocking}


def test_an_override_needs_a_reason_and_is_kept(shown: Installation) -> None:
    """With who took it upon themselves; it holds for this version only."""
    with pytest.raises(errors.ReasonMissing):
        departures.override(shown, proving.ISSUE, None, " ", "shell:claire")
    departures.override(shown, proving.ISSUE, None, "Anne est en congé.", "shell:claire")
    kept = approval_desk.look(shown, proving.ISSUE)
    proving.change(shown, "Un mardi sur trois.")
    changed = approval_desk.look(shown, proving.ISSUE)

    assert kept.standing is not None
    assert kept.standing.override is not None
    assert (kept.standing.override.name, kept.standing.override.comment) == ("claire", "Anne est en congé.")
    assert changed.standing is not None
    assert not changed.standing.may_leave
    _launch(shown, "Anne est en congé.")
    launched = [details for act, details in audited.acts(shown) if act == "campaign.launched"]
    assert launched[0]["overrides"] == {departures.CODE: "Anne est en congé."}


def test_without_a_convention_nobody_approves(opened: Installation, tmp_path: Path) -> None:
    """And the letter leaves."""
    partners.enter(opened)
    cast.stage(opened, tmp_path)

    with pytest.raises(errors.NothingToApprove):
        proving.ask(opened)
    assert approval_desk.look(opened, proving.ISSUE).standing is None
    _launch(opened)


def test_nobody_designated_is_said_by_name(opened: Installation, tmp_path: Path) -> None:
    """Nothing is asked then; a deputy alone is asked like whom they stand in for."""
    proving.stage(opened, tmp_path)
    for one in verbs.listed(opened):
        if one.name == ANNE.name:
            verbs.end(opened, one.id, date(2009, 9, 14), "test")
    assert proving.ask(opened).people == (LOIC.name,)

    for one in verbs.listed(opened):
        if one.name == LOIC.name:
            verbs.end(opened, one.id, date(2009, 9, 14), "test")
    proving.change(opened, "Un mardi sur trois.")
    with pytest.raises(errors.NobodyDesignated, match="le CNML"):
        proving.ask(opened)


def test_who_is_erased_is_forgotten_here_too(shown: Installation) -> None:
    """Her link opens nothing; that her side approved stays."""
    proving.answer(shown, ANNE.email)
    token = proving.token(shown, ANNE.email)
    objection_and_erasure.forget(shown, ANNE.email, "test")

    (side,) = approval_desk.look(shown, proving.ISSUE).sides
    assert side.answer is not None
    assert (side.state, side.answer.name) == (State.APPROVED, "")
    with pytest.raises(LinkRefused):
        proof_pages.look(shown, token)


def test_a_link_that_was_cut_opens_nothing(shown: Installation) -> None:
    """Nor one of another kind."""
    with pytest.raises(LinkRefused):
        proof_pages.look(shown, proving.token(shown, ANNE.email)[:-1])


def test_whoever_was_asked_finds_it_in_their_file(shown: Installation) -> None:
    """What they were designated for, what they were shown, and what they said (GDPR art. 15)."""
    proving.answer(shown, ANNE.email, Verdict.CORRECTION, "Une faute au deuxième paragraphe.")
    file = objection_and_erasure.file_of(shown, ANNE.email)

    assert [(one.designation, one.side, one.last_day) for one in file.designations] == [
        ("follow_up", "cnml", ANNE.until)
    ]
    (proof,) = file.proofs
    assert (proof.side, proof.verdict, proof.comment) == ("cnml", "correction", "Une faute au deuxième paragraphe.")


def test_a_year_later_nobody_knows_to_whom_it_was_shown(shown: Installation, clock: MovableClock) -> None:
    """Their answer stays, with the name that answers for it."""
    proving.answer(shown, ANNE.email)
    clock.move(timedelta(days=366))

    assert daily.rehearse(shown).things["proof"] == daily.run(shown).things["proof"] == 1
    assert daily.run(shown).things["proof"] == 0
    assert objection_and_erasure.file_of(shown, ANNE.email).proofs == ()
    with shown.database.reading() as session:
        assert session.exec(select(VerdictRow.verdict, VerdictRow.name)).all() == [(Verdict.APPROVED, ANNE.name)]
