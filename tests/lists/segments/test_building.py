"""Rules as phrases in groups, and back: nothing changes its meaning on the way."""

from __future__ import annotations

from typing import Any

import pytest

from lists.segments import building, phrases, rules, sentences
from lists.segments.phrases import PHRASES, Condition, Entry

_LEAF = {"field": "organisation.departement", "in": ["26"]}
_SIGNED = {"field": "signature.signed_on", "after": "2020-01-01"}
#: What may be typed after a phrase.
_TYPED = {Entry.DAY: ("2020-01-01",), Entry.PERIOD: ("2020-01-01", "2020-12-31"), Entry.NUMBER: ("30",),
          Entry.SEGMENT: ("Drôme",), Entry.TEXT: ("Ombelle",), Entry.NOTHING: ()}  # fmt: skip


@pytest.mark.parametrize("key", PHRASES)
def test_every_phrase_stands_for_a_rule_and_is_found_again_in_it(key: str) -> None:
    """And is said in words."""
    phrase = PHRASES[key]
    typed = _TYPED.get(phrase.entry) or tuple(value for value, _words in phrases.choices(phrase)[:2])
    if phrase.entry is Entry.LIST:
        typed = ("26, 75" if phrase.field == "organisation.departement" else "84, 62.01Z",)
    tree = phrases.tree(Condition(key, typed))

    rules.parse(tree)
    assert phrases.of_tree(tree) == Condition(key, typed)
    assert sentences.say(tree).words.startswith(phrase.words)


@pytest.mark.parametrize(
    "tree",
    [
        {"all": [_LEAF, _SIGNED]},
        {"any": [_LEAF, {"segment": "Drôme"}]},
        {"not": {"any": [_LEAF, _SIGNED]}},
        {"all": [{"all": [_LEAF, _SIGNED]}, {"any": [_LEAF, _SIGNED]}, {"not": {"any": [_LEAF]}}]},
        {"any": [{"all": [_LEAF, _SIGNED]}, {"any": [_LEAF, _SIGNED]}]},
        {"all": []},
    ],
)
def test_groups_are_shown_and_written_as_they_were(tree: dict[str, Any]) -> None:
    """What the builder writes it can show again."""
    built = building.of_tree(tree)
    assert built is not None
    assert building.tree(built) == tree


@pytest.mark.parametrize(
    "tree",
    [
        {"field": "contact.language", "is": "fr"},
        {"not": {"all": [_LEAF, _SIGNED]}},
        {"all": [{"any": [{"all": [_LEAF]}, _LEAF]}]},
        {"field": "history.received", "in": ["issue:3"]},
    ],
)
def test_what_no_group_shows_is_said_in_words(tree: dict[str, Any]) -> None:
    """It is kept as it is."""
    assert building.of_tree(tree) is None
    assert sentences.say(tree).words


def test_conditions_on_a_signature_stay_side_by_side() -> None:
    """Apart they would be about two signatures."""
    tree = {"all": [_SIGNED, {"any": [_LEAF]}, {"field": "signature.kind", "in": ["first"]}]}
    built = building.of_tree(tree)
    assert built is not None
    assert [len(group.conditions) for group in built.groups] == [2, 1]
