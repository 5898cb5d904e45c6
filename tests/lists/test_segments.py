"""Rules: what is accepted, and what odd trees are told."""

from __future__ import annotations

import contextlib
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite

from lists import criteria, errors, segments
from lists.segments import Either, Every, Leaf, Named, Not

LEAF = {"field": "organisation.departement", "is": "33"}


def test_a_tree_becomes_frozen_nodes() -> None:
    """One node each."""
    tree = {"all": [{"any": [LEAF]}, {"not": {"segment": "Gironde"}}]}
    leaf = Leaf("organisation.departement", "is", "33")
    assert segments.parse(tree) == Every((Either((leaf,)), Not(Named("Gironde"))))


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
    ],
)
def test_values_are_written_as_the_database_has_them(leaf: dict[str, object], value: object) -> None:
    """Checked once, here."""
    node = segments.parse(leaf)
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
    ],
)
def test_odd_trees_are_refused(tree: object) -> None:
    """With the one error of rules."""
    with pytest.raises(errors.RuleRefused):
        segments.parse(tree)


def test_a_refusal_names_the_place_in_the_tree() -> None:
    """Rules are written by hand."""
    with pytest.raises(errors.RuleRefused) as refused:
        segments.parse({"all": [LEAF, {"not": {"field": "contact.role", "is": "roi"}}]})
    assert refused.value.path == "all[1].not.contact.role"


def test_nesting_and_length_have_limits() -> None:
    """A rule is no bomb."""
    deep: object = LEAF
    for _level in range(segments.MAX_DEPTH):
        deep = {"not": deep}
    for tree in (deep, {"all": [LEAF] * segments.MAX_SIZE}):
        with pytest.raises(errors.RuleRefused):
            segments.parse(tree)


@pytest.mark.parametrize("text", ["{", "[" * 200_000, ""])
def test_a_file_that_is_no_json_is_refused(text: str) -> None:
    """Even one that would exhaust the reader."""
    with pytest.raises(errors.RuleRefused):
        segments.read(text)


_SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("company")
_KEYS = st.sampled_from(["all", "any", "not", "segment", "field", "is", "in", "exists", "contains", "between"])
_TREES = st.recursive(
    _SCALARS
    | st.fixed_dictionaries(
        {"field": st.sampled_from(sorted(segments.FIELDS))},
        optional={"is": st.text(max_size=6), "contains": st.text(max_size=6), "exists": st.booleans()},
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=2),
    max_leaves=12,
)


@given(_TREES)
def test_any_tree_gives_bound_sql_or_an_error_of_ours(tree: object) -> None:
    """Nothing else comes out, and no typed text stands in the statement."""
    with contextlib.suppress(errors.ListsError):
        condition = criteria.expression(segments.parse(tree))
        for dialect in (sqlite, postgresql):
            condition.compile(dialect=dialect.dialect())


@given(st.text(min_size=1, max_size=30).map(lambda text: f"zqj{text}"))
def test_typed_text_is_always_a_parameter(text: str) -> None:
    """Quotes and percent signs included."""
    with contextlib.suppress(errors.ListsError):
        rule = segments.parse(json.loads(json.dumps({"field": "organisation.name", "contains": text})))
        assert "zqj" not in str(criteria.expression(rule))
