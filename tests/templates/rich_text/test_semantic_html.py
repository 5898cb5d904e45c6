"""A body is written as HTML that says what it is, and read back as it was."""

from __future__ import annotations

import re

import lxml.etree
import pytest
from hypothesis import given, settings

from templates import errors
from templates.rich_text import markdown_reading, nodes, rebuilding, semantic_html
from tests.templates import drawn


def read(html: str) -> nodes.Document:
    """Read the elements of a body."""
    return semantic_html.from_html(lxml.etree.fromstring(f"<main>\n{html}\n</main>"))


@settings(max_examples=50)
@given(drawn.BODIES)
def test_every_body_comes_back_as_it_was(body: nodes.Document) -> None:
    """To the last sign, merged cells and lists in cells too."""
    assert read(semantic_html.to_html(body)) == rebuilding.rebuilt(body, content=markdown_reading.joined)


@settings(max_examples=50)
@given(drawn.BODIES)
def test_nothing_typed_is_markup(body: nodes.Document) -> None:
    """Every element and every attribute is ours."""
    html = str(semantic_html.to_html(body))
    names = set(re.findall(r"</?([^ />]*)[^>]*>", html))

    assert names <= {
        "p", "h2", "h3", "img", "ul", "ol", "li", "blockquote", "table", "tr", "td", "th", "a", "strong", "em", "br",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>a</p>\n<script>x</script>", "ligne 3, «\u00a0<script>\u00a0»"),
        ("perdu", "perdu"),
        ("<p><u>a</u></p>", "<u>"),
        ("<ul><p>a</p></ul>", "<p>"),
        ("<table><td>a</td></table>", "<td>"),
    ],
)
def test_what_a_body_has_no_node_for_is_refused_with_its_line(html: str, said: str) -> None:
    """Somebody edited the file."""
    with pytest.raises(errors.DocumentRefused, match=re.escape(said)):
        read(html)


def test_a_line_may_be_broken_by_whoever_edits_it() -> None:
    """An editor that wraps at 80 columns changes nothing."""
    assert read("<p>un\n   deux</p>").blocks == (nodes.Paragraph((nodes.Text("un deux"),)),)
