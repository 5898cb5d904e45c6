"""An invitation asks its reader, and nobody else, whether they come; what a contract asks for cannot be left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from templates import compiling, designs, letters, samples
from templates.context import LetterContext

_YES, _NO = "/l/r/exemple", "/l/r/exemple/non"


def _sample(name: str) -> LetterContext:
    sample = samples.of(name)
    assert isinstance(sample, LetterContext)
    return sample


def _seen(name: str, *true: str, design: str = "", **changes: object) -> tuple[str, str]:
    """Return the HTML and the text of a letter as readers of whom these conditions are true see it."""
    context = replace(_sample(name), **changes)  # type: ignore[arg-type]
    letter = compiling.compile_letter(name, context, design=design)
    _subject, html, text = letters.preview(letter.variant(frozenset(true)), samples.VALUES)
    return html, text


def _plain(name: str, *true: str, design: str = "") -> list[str]:
    """Return the same two with one space wherever there is some."""
    return [" ".join(part.split()) for part in _seen(name, *true, design=design)]


@pytest.mark.parametrize("design", designs.DESIGNS)
@pytest.mark.parametrize("name", ["invitation", "summons"])
def test_both_answers_stand_in_both_parts_of_every_design(name: str, design: str) -> None:
    """Filled like the link to leave: once compiled, for everybody."""
    html, text = _seen(name, letters.PERSONAL, design=design)

    assert (html.count(f'{_YES}"'), html.count(f'{_NO}"')) == (1, 1)
    assert [line.partition("/l/")[1:] for line in text.splitlines() if "/l/r/" in line] == [
        ("/l/", _YES.removeprefix("/l/")), ("/l/", _NO.removeprefix("/l/")),
    ]  # fmt: skip
    assert ("Je viens" in html, "Je ne viens pas" in html) == (True, True)


def test_what_is_read_on_the_web_asks_nobody() -> None:
    """Without a reader there is nobody to answer for; and no other letter asks."""
    assert "/l/r/" not in "".join(_seen("invitation"))
    for name in ("newsletter", "special", "awareness", "service"):
        assert "/l/r/" not in "".join(_seen(name, letters.PERSONAL)), name


@pytest.mark.parametrize("name", ["summons", "service"])
def test_what_a_contract_asks_for_can_be_left_by_those_alone_who_asked_for_the_letter(name: str) -> None:
    """A consent can be taken back; against a contract there is no right to object (GDPR art. 21(1))."""
    for part in _plain(name, letters.PERSONAL):
        assert "dans le cadre de la convention" in part
        assert ("/l/u/" in part, "opposer" in part) == (False, False)
    for part in _plain(name, letters.PERSONAL, letters.AGREED):
        assert "vous avez demandé à recevoir la lettre" in part
        assert ("/l/u/exemple" in part, "opposer" in part) == (True, True)


def test_elsewhere_they_can_be_left_like_any_letter() -> None:
    """On a list of professionals or of subscribers nothing changes."""
    for part in _seen("service", letters.PERSONAL, may_be_left=True):
        assert "/l/u/exemple" in part


def test_a_service_message_promotes_nothing() -> None:
    """No rubrique, no logo, no « Lire la suite », no invitation to subscribe or to recruit."""
    for shown in _plain("service", letters.PERSONAL, "has_local_mission", design="magazine"):
        assert "Message de service" in shown
        assert [
            words for words in ("Lire la suite", "Inscrivez-vous", "Recruter avec", "S’inscrire") if words in shown
        ] == []
