"""A letter that cannot be what it says is refused before it is made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from templates import compiling, context, errors, pictures, samples
from templates.context import LetterContext
from templates.rich_text import nodes


def _special(**changes: object) -> LetterContext:
    sample = samples.of("special")
    assert isinstance(sample, LetterContext)
    return replace(sample, **changes)  # type: ignore[arg-type]


def _partners(**changes: object) -> tuple[context.Partner, ...]:
    first, second = _special().partners
    return first, replace(second, **changes)  # type: ignore[arg-type]


def test_a_co_branded_issue_is_made_when_both_sides_agree() -> None:
    """Two logos of one height, both linked, both approvals named."""
    letter = compiling.compile_letter("special", _special())
    html = "".join(part for part in letter.variant(letter.conditions).html if isinstance(part, str))
    assert html.count('width="144"') == 2
    assert "Loïc Exemple" in html


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"approvals": _special().approvals[:1]}, "personne n’a approuvé"),
        ({"approvals": ()}, "personne n’a approuvé"),
        ({"partners": _special().partners[:1]}, "deux partenaires"),
        ({"partners": _partners(logo=None)}, "logo"),
        ({"partners": _partners(logo=replace(_partners()[1].logo, alt=""))}, "logo"),  # type: ignore[type-var]
        ({"partners": _partners(url="")}, "site"),
    ],
)
def test_a_co_branded_issue_lacks_neither_logo_nor_link_nor_approval(wrong: dict[str, object], words: str) -> None:
    """The convention wants both partners on it, side by side (E3.S3)."""
    with pytest.raises(errors.LetterIncomplete, match=words):
        compiling.compile_letter("special", _special(**wrong))


@pytest.mark.parametrize("name", ["awareness", "invitation", "summons", "service"])
def test_a_letter_about_one_thing_has_it(name: str) -> None:
    """Nobody is invited to nothing."""
    sample = samples.of(name)
    assert isinstance(sample, LetterContext)
    with pytest.raises(errors.LetterIncomplete, match="il lui faut"):
        compiling.compile_letter(name, replace(sample, lead=None))


def test_logos_of_different_shapes_have_one_height() -> None:
    """A wide one is not smaller than a tall one: both are as high as the wide one may be."""
    wide = pictures.Image("https://lettre.exemple.example/l/i/large.png", "Large", 1600, 160)
    partners = _partners(logo=wide)
    height = _special(partners=partners).logo_height(88, 220)
    assert height == 22
    assert [partner.logo.width_at(height) for partner in partners if partner.logo] == [44, 220]


@pytest.mark.parametrize(
    ("name", "lacks", "words"),
    [
        ("invitation", {"when": ""}, "elle dit quand"),
        ("summons", {"when": ""}, "elle dit quand"),
        ("summons", {"place": ""}, "une convocation dit où"),
        ("summons", {"body": nodes.Document()}, "ordre du jour"),
    ],
)
def test_whoever_is_called_knows_when_where_and_what_about(name: str, lacks: dict[str, Any], words: str) -> None:
    """An invitation needs its day; a convocation its place and its agenda too."""
    sample = samples.of(name)
    assert isinstance(sample, LetterContext)
    assert sample.lead is not None
    with pytest.raises(errors.LetterIncomplete, match=words):
        compiling.compile_letter(name, replace(sample, lead=replace(sample.lead, **lacks)))


def test_a_service_message_says_one_thing() -> None:
    """What stands beside it would be lost: it is refused instead."""
    sample, newsletter = samples.of("service"), samples.of("newsletter")
    assert isinstance(sample, LetterContext)
    assert isinstance(newsletter, LetterContext)
    with pytest.raises(errors.LetterIncomplete, match="ne porte qu’un article"):
        compiling.compile_letter("service", replace(sample, sections=newsletter.sections[:1]))
