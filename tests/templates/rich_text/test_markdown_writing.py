"""A body is written as Markdown, and read back as it was."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings

from templates import errors
from templates.rich_text import markdown_reading, markdown_writing, nodes
from tests.templates import drawn


@settings(max_examples=80)
@given(drawn.WRITABLE)
def test_what_markdown_can_say_comes_back_as_it_was(body: nodes.Document) -> None:
    """To the last sign."""
    assert markdown_reading.from_markdown(markdown_writing.to_markdown(body)) == body


@settings(max_examples=50)
@given(drawn.BODIES)
def test_what_is_written_is_what_was_there_or_is_refused(body: nodes.Document) -> None:
    """Nothing is lost on the way, merged cells least of all."""
    with contextlib.suppress(errors.DocumentUnwritable):
        assert markdown_reading.from_markdown(markdown_writing.to_markdown(body)) == markdown_writing.normal(body)


@pytest.mark.parametrize(
    "line",
    ["rapport_final_v2.docx", "5*3*2", "l’été, « Étoile » & C^ie", "https://a.example/x_y?a=1&b=2", "n° 4 : 12 %"],
)
def test_what_people_type_is_written_as_it_is(line: str) -> None:
    """Nothing is escaped that means nothing: a person reads the file."""
    assert markdown_writing.to_markdown(nodes.Document((nodes.Paragraph((nodes.Text(line),)),))) == f"{line}\n"


def test_emphasis_inside_a_word_is_set_apart() -> None:
    """CommonMark sees it only beside punctuation; an entity is some."""
    run = (
        nodes.Text("d", nodes.Marks(italic=True)),
        nodes.Text("é", nodes.Marks()),
        nodes.Text("jà", nodes.Marks(bold=True)),
    )

    assert markdown_writing.to_markdown(nodes.Document((nodes.Paragraph(run),))) == "_d_&#233;**jà**\n"


def test_merged_cells_are_refused() -> None:
    """Markdown has no word for them."""
    wide = nodes.Table(((nodes.Cell((), colspan=2),),))
    with pytest.raises(errors.DocumentUnwritable):
        markdown_writing.to_markdown(nodes.Document((wide,)))
