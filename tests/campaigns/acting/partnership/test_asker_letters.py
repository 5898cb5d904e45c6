"""Whoever asked for a bon à tirer is told what was answered."""

from __future__ import annotations

from pathlib import Path

from accounts import users
from accounts.roles import Role
from campaigns.acting.partnership import asking
from campaigns.partnership.approvals.standing import Verdict
from runtime.installation import Installation
from tests.campaigns.acting.partnership import proving
from tests.campaigns.partnership.partners import ANNE


def test_whoever_asked_is_told_of_each_answer_once(opened: Installation, tmp_path: Path) -> None:
    """With the words of a correction; who asked at the shell is told nothing."""
    proving.stage(opened, tmp_path)
    marie = users.add(opened, email="marie@charte.example", name="Marie", roles=(Role.WRITE,), actor="test")
    asking.ask(opened, asking.Request(proving.ISSUE, None, (), {}), f"user:{marie.id}")
    proving.answer(opened, ANNE.email, Verdict.CORRECTION, "La date est fausse.")

    (told,) = proving.messages(opened, "contribution")
    assert told.address == "marie@charte.example"
    assert str(told.content["title"]).startswith("Correction demandée")
    assert "La date est fausse." in str(told.content["paragraphs"])
