"""Tables in both parts: figures at the right edge, merged cells in their columns, wide ones as records."""

from __future__ import annotations

import pytest

from templates.placeholders import Tokens
from templates.rich_text import markdown_reading, nodes, typesetting


def _cell(words: str, **more: object) -> nodes.Cell:
    return nodes.Cell((nodes.Paragraph((nodes.Text(words),)),) if words else (), **more)  # type: ignore[arg-type]


def _head(words: str, **more: object) -> nodes.Cell:
    return _cell(words, header=True, **more)


#: A city and its days, which a merged cell holds together; a total below the day's column, behind a wide cell.
MERGED = nodes.Table(
    (
        (_head("Ville"), _head("Date"), _head("Places", align="right")),
        (_cell("Roubaix", rowspan=2), _cell("lundi"), _cell("6", align="right")),
        (_cell("mardi"), _cell("12", align="right")),
        (_cell("Total", colspan=2), _cell("18", align="right")),
    )
)


def _text(table: nodes.Table) -> str:
    return typesetting.TextLines(Tokens("k"), "").document(nodes.Document((table,))).replace("\u00a0", " ")


def _html(table: nodes.Table, **more: bool) -> str:
    return str(typesetting.Html(Tokens("k"), "", **more).document(nodes.Document((table,))))


def _longer(table: nodes.Table, words: str) -> nodes.Table:
    """Return the table with a last cell of its second row that has no room."""
    first, second, *rest = table.rows
    return nodes.Table((first, (*second[:-1], _cell(words)), *rest))


def test_merged_cells_stand_in_their_columns_of_the_text_part() -> None:
    """As in the other part: what follows them is below its own head."""
    assert _text(MERGED).split("\n") == [
        "Ville    Date   Places",
        "Roubaix  lundi       6",
        "         mardi      12",
        "Total               18",
    ]


def test_a_record_says_what_reaches_into_it() -> None:
    """Where the columns do not fit, no row depends on the one above."""
    records = _text(_longer(MERGED, "beaucoup " * 9)).split("\n\n")
    assert records[1] == "- Ville : Roubaix\n- Date : mardi\n- Places : 12"
    assert records[2] == "- Ville, Date : Total\n- Places : 18"


def test_a_table_without_heads_has_records_without_labels() -> None:
    """Its first row is a row as the others."""
    table = nodes.Table(((_cell("Lundi"), _cell("mot " * 20)), (_cell("Mardi"), _cell("fermé"))))
    assert _text(table).split("\n\n")[1] == "- Mardi\n- fermé"


def test_a_hole_in_a_row_stays_a_hole() -> None:
    """A cell that reaches down at the right of it keeps its column."""
    rows = ((_cell("a"), _cell("b"), _cell("c", rowspan=2)), (_cell("d"),), (_cell("e"), _cell("f"), _cell("g")))
    assert _text(nodes.Table(rows)).split("\n") == ["a  b  c", "d", "e  f  g"]
    assert _html(nodes.Table(rows)).count("<td") == 7


def test_alignment_is_a_class_in_html() -> None:
    """As typed with `---:`."""
    html = str(typesetting.Html(Tokens("k"), "").document(markdown_reading.from_markdown("| a |\n|---:|\n| 1 |")))
    assert '<th scope="col" class="right">a</th>' in html
    assert '<td class="right">1</td>' in html


def test_a_head_beside_its_row_says_so() -> None:
    """For those who hear it."""
    table = nodes.Table(((_head(""), _head("2008")), (_head("Candidatures"), _cell("42"))))
    assert '<th scope="row">Candidatures</th>' in _html(table)


@pytest.mark.parametrize(
    ("table", "kinds"),
    [
        (MERGED, "data"),
        (_longer(MERGED, "x" * 24), "data tight"),
        (nodes.Table(((_head("Nom"), _head("Adresse")), (_cell("a"), _cell("x" * 40)))), "data stack"),
        (nodes.Table((tuple(_head("Intitulé") for _n in range(8)),)), "data stack dense"),
    ],
)
def test_a_table_says_where_it_has_no_room(table: nodes.Table, kinds: str) -> None:
    """Rows are stacked where that can be understood; pages, which scroll, know none of it."""
    assert f'<table class="{kinds}">' in _html(table)
    assert '<table class="data">' in _html(table, stacks=False)
    assert "label" not in _html(table, stacks=False)


def test_labels_have_the_words_of_all_heads_above() -> None:
    """One above the other."""
    heads = (
        (_head("Bassin de Roubaix-Tourcoing"), _head("Embauches de l’année", colspan=2)),
        (_head(""), _head("2008"), _head("2009")),
    )
    html = _html(nodes.Table((*heads, (_cell("Nord"), _cell("x" * 30), _cell("11")))))
    assert '<span class="label">Embauches de l’année, 2009\u00a0: </span>11' in html


def test_a_line_that_is_read_from_the_right_begins_there() -> None:
    """Arabic and Hebrew, in paragraphs, headings, lists and cells; a French line that quotes them does not."""
    source = "مرحبا بكم\n\n## שלום\n\n- أهلا\n\n« שלום » dit-elle à tout le monde\n\n| أ |\n|---|\n| b |"
    html = str(typesetting.Html(Tokens("k"), "").document(markdown_reading.from_markdown(source)))
    assert html.count(' dir="rtl" class="rtl"') == 4
    assert "<p>«" in html
