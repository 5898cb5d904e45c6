"""Merge fields are a grammar of their own, and everything else in braces is text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates import merge_fields


def test_a_field_has_a_name_and_a_fallback() -> None:
    """The form that authors type."""
    assert merge_fields.parse("{{ prenom | Madame, Monsieur }},") == (
        merge_fields.MergeField("prenom", "Madame, Monsieur"),
        ",",
    )


def test_a_field_may_lack_its_fallback() -> None:
    """It prints nothing for whom nothing is known, and is doubtful."""
    assert merge_fields.parse("{{nom}}") == (merge_fields.MergeField("nom"),)
    assert merge_fields.unknown("{{nom}}") == ["{{nom}}"]


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% for x in y %}", "{# non #}", "{{ config.items() }}", "{{ PRENOM }}"])
def test_other_braces_stay_literal(text: str) -> None:
    """Nothing that looks like a template is one, and the author hears of it."""
    assert merge_fields.parse(text) == (text,)
    assert merge_fields.unknown(text) == [text]


def test_single_braces_are_nobody_s_business() -> None:
    """A set in braces is text, and nothing to report."""
    assert merge_fields.unknown("{a, b} et {prenom}") == []


@given(st.text())
def test_no_sign_is_lost(text: str) -> None:
    """Constant parts, and fields as typed, hold every sign but the spaces inside the braces."""
    parts = merge_fields.parse(text)
    kept = "".join(part if isinstance(part, str) else part.typed() for part in parts)
    assert "".join(kept.split()) == "".join(text.split())


@given(st.sampled_from(sorted(merge_fields.FIELDS)), st.text(alphabet="abcé ’,-", max_size=12))
def test_what_is_typed_is_read(name: str, fallback: str) -> None:
    """A field written out is the same field read back."""
    field = merge_fields.MergeField(name, fallback.strip())
    assert merge_fields.parse(field.typed()) == (field,)
