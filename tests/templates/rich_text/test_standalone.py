"""A body on the web: the words of the letter, nothing that was typed as markup, nothing of a reader."""

from __future__ import annotations

import pytest

from templates.rich_text import markdown_reading, standalone


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Bonjour {{ prenom | Madame, Monsieur }}", "<p>Bonjour Madame, Monsieur</p>"),
        ("un [lien](https://a.example/?a=1&b=2)", '<p>un <a href="https://a.example/?a=1&amp;b=2">lien</a></p>'),
        ("zjz0n0zjz", "<p>zjz0n0zjz</p>"),
        ("<b onclick=x>", "<p>&lt;b onclick=x&gt;</p>"),
    ],
)
def test_it_is_what_was_written(text: str, html: str) -> None:
    """And only that."""
    assert standalone.html(markdown_reading.from_markdown(text)) == html
