"""Documents are set as HTML and as text, word for word the same."""

from __future__ import annotations

import pytest

from templates import letters
from templates.placeholders import Tokens
from templates.rich_text import markdown_reading, nodes, typesetting


def _html(text: str) -> str:
    tokens = Tokens("k")
    parts = tokens.restore(typesetting.Html(tokens, "item").document(markdown_reading.from_markdown(text)))
    letter = letters.Letter((), parts, (), frozenset(), tokens.links)
    return letters.preview(letter.variant(frozenset()), {})[1]


def _text(text: str) -> str:
    tokens = Tokens("k")
    parts = tokens.restore(typesetting.TextLines(tokens, "item").document(markdown_reading.from_markdown(text)))
    letter = letters.Letter((), (), parts, frozenset(), tokens.links)
    return letters.preview(letter.variant(frozenset()), {})[2]


@pytest.mark.parametrize(
    ("source", "html", "text"),
    [
        ("## a & b", "<h4>a &amp; b</h4>", "a & b"),
        ("### a\n## b\n### c", "<h4>a</h4><h4>b</h4><h5>c</h5>", "a\n\nb\n\nc"),
        ("**a** *b*", "<p><strong>a</strong> <em>b</em></p>", "a b"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("3. a", '<ol start="3"><li>a</li></ol>', "3. a"),
        ("- a\n  - b", "<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n  - b"),
        ("> a\n>\n> b", "<blockquote><p>a</p><p>b</p></blockquote>", "> a\n> \n> b"),
        (
            "[**a** b](https://x.fr/?a&b)",
            '<p><a href="https://x.fr/?a&amp;b"><strong>a</strong> b</a></p>',
            "a b (https://x.fr/?a&b)",
        ),
        ("<https://x.fr/>", '<p><a href="https://x.fr/">https://x.fr/</a></p>', "https://x.fr/"),
        ("[écrire](mailto:a@x.fr)", '<p><a href="mailto:a@x.fr">écrire</a></p>', "écrire (a@x.fr)"),
        ("{{ nom | l’équipe }}", "<p>l’équipe</p>", "l’équipe"),
        ("![](cid:a)", '<p><img src="cid:a" alt="" width="536" class="picture" /></p>', ""),
        ("![Vue](cid:a)", '<p><img src="cid:a" alt="Vue" width="536" class="picture" /></p>', "[Vue]"),
    ],
)
def test_a_document_is_set_in_both_parts(source: str, html: str, text: str) -> None:
    """Marks and nodes, escaped where they must be."""
    assert (_html(source), _text(source)) == (html, text)


def test_a_table_heads_its_columns() -> None:
    """For those who hear it."""
    assert '<th scope="col">a</th>' in _html("| a |\n|---|\n| b |")


def test_an_empty_paragraph_leaves_no_gap() -> None:
    """Editors end with one."""
    document = nodes.Document((nodes.Paragraph(()),))
    assert typesetting.Html(Tokens("k"), "").document(document) == ""
