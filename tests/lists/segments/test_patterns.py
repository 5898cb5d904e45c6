"""Patterns: one text, found in whatever way somebody typed it, and nothing else found."""

from __future__ import annotations

import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lists.segments import patterns

_SQLITE = sqlite3.connect(":memory:", check_same_thread=False)
_PAIRS = [
    ("saint denis", "SAINT-DENIS"),
    ("L'Éclaircie", "Groupe L’ÉCLAIRCIE & Fils"),
    ("eclaircie", "L’Éclaircie"),
    ("ÉCLAIRCIE", "l'eclaircie"),
    ("Œuvrard", "OEUVRARD"),
    ("oeuvrard", "Fonderie Œuvrard"),
    ("coeur cœur", "Cœur Coeur"),
    ("100 %", "À 100 % chez nous"),
    ("a*b?[c]", "xa*b?[c]y"),
    ("x^y-z$", "X^Y-Z$"),
    ("Nuñez", "NUNEZ"),
]


def _by_glob(spellings: patterns.Patterns, text: str) -> bool:
    found = (_SQLITE.execute("SELECT ? GLOB ?", (text, one)).fetchone()[0] for one in spellings.globs)
    return any(found)


def _by_regex(spellings: patterns.Patterns, text: str) -> bool:
    return any(re.search(one, text, re.ASCII) for one in spellings.regexes)


@pytest.mark.parametrize(("typed", "kept"), _PAIRS)
def test_a_text_is_found_however_it_is_spelled(typed: str, kept: str) -> None:
    """On either database."""
    spellings = patterns.containing(typed)
    assert (_by_glob(spellings, kept), _by_regex(spellings, kept)) == (True, True)


@pytest.mark.parametrize(("typed", "kept"), [("o_b", "Ombelle"), ("o%b", "Ombelle"), (".", "Ombelle"), ("[m]", "m")])
def test_signs_mean_themselves(typed: str, kept: str) -> None:
    """A person's « % » is no wildcard."""
    spellings = patterns.containing(typed)
    assert (_by_glob(spellings, kept), _by_regex(spellings, kept)) == (False, False)


def test_equal_is_the_whole_text() -> None:
    """And a longer name is another name."""
    spellings = patterns.equal("ombelle")
    assert [_by_glob(spellings, kept) for kept in ("OMBELLÉ", "Ombelle SA")] == [True, False]
    assert [_by_regex(spellings, kept) for kept in ("OMBELLÉ", "Ombelle SA")] == [True, False]


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x24F), min_size=1, max_size=20), st.text(max_size=20))
def test_both_databases_find_the_same(typed: str, kept: str) -> None:
    """The two dialects say one thing; and a text always finds itself."""
    typed, kept = (text.replace("\0", "").replace("\n", "") for text in (typed, kept))
    for spellings in (patterns.containing(typed), patterns.equal(typed)):
        assert (_by_glob(spellings, typed), _by_regex(spellings, typed)) == (True, True)
        assert _by_glob(spellings, kept) == _by_regex(spellings, kept)


def test_the_longest_text_is_within_what_sqlite_takes() -> None:
    """Fifty thousand octets of pattern, at two hundred signs."""
    assert max(len(one.encode()) for sign in "aeiouœ-" for one in patterns.containing(sign * 200).globs) < 50_000
