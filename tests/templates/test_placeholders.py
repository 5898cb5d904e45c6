"""Tokens stand for places, and come back as them."""

from __future__ import annotations

import pytest

from templates import errors, letters
from templates.letters import ValueContext
from templates.placeholders import Tokens


@pytest.fixture
def tokens() -> Tokens:
    """The tokens of one compile."""
    return Tokens("0f3a")


def test_a_token_is_letters_and_digits(tokens: Tokens) -> None:
    """Nothing on the way escapes or splits it."""
    assert tokens.slot("nom", ValueContext.HTML).isalnum()


def test_a_token_comes_back_as_its_place(tokens: Tokens) -> None:
    """Text around it stays."""
    text = "a" + tokens.slot("nom", ValueContext.HTML, "vous") + "b"
    assert tokens.restore(text) == ("a", letters.Slot("nom", ValueContext.HTML, "vous"), "b")


def test_fields_keep_the_text_around_them(tokens: Tokens) -> None:
    """Unknown braces are text."""
    assert tokens.restore(tokens.fields("{{ nom | x }} {{ y }}", ValueContext.HEADER)) == (
        letters.Slot("nom", ValueContext.HEADER, "x"),
        " {{ y }}",
    )


def test_a_choice_has_two_ways(tokens: Tokens) -> None:
    """The second may be missing."""
    text = (
        tokens.begin("c") + "oui" + tokens.otherwise() + "non" + tokens.end() + tokens.begin("d") + "x" + tokens.end()
    )
    assert tokens.restore(text) == (letters.Choice("c", ("oui",), ("non",)), letters.Choice("d", ("x",), ()))


def test_an_open_choice_is_refused(tokens: Tokens) -> None:
    """Either end missing."""
    for text in (tokens.begin("c") + "a", "a" + tokens.end(), "a" + tokens.otherwise()):
        with pytest.raises(errors.TemplateRefused):
            tokens.restore(text)


def test_a_choice_alone_on_its_line_takes_the_line(tokens: Tokens) -> None:
    """No blank line tells that something was left out."""
    text = f"a\n{tokens.begin('c')}\nb\n{tokens.end()}\nd\n"
    assert tokens.restore_lines(text) == ("a\n", letters.Choice("c", ("b\n",), ()), "d\n")


def test_one_address_of_one_item_is_one_link(tokens: Tokens) -> None:
    """In both parts, whatever its words."""
    for place in (ValueContext.URL, ValueContext.TEXT):
        tokens.address("https://a.example", "item", "Lire", place)
    tokens.address("https://a.example", "other", "Voir", ValueContext.URL)
    assert [(link.id, link.key) for link in tokens.links] == [("1", "item"), ("2", "other")]


def test_another_compile_s_token_is_text(tokens: Tokens) -> None:
    """Nobody who saw one letter can open a place in the next."""
    assert tokens.restore("zjz0f3bn0zjz") == ("zjz0f3bn0zjz",)
