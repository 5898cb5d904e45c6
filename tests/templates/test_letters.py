"""Letters are chosen, merged and filled, each value for its place."""

from __future__ import annotations

import html

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from templates import letters
from templates.letters import ValueContext

_LINK = letters.Link("1", "https://a.example/?a=1&b=2", "item", "Lire")


def _letter(*parts: letters.Part) -> letters.Letter:
    return letters.Letter((), parts, (), frozenset({"c"}), (_LINK,))


def test_constants_that_meet_are_one() -> None:
    """Whoever encodes a letter does it in the fewest runs."""
    letter = _letter("a", letters.Choice("c", ("b",), ("x",)), "d", letters.Slot("nom", ValueContext.HTML), "e")
    assert letter.variant(frozenset({"c"})).html == ("abd", letters.Slot("nom", ValueContext.HTML), "e")


def test_a_choice_in_a_choice_is_chosen() -> None:
    """Conditions nest."""
    inner = letters.Choice("d", ("oui",), ("non",))
    assert _letter(letters.Choice("c", (inner,), ())).variant(frozenset({"c", "d"})).html == ("oui",)


def test_a_link_leads_where_it_leads_unless_told_otherwise() -> None:
    """Its counting address takes its place, written for its place."""
    letter = _letter(letters.LinkOccurrence(_LINK, ValueContext.URL))
    assert letter.variant(frozenset()).html == ("https://a.example/?a=1&amp;b=2",)
    assert letter.variant(frozenset(), {"1": "https://b.example/1"}).html == ("https://b.example/1",)


def test_the_size_is_that_of_the_longer_way() -> None:
    """The limit must hold for every reader."""
    letter = _letter("é", letters.Choice("c", ("abc",), ("a",)))
    known = frozenset({"c"})
    assert letter.sizes(frozenset(), frozenset())[0] == 5
    assert letter.sizes(known, known)[0] == 5
    assert letter.sizes(frozenset(), known)[0] == 3


def test_an_empty_value_leaves_the_fallback() -> None:
    """Nobody reads « Bonjour , »."""
    flat = _letter("Bonjour ", letters.Slot("prenom", ValueContext.HTML, "Madame & Monsieur")).variant(frozenset())
    assert letters.preview(flat, {"prenom": ""})[1] == "Bonjour Madame &amp; Monsieur"


@pytest.mark.parametrize(
    ("place", "value", "written"),
    [
        (ValueContext.HEADER, "a\r\nBcc: b", "a  Bcc: b"),
        (ValueContext.TEXT, "a\u2028<b>", "a <b>"),
        (ValueContext.HTML, "\"><script>'", "&quot;&gt;&lt;script&gt;&#x27;"),
        (ValueContext.URL, 'https://a.example/é x"&y', "https://a.example/%C3%A9%20x%22&amp;y"),
        (ValueContext.TOKEN, "a-_9/<é", "a-_9"),
    ],
)
def test_a_value_is_written_for_its_place(place: ValueContext, value: str, written: str) -> None:
    """No value leaves the place it was given."""
    assert letters.encode(place, value) == written


@given(st.text())
@example("&lt;a&copy; &amp;#0;")
def test_any_value_is_text_in_html(value: str) -> None:
    """What is read is what was meant, control characters aside."""
    written = letters.encode(ValueContext.HTML, value)
    assert html.unescape(written) == letters.encode(ValueContext.TEXT, value)
    assert "<" not in written
