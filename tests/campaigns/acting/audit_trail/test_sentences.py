"""Every act that the house records has a sentence, and every sentence an act."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from campaigns.acting.audit_trail import sentences
from tests.docs import tree

_ACT = re.compile(r"[a-z]+(?:_[a-z]+)*\.[a-z]+(?:_[a-z]+)*")
#: Looks like an act, and is none: the name of a file.
_OTHERS = {"import.lock"}


def _constants(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and _ACT.fullmatch(one.value):
            yield one.value


def _recorded() -> set[str]:
    """Return the acts that modules give to `audit.record`; where it is a variable, all acts that the module names."""
    found: set[str] = set()
    for file in tree.modules():
        parsed = tree.parsed(file)
        for call in ast.walk(parsed):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "audit.record":
                act = call.args[3]
                found.update(_constants(act) if isinstance(act, ast.Constant) else _constants(parsed))
    return found - _OTHERS


def test_every_act_has_a_sentence_and_every_sentence_an_act() -> None:
    """Whoever records a new one says in `sentences.TOPICS` what it means."""
    assert _recorded() == sentences.known()


def test_no_act_is_about_two_things() -> None:
    """A filter would show it twice, or once too seldom."""
    acts = [act for topic in sentences.TOPICS for act in sentences.acts(topic)]

    assert len(acts) == len(set(acts))


def test_what_an_older_version_did_not_record_is_a_question_mark() -> None:
    """And an act that nobody knows any more is shown all the same."""
    assert sentences.said("campaign.paused", {"who": "Relais"}) == "Relais a mis en pause l’envoi n°\u00a0?."
    assert sentences.said("moon.landed", {"who": "Relais"}) == "Relais a fait autre chose (moon.landed)."
