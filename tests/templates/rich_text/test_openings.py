"""How an article begins, where the rest is read on the web."""

from __future__ import annotations

import pytest

from templates.rich_text import markdown_reading, markdown_writing, openings

SENTENCE = "Les rendez-vous pris sur place sont honorés neuf fois sur dix, quel que soit le quartier."


def begun(text: str) -> str:
    """Return the opening of a text in Markdown."""
    return markdown_writing.to_markdown(openings.opening(markdown_reading.from_markdown(text))).strip()


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        (SENTENCE, SENTENCE),
        (f"{SENTENCE}\n\nUn second alinéa.", SENTENCE),
        (f"Bonjour,\n\n{SENTENCE}\n\nUn autre.", f"Bonjour,\n\n{SENTENCE}"),
        (f"{SENTENCE} {SENTENCE} {SENTENCE}", f"{SENTENCE} {SENTENCE}"),
        (f"{SENTENCE}\n\n- un point", SENTENCE),
        ("- un point\n- un autre", ""),
        ("", ""),
    ],
)
def test_whole_sentences_are_kept(text: str, opening: str) -> None:
    """A salutation is not enough, a list is none."""
    assert begun(text) == opening


def test_a_sentence_without_an_end_is_cut_between_words() -> None:
    """And says that it goes on."""
    cut = begun("toujours plus loin " * 40)

    assert cut.rpartition(" ")[2].rstrip("…") in {"toujours", "plus", "loin"}
    assert cut[-1] == "…"
    assert 200 < len(cut) <= 241


def test_bold_words_and_fields_stay_what_they_are() -> None:
    """Only the run that has no room is shortened."""
    cut = begun("{{ prenom | vous }}, **en gras** : " + f"{SENTENCE} " * 3)

    assert cut.startswith("{{ prenom | vous }}, **en gras**")
    assert cut.endswith(".")
