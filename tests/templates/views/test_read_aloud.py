"""What a screen reader says of a letter: roles, order, and nothing of what is hidden."""

from __future__ import annotations

import pytest

from templates import catalogue, compiling, letters, samples
from templates.views import read_aloud


def _heard(body: str) -> list[str]:
    return read_aloud.read_out(f"<html><body>{body}</body></html>").splitlines()


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<h2>Une <em>idée</em></h2>", ["Titre de niveau 2 : Une idée"]),
        ('<p>Voir <a href="https://a.example">le guide</a>.</p>', ["Voir [Lien : le guide]."]),
        ("<p><a>sans adresse</a></p>", ["sans adresse"]),
        ('<a href="#x"><img alt="Le logo"></a>', ["[Lien : [Image : Le logo]]"]),
        ('<img alt="" src="a.png">', []),
        ('<img src="a.png">', ["[Image sans description : a.png]"]),
        ("<ul><li>un<br>deux</li></ul>", ["Liste de 1 élément", "• un", "deux", "Fin de la liste"]),
        ('<ol start="3"><li><p>c</p></li></ol>', ["Liste de 1 élément", "3. c", "Fin de la liste"]),
        ("<blockquote><p>a</p></blockquote>", ["Citation", "a", "Fin de la citation"]),
        ('<table role="presentation"><tr><td>a</td><td>b</td></tr></table>', ["a", "b"]),
        (
            "<table><tr><th>Année</th><th>Embauches</th></tr><tr><td>2009</td><td>11</td></tr></table>",
            ["Tableau de 2 colonnes et 2 lignes", "  Ligne 1 : Année ; Embauches", "  Ligne 2 : 2009 ; 11",
             "Fin du tableau"],
        ),
        ('<div style="display:none">a</div><p aria-hidden="true">b</p><!-- c --><style>d</style>', []),
        ("<p>a\n  b&nbsp;c</p>", ["a b\u00a0c"]),
    ],
)  # fmt: skip
def test_each_thing_says_what_it_is(body: str, lines: list[str]) -> None:
    """In the words that French screen readers use, hard spaces kept."""
    said = [line.replace("\u00a0:", " :").replace("\u00a0;", " ;") for line in _heard(body)]

    assert said == lines


@pytest.mark.parametrize("name", catalogue.EMAILS)
def test_every_e_mail_is_heard_from_its_title_to_its_sender(name: str) -> None:
    """The title of the page first, one main heading, the preheader never, who writes at the end."""
    letter = compiling.compile_sample(name)
    _subject, html, _text = letters.preview(letter.variant(letter.conditions), samples.VALUES)
    lines = read_aloud.read_out(html).splitlines()

    assert lines[0].startswith("Titre de la page")
    assert sum(line.startswith("Titre de niveau 1") for line in lines) == 1
    assert not any("Ce que les messageries montrent" in line for line in lines)
    assert any("redaction@charte.example" in line for line in lines[-12:])
