"""The octets of a page become the text that its readers saw."""

from __future__ import annotations

import pytest

from campaigns.editorial.manuscripts.html import pages


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "l1", "iso8859-1", "windows-1252", "us-ascii"])
def test_a_page_that_says_latin_1_keeps_its_typographic_signs(label: str) -> None:
    """Browsers read it as Windows-1252 (WHATWG Encoding 4.2); read to the letter, ’ œ “ ” € … are lost."""
    page = f'<meta charset="{label}"><p>l’œuvre “x” 3 € …'

    assert pages.decoded(page.encode("cp1252")) == page


def test_a_page_of_an_old_macintosh_is_read() -> None:
    """Its name in pages is none that Python knows."""
    page = '<meta charset="x-mac-roman"><p>l’œuvre'

    assert pages.decoded(page.encode("mac-roman")) == page


@pytest.mark.parametrize("label", ["unicode_escape", "idna", "nothing"])
def test_a_page_that_names_no_character_set_is_read_as_it_is(label: str) -> None:
    """What Python would make of it is nothing that anybody wrote."""
    page = rf'<meta charset="{label}"><p>é \ud800'

    assert pages.decoded(page.encode()) == page


@pytest.mark.parametrize("label", ["utf-16", "iso-8859-1", "windows-1252", "iso-8859-15"])
def test_a_page_in_utf_8_may_say_something_else(label: str) -> None:
    """A program saved it again and left the declaration; no other reading gives French."""
    page = f'<meta charset="{label}"><p>l’œuvre “x” 3 € été…'

    assert pages.decoded(page.encode()) == page


def test_a_page_that_says_latin_9_keeps_its_signs_too() -> None:
    """The euro of latin-9, and what Windows puts where latin-9 has controls."""
    page = '<meta charset="iso-8859-15"><p>l’œuvre “x” …'

    assert pages.decoded(page.encode("cp1252").replace("œ".encode("cp1252"), "œ".encode("iso8859-15"))) == page
