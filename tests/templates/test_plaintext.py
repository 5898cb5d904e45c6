"""Lines of the text part end where words do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from templates import plaintext


def test_a_long_item_hangs_under_its_sign() -> None:
    """The second line of an item begins under its first word."""
    lines = plaintext.arrange("- " + "mot " * 30).splitlines()
    assert lines[1].startswith("  mot")


def test_a_quotation_keeps_its_sign() -> None:
    """On every line."""
    assert all(line.startswith("> ") for line in plaintext.arrange("> " + "mot " * 30).splitlines())


def test_an_address_is_never_broken() -> None:
    """However long it is."""
    url = "https://a.example/" + "x-y" * 60
    assert url in plaintext.arrange(f"Lire la suite de cet article dans la lettre : {url} maintenant").split()


def test_a_hard_space_holds() -> None:
    """« n° 12 » stays on one line."""
    assert "n°\u00a012" in plaintext.arrange("mot " * 18 + "n°\u00a012 fin")


def test_columns_that_do_not_fit_become_records() -> None:
    """Each cell says which column it is of."""
    rows = [[plaintext.Cell("Nom"), plaintext.Cell("Texte")], [plaintext.Cell("a"), plaintext.Cell("long " * 20)]]
    set_rows = plaintext.table(rows, ["Nom", "Texte"])
    assert set_rows.startswith("- Nom\u00a0: a\n- Texte\u00a0: long")


@given(st.text(alphabet="ab \n-", max_size=300))
def test_no_word_is_lost_and_nothing_changes_twice(text: str) -> None:
    """Setting a set text sets nothing, and words come in the order they were in."""
    once = plaintext.arrange(text)
    assert plaintext.arrange(once).split() == text.split() == once.split()


@given(st.lists(st.text(alphabet="abcdefg", min_size=1, max_size=12), max_size=60))
def test_lines_fit(words: list[str]) -> None:
    """76 columns where words allow it."""
    assert all(len(line) <= plaintext.COLUMNS for line in plaintext.arrange(" ".join(words)).splitlines())
