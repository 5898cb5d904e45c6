"""An address that somebody typed is a link, and the sentence around it keeps its signs."""

from __future__ import annotations

import pytest

from templates.rich_text import bare_links, markdown_reading, nodes

_LONG = "https://www.exemple.example/un/chemin/qui/ne/tient/pas/sur/une/ligne?a=1"


@pytest.mark.parametrize(
    ("typed", "links"),
    [
        ("Voir https://a.example/x.", ["https://a.example/x"]),
        ("(https://a.example/x)", ["https://a.example/x"]),
        ("https://a.example/x_(y), puis", ["https://a.example/x_(y)"]),
        ("« https://a.example »", ["https://a.example"]),
        ("https://a.example/?a=1&b=2 HTTP://b.example/", ["https://a.example/?a=1&b=2", "http://b.example/"]),
        ("https://évry.example/été", ["https://xn--vry-9la.example/%C3%A9t%C3%A9"]),
        ("**https://a.example/x**", ["https://a.example/x"]),
        ("[https://a.example/](https://b.example/)", ["https://b.example/"]),
        ("https://nom:secret@a.example/", []),
        ("https:// et http://[ et mailto:a@b.example", []),
        ("(www.a.example), puis www.b.example/x.", ["https://www.a.example", "https://www.b.example/x"]),
        ("awww.a.example et www.a", []),
    ],
)  # fmt: skip
def test_an_address_is_a_link(typed: str, links: list[str]) -> None:
    """Whole, without the full stop or the bracket after it; whatever is doubtful stays a word."""
    document = bare_links.linked(markdown_reading.from_markdown(typed))
    (paragraph,) = document.blocks
    assert isinstance(paragraph, nodes.Paragraph)
    found = [part for part in paragraph.content if isinstance(part, nodes.Text)]
    assert [part.marks.link for part in found if part.marks.link] == links


@pytest.mark.parametrize("typed", ["Voir https://a.example/x.", f"*a* {_LONG}, {_LONG} !", "b https://"])
def test_no_word_is_lost(typed: str) -> None:
    """Only links are new."""
    document = markdown_reading.from_markdown(typed)
    (before,), (after,) = document.blocks, bare_links.linked(document).blocks
    lines = [one.content for one in (before, after) if isinstance(one, nodes.Paragraph)]
    words = ["".join(part.text for part in line if isinstance(part, nodes.Text)) for line in lines]
    assert words[0] == words[1]


def test_a_long_address_is_shown_by_its_beginning() -> None:
    """Words are never shortened."""
    assert bare_links.shown(_LONG) == "www.exemple.example/un/chemin/qui/ne/tient/…"
    assert (bare_links.shown("mot " * 30), bare_links.shown("https://a.example/")) == (
        "mot " * 30,
        "https://a.example/",
    )
