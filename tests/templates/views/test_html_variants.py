"""Variants of a letter: with embedded pictures, without pictures, for paper."""

from __future__ import annotations

from templates.views import html_variants, paper
from tests import pdfs

LETTER = (
    '<html lang="fr"><head><title>t</title></head><body><!--[if mso]><img src="https://a.example/i.png"><![endif]-->'
    '<img src="https://a.example/i.png?a&amp;b" alt="Un bus"><img src="https://b.example/pixel.gif" alt="">'
    "</body></html>"
)


def _found(address: str) -> tuple[str, bytes] | None:
    return ("image/png", b"octets") if address == "https://a.example/i.png?a&b" else None


def test_pictures_that_are_found_come_in_and_others_are_not_asked_for() -> None:
    """Nothing is left that a browser could fetch; Outlook's comments stay what they are."""
    shown = html_variants.with_pictures(LETTER, _found)

    assert '<img src="data:image/png;base64,b2N0ZXRz" alt="Un bus">' in shown
    assert '<img src="data:," alt="">' in shown
    assert '<!--[if mso]><img src="https://a.example/i.png"><![endif]-->' in shown


def test_without_pictures_their_words_stay() -> None:
    """As mail programs show a letter before anybody allows them more."""
    shown = html_variants.without_pictures(LETTER)

    assert '<img src="data:," alt="Un bus">' in shown
    assert "b.example" not in shown


def test_on_paper_a_picture_that_decorates_is_no_fault() -> None:
    """The PDF is still one that screen readers follow."""
    printed = paper.pdf([html_variants.with_pictures(html_variants.for_paper(LETTER), lambda _address: None)])

    assert printed.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdfs.unpacked(printed)
