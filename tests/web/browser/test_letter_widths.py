"""No letter is wider than its window, whatever its author put into it; a table that has no room is still understood."""

from __future__ import annotations

import playwright.sync_api as playwright
import pytest

from templates import compiling, context, themes
from tests.templates import examples
from tests.web.browser.conftest import overflow

_ADDRESS = "prenom.nom-de-famille@mission-locale-du-haut-val-fictif.example"
_LONG = "anticonstitutionnellement"
_URL = (
    "https://www.exemple.example/" + "un-dossier-au-nom-tres-long/" * 6 + "?reference=0123456789abcdef0123456789abcdef"
)


def _table(heads: list[str], *rows: list[str]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


#: What authors put into letters.
NASTY = {
    "four": _table(["Département", "Entreprises", "Jeunes accueillis", "Embauches"], ["Gironde", "128", "342", "57"]),
    "addresses": _table(["Nom", "Fonction", "Adresse"], ["Léïla Exemple", "directrice", _ADDRESS]),
    "figures": _table([str(year) for year in range(2005, 2010)], ["1\u00a0234\u00a0567\u00a0€"] * 5),
    "eight": _table([f"Colonne n°\u00a0{n}" for n in range(8)], [_LONG] * 8, [_ADDRESS] * 8),
    "capitals": _table(["MMMMMMMM", "WWWWWWWW", "@@@@@@"], ["QUALIFICATION", "DÉPARTEMENT", "100 %"]),
    "fields": _table(["Vous", "Chez"], ["{{ prenom }}", "{{ organisation | votre organisation }}"]),
    "words": f"{_LONG * 5}\n\n- {_LONG * 5}\n\n> {_ADDRESS * 3}\n\n## {_LONG * 3}",
    "url": f"Voir {_URL} et <{_URL}>",
}  # fmt: skip


@pytest.fixture
def letter(page: playwright.Page) -> playwright.Page:
    """A page that fetches nothing, for a letter that names pictures."""
    page.route("**/*", lambda route: route.abort())
    return page


def _shown(page: playwright.Page, body: str, type_: str = "good_practice", theme: themes.Theme | None = None) -> None:
    block = context.SectionBlock("practices", "Bonnes pratiques", (examples.piece("a", type_, "Titre", body),))
    issue = examples.issue(sections=(block,), theme=theme or themes.Theme())
    page.set_content(examples.seen(compiling.compile_letter("newsletter", issue))[1])


@pytest.mark.parametrize("name", NASTY)
def test_no_letter_is_wider_than_its_window(letter: playwright.Page, name: str) -> None:
    """On telephones and tablets, in a panel too, in the widest of fonts."""
    for kind, theme in (("good_practice", themes.Theme()), ("tool", themes.make({"text": "verdana"}))):
        _shown(letter, NASTY[name], kind, theme)
        for width in (320, 375, 479, 480, 599, 600):
            letter.set_viewport_size({"width": width, "height": 700})
            assert (kind, width, overflow(letter)) == (kind, width, 0)


def test_a_row_without_room_is_stacked_behind_its_labels(letter: playwright.Page) -> None:
    """On a telephone; elsewhere it is a table, and nobody reads or hears a label."""
    _shown(letter, NASTY["four"])
    letter.set_viewport_size({"width": 320, "height": 700})
    assert letter.locator("table.stack").inner_text().split("\n") == [
        "Département\u00a0: Gironde", "Entreprises\u00a0: 128", "Jeunes accueillis\u00a0: 342", "Embauches\u00a0: 57"
    ]  # fmt: skip
    letter.set_viewport_size({"width": 620, "height": 700})
    said = letter.locator("table.stack").inner_text().split()
    assert said == ["Département", "Entreprises", "Jeunes", "accueillis", "Embauches", "Gironde", "128", "342", "57"]


def test_a_small_table_stays_one(letter: playwright.Page) -> None:
    """Figures are compared down a column; here at the right edge, as typed."""
    _shown(letter, "| Année | Embauches |\n|---|---:|\n| 2008 | 6 |\n| 2009 | 11 |")
    right = "getComputedStyle(document.querySelector('table.data td.right')).textAlign"
    assert (letter.locator("table.stack").count(), letter.evaluate(right)) == (0, "right")
