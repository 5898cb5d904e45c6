"""Rules: what is accepted, and what odd trees are told."""

from __future__ import annotations

import contextlib
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite

from lists import errors
from lists.segments import criteria, fields, history_criteria, rules
from lists.segments.fields import Reference
from lists.segments.rules import Either, Every, Leaf, Named, Not

LEAF = {"field": "organisation.departement", "is": "33"}


def test_a_tree_becomes_frozen_nodes() -> None:
    """One node each."""
    tree = {"all": [{"any": [LEAF]}, {"not": {"segment": "Gironde"}}]}
    leaf = Leaf("organisation.departement", "is", "33")
    assert rules.parse(tree) == Every((Either((leaf,)), Not(Named("Gironde"))))


@pytest.mark.parametrize(
    ("leaf", "value"),
    [
        ({"field": "organisation.departement", "is": "gironde"}, "33"),
        ({"field": "organisation.region", "in": ["Île-de-France", "93"]}, ("11", "93")),
        ({"field": "organisation.naf", "is": "8411z"}, "84.11Z"),
        ({"field": "organisation.size", "in": ["NN", "12"]}, ("NN", "12")),
        ({"field": "signature.signed_on", "after": "2009-06-16"}, date(2009, 6, 16)),
        (
            {"field": "signature.signed_on", "between": ["2009-01-01", "2009-12-31"]},
            (date(2009, 1, 1), date(2009, 12, 31)),
        ),
        ({"field": "organisation.name", "contains": "L'Éclaircie"}, "L'Éclaircie"),
        ({"field": "contact.role", "exists": True}, True),
        ({"field": "history.received", "is": "campaign:3"}, Reference("campaign", 3)),
        ({"field": "history.clicked", "is": 90}, Reference("days", 90)),
        ({"field": "history.bounced", "in": ["issue:4", "30"]}, (Reference("issue", 4), Reference("days", 30))),
        ({"field": "history.not_reached_for", "is": 3}, 3),
    ],
)
def test_values_are_written_as_the_database_has_them(leaf: dict[str, object], value: object) -> None:
    """Checked once, here."""
    node = rules.parse(leaf)
    assert isinstance(node, Leaf)
    assert node.value == value


@pytest.mark.parametrize(
    "tree",
    [
        None,
        [],
        "all",
        {},
        {"all": []} | {"any": []},
        {"all": {}},
        {"any": []},
        {"none": [LEAF]},
        {"not": [LEAF]},
        {"segment": 3},
        {"segment": " "},
        {"field": "organisation.secret", "is": "x"},
        {"field": ["organisation.kind"], "is": "company"},
        {"field": "organisation.kind"},
        {"field": "organisation.kind", "is": "company", "in": ["company"]},
        {"field": "organisation.kind", "is": "Company"},
        {"field": "organisation.kind", "contains": "c"},
        {"field": "organisation.kind", "in": []},
        {"field": "organisation.kind", "in": "company"},
        {"field": "organisation.kind", "exists": "oui"},
        {"field": "organisation.departement", "is": "20"},
        {"field": "organisation.departement", "is": 33},
        {"field": "organisation.name", "contains": "\ud800"},
        {"field": "organisation.name", "contains": "a\0b"},
        {"field": "organisation.name", "contains": "x" * 201},
        {"field": "signature.signed_on", "before": "16/06/2009"},
        {"field": "signature.signed_on", "before": "2009-02-30"},
        {"field": "signature.signed_on", "between": ["2009-12-31", "2009-01-01"]},
        {"field": "signature.signed_on", "between": ["2009-12-31"]},
        {"field": "history.received", "is": "campaign"},
        {"field": "history.received", "is": "campaign:0"},
        {"field": "history.received", "is": "lettre:3"},
        {"field": "history.received", "is": True},
        {"field": "history.received", "is": -3},
        {"field": "history.received", "is": 10**5000},
        {"field": "history.received", "is": 40_000},
        {"field": "history.received", "after": "2009-06-16"},
        {"field": "history.not_reached_for", "is": 0},
        {"field": "history.not_reached_for", "is": "deux"},
    ],
)
def test_odd_trees_are_refused(tree: object) -> None:
    """With the one error of rules."""
    with pytest.raises(errors.RuleRefused):
        rules.parse(tree)


def test_a_refusal_names_the_place_in_the_tree() -> None:
    """Rules are written by hand."""
    with pytest.raises(errors.RuleRefused) as refused:
        rules.parse({"all": [LEAF, {"not": {"field": "contact.role", "is": "roi"}}]})
    assert refused.value.path == "all[1].not.contact.role"


def test_nesting_and_length_have_limits() -> None:
    """A rule is no bomb."""
    deep: object = LEAF
    for _level in range(rules.MAX_DEPTH):
        deep = {"not": deep}
    for tree in (deep, {"all": [LEAF] * rules.MAX_SIZE}):
        with pytest.raises(errors.RuleRefused):
            rules.parse(tree)


@pytest.mark.parametrize("text", ["{", "[" * 200_000, ""])
def test_a_file_that_is_no_json_is_refused(text: str) -> None:
    """Even one that would exhaust the reader."""
    with pytest.raises(errors.RuleRefused):
        rules.read(text)


#: Signs that mean something to SQL, to LIKE, to GLOB or to a regular expression.
_SIGNS = st.text("'\"\\`;:%_*?[]{}()^$|-/ éœ\u2019", max_size=6)
_SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | _SIGNS | st.just("company")
_KEYS = st.sampled_from(
    ["all", "any", "not", "segment", "field", "is", "is_not", "in", "exists", "contains", "between"]
)
_ANSWERS = _SIGNS | st.integers(-5, 40_000) | st.sampled_from(["33", "company", "issue:4", "2009-06-16", "84.1", "fr"])
_TREES = st.recursive(
    _SCALARS
    | st.fixed_dictionaries(
        {"field": st.sampled_from(sorted(fields.FIELDS))},
        optional={"is": _ANSWERS, "in": st.lists(_ANSWERS, max_size=3), "contains": _SIGNS, "exists": st.booleans()},
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=2),
    max_leaves=12,
)
_DIALECTS: tuple[Any, ...] = (sqlite.dialect(), postgresql.dialect())  # type: ignore[no-untyped-call]


@given(_TREES)
def test_any_tree_gives_bound_sql_or_an_error_of_ours(tree: object) -> None:
    """Nothing else comes out: no quote stands in the statement, so no text does, typed or not."""
    with contextlib.suppress(errors.ListsError):
        condition = criteria.expression(_set_against_a_clock(rules.parse(tree)))
        for dialect in _DIALECTS:
            assert "'" not in str(condition.compile(dialect=dialect))


def _set_against_a_clock(rule: rules.Rule) -> rules.Rule:
    match rule:
        case Every(nodes):
            return Every(tuple(map(_set_against_a_clock, nodes)))
        case Either(nodes):
            return Either(tuple(map(_set_against_a_clock, nodes)))
        case Not(node):
            return Not(_set_against_a_clock(node))
        case Leaf():
            return history_criteria.resolve(rule, 10**9)
    return rule


@pytest.mark.parametrize("operator", ["is", "is_not", "contains"])
@given(st.text(min_size=1, max_size=30).map(lambda text: f"zqj{text}"))
def test_typed_text_is_always_a_parameter(operator: str, text: str) -> None:
    """Whatever it is: the statement is the same for every text of as many ligatures."""
    with contextlib.suppress(errors.ListsError):
        rule = rules.parse(json.loads(json.dumps({"field": "organisation.name", operator: text})))
        for dialect in _DIALECTS:
            compiled = criteria.expression(rule).compile(dialect=dialect)
            assert "zqj" not in str(compiled).lower()
            assert any("q" in str(value) for value in compiled.params.values())


@pytest.mark.parametrize("field", ["history.received", "history.not_reached_for"])
@given(st.integers(100, 999))
def test_typed_numbers_are_always_parameters(field: str, number: int) -> None:
    """They stand beside the statement, not in it."""
    condition = criteria.expression(
        history_criteria.resolve(Leaf(field, "is", _counted(field, number)), number * 86_400)
    )
    for dialect in _DIALECTS:
        assert str(number) not in str(condition.compile(dialect=dialect))


def _counted(field: str, number: int) -> fields.Value:
    parsed = rules.parse({"field": field, "is": number})
    assert isinstance(parsed, Leaf)
    return parsed.value


def test_days_that_nobody_counted_are_refused() -> None:
    """A compiled rule would mean another day tomorrow."""
    with pytest.raises(errors.RuleRefused):
        criteria.expression(rules.parse({"field": "history.received", "is": 30}))
