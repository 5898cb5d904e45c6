"""Markdown files become documents, and what people type survives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates import errors, merge_fields
from templates.placeholders import Tokens
from templates.rich_text import markdown_reading, nodes, prosemirror, typesetting


def _read(text: str) -> tuple[nodes.Block, ...]:
    return markdown_reading.from_markdown(text).blocks


def _paragraph(text: str) -> nodes.Paragraph:
    return nodes.Paragraph((nodes.Text(text),))


def _lines(text: str) -> str:
    return typesetting.TextLines(Tokens("k"), "").document(markdown_reading.from_markdown(text))


@pytest.mark.parametrize(
    "text",
    [
        "+ 12 % d'embauches",
        "2009. Une année",
        "# 1 des apprentis",
        "5*3*2",
        "rapport_final_v2.docx",
        "« 5*3 » et **",
        "#1 des lettres",
        "<b>gras</b>",
        "{{ 7*7 }}",
        "{% for x in y %}",
        "a < b & c",
        "---",
    ],
)
def test_typed_signs_stay_literal(text: str) -> None:
    """They are neither lists nor titles nor rules nor tags."""
    assert _read(text) == (_paragraph(text),)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("le fichier `relais.toml`", "le fichier relais.toml"),
        ("`5*3` et `**`", "5*3 et **"),
        ("un ` seul", "un ` seul"),
    ],
)
def test_back_ticks_are_not_printed(typed: str, read: str) -> None:
    """A letter has no type for code: the word between them stays, as it was typed."""
    assert _read(typed) == (_paragraph(read),)


def test_a_title_is_an_intertitre() -> None:
    """The title of the item stands above it, so two levels are left."""
    assert [block.level for block in _read("# a\n\n## b\n\n### c") if isinstance(block, nodes.Heading)] == [2, 2, 3]


def test_marks_nest() -> None:
    """Bold italic in a link is all three."""
    (block,) = _read("[***a***](https://a.example)")
    assert block == nodes.Paragraph((nodes.Text("a", nodes.Marks(True, True, "https://a.example")),))


def test_a_field_stands_where_it_was_typed_in_a_table_too() -> None:
    """Its bar does not cut the cell."""
    (table,) = _read("| a | b |\n|---|---|\n| {{ nom | vous }} | 2 |")
    assert isinstance(table, nodes.Table)
    assert table.rows[1][0].blocks == (nodes.Paragraph((nodes.Merge(merge_fields.MergeField("nom", "vous")),)),)


def test_a_picture_stands_between_paragraphs() -> None:
    """Wherever in a paragraph it was written."""
    assert _read("avant\n![Une photo](photo.jpg)\naprès") == (
        _paragraph("avant"),
        nodes.Image("photo.jpg", "Une photo"),
        _paragraph("après"),
    )


def test_wrapped_lines_are_one_run() -> None:
    """A line end in the file is a space, two spaces before it are a new line."""
    assert _read("a\nb") == (_paragraph("a b"),)
    assert _read("a  \nb") == (nodes.Paragraph((nodes.Text("a"), nodes.Break(), nodes.Text("b"))),)


def test_typography_is_left_alone() -> None:
    """Quotes, dots and hyphens come out as they were typed."""
    assert _read('"a" -- b... l\'eau') == (_paragraph('"a" -- b... l\'eau'),)


def test_a_script_in_a_link_is_refused_with_its_reason() -> None:
    """Instead of being printed as if nothing were wrong."""
    with pytest.raises(errors.AddressRefused, match="javascript"):
        _read("[a](javascript:alert)")


def test_a_field_in_an_address_is_refused() -> None:
    """Nobody could count such a link."""
    with pytest.raises(errors.DocumentRefused, match="champ de fusion"):
        _read("[a](https://a.example/{{nom|x}})")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60))
def test_whatever_is_read_can_be_kept_as_json(text: str) -> None:
    """The canonical form holds all that Markdown can say."""
    try:
        document = markdown_reading.from_markdown(text)
    except errors.TemplatesError:
        return
    assert _reread(document) == prosemirror.dump(document)


def _reread(document: nodes.Document) -> object:
    return prosemirror.dump(prosemirror.parse(prosemirror.dump(document)))


def test_lists_keep_their_numbers() -> None:
    """Up to two digits a number begins a list."""
    assert _lines("3. trois\n4. quatre") == "3. trois\n4. quatre"


def test_a_field_of_another_program_is_no_emphasis() -> None:
    """Its stars are part of it, so that the checks find it."""
    (block,) = markdown_reading.from_markdown("Bonjour *|FNAME|*, *merci*").blocks

    assert isinstance(block, nodes.Paragraph)
    assert block.content == (nodes.Text("Bonjour *|FNAME|*, "), nodes.Text("merci", nodes.Marks(italic=True)))
