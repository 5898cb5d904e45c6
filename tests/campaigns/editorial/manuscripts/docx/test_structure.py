"""Lists, tables, pictures and boxes keep their shape, or are said to lose it."""

from __future__ import annotations

import pytest
from docx.document import Document
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from campaigns.editorial.manuscripts import item_building
from campaigns.editorial.manuscripts.manuscript import Manuscript, Title, Unreadable
from templates import merge_fields
from templates.rich_text import nodes
from tests.campaigns.editorial.manuscripts import words

_DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="9" name="Graphique"/></wp:inline></w:drawing></w:r>'
)


def listed(document: Document, text: str, number: int, depth: int) -> Paragraph:
    """Append an item of a list of the default template: 1 to 3 are its first lists."""
    paragraph = document.add_paragraph(text)
    source = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(words.xml(source))
    return paragraph


def numbered(document: Document, *formats: str) -> int:
    """Add a list whose depths are marked so; return its number."""
    root = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{mark}"/></w:lvl>'
        for depth, mark in enumerate(formats)
    )
    root.insert(0, words.xml(f'<w:abstractNum w:abstractNumId="900">{levels}</w:abstractNum>'))
    root.append(words.xml('<w:num w:numId="901"><w:abstractNumId w:val="900"/></w:num>'))
    return 901


def test_lists_stand_inside_lists() -> None:
    """Numbers inside bullets inside numbers."""
    document = words.empty()
    number = numbered(document, "decimal", "bullet", "lowerLetter")
    for text, depth in (("Un", 0), ("a", 1), ("i", 2), ("j", 2), ("b", 1), ("Deux", 0)):
        listed(document, text, number, depth)

    assert words.words(words.read(document)) == ["[1. Un / [- a / [1. i ; 2. j] ; - b] ; 2. Deux]"]


def test_a_list_goes_on_counting_after_a_paragraph() -> None:
    """« 3. » stays « 3. », whatever stands between."""
    document = words.empty()
    number = numbered(document, "decimal")
    listed(document, "Un", number, 0)
    listed(document, "Deux", number, 0)
    document.add_paragraph("Entre-temps")
    listed(document, "Trois", number, 0)

    assert words.words(words.read(document)) == ["[1. Un ; 2. Deux]", "Entre-temps", "[3. Trois]"]


def test_the_lists_of_styles_are_lists() -> None:
    """`List Bullet 2` stands inside `List Bullet`, by its name alone."""
    document = words.empty()
    for text, style in (("Un", "List Bullet"), ("Un bis", "List Bullet 2"), ("Premier", "List Number")):
        document.add_paragraph(text, style=style)

    assert words.words(words.read(document)) == ["[- Un / [- Un bis]]", "[1. Premier]"]


def test_cells_that_were_merged_span_and_are_said() -> None:
    """Two beside one another, and two on top of each other."""
    document = words.empty()
    table = document.add_table(2, 3)
    for row in range(2):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "large"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "haute"
    read = words.read(document)
    (found,) = read.parts
    assert isinstance(found, nodes.Table)

    assert [[(words.said(cell), cell.colspan, cell.rowspan) for cell in row] for row in found.rows] == [
        [("haute", 1, 2), ("large", 2, 1)],
        [("11", 1, 1), ("12", 1, 1)],
    ]
    assert read.notes == ("un tableau a des cellules fusionnées : vérifiez-le dans l’aperçu",)


def test_one_cell_is_only_a_frame() -> None:
    """People draw a box around a paragraph so."""
    document = words.empty()
    document.add_table(1, 1).cell(0, 0).text = "Encadré"

    assert words.words(words.read(document)) == ["Encadré"]


@pytest.mark.parametrize(
    ("said", "alt"),
    [
        ("Le bus devant la mairie", "Le bus devant la mairie"),
        ("", None),
        ("Une image contenant bus, rue\n\nDescription générée automatiquement", None),
    ],
)
def test_a_picture_shows_what_somebody_said_that_it_shows(said: str, alt: str | None) -> None:
    """What Word guessed is no description; nobody has looked."""
    document = words.empty()
    document.add_picture(words.png(), Cm(3))
    document.inline_shapes[0]._inline.docPr.set("descr", said)
    read = words.read(document)
    (picture,) = read.parts

    assert isinstance(picture, nodes.Image)
    assert picture.alt == alt
    assert read.pictures[picture.src] == words.png().getvalue()


def test_a_picture_stands_between_the_words_around_it() -> None:
    """A paragraph that holds one is cut there."""
    document = words.empty()
    paragraph = document.add_paragraph("Avant ")
    paragraph.add_run().add_picture(words.png(), Cm(3))
    paragraph.add_run(" après")

    assert words.words(words.read(document)) == ["Avant", "(None)", "après"]


def test_a_drawing_that_is_no_picture_is_said() -> None:
    """A chart or a drawing of Word has nothing that a letter can show."""
    document = words.empty()
    words.put(document.add_paragraph("Un graphique"), _DRAWING)

    assert words.read(document).notes == (
        "un dessin ou un graphique n’est pas repris : collez-le dans Word comme image",
    )


def test_the_text_of_a_box_follows_its_paragraph() -> None:
    """It floats in Word; in a letter everything has its place."""
    document = words.empty()
    box = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>Encadré</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    words.put(document.add_paragraph("À côté"), box)
    read = words.read(document)

    assert words.words(read) == ["À côté", "Encadré"]
    assert read.notes == ("le texte d’une zone de texte est placé après son paragraphe",)


def test_lines_end_where_they_ended_and_hard_hyphens_stay() -> None:
    """A new line, a hyphen that does not break, one that nobody sees, a sign of Wingdings."""
    document = words.empty()
    words.put(
        document.add_paragraph("Un"),
        "<w:r><w:br/><w:t>Seine</w:t><w:noBreakHyphen/><w:t>Saint</w:t><w:softHyphen/><w:tab/></w:r>",
        '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>',
    )

    assert words.words(words.read(document)) == ["Un⏎Seine‑Saint →"]


def row(*cells: str, properties: str = "") -> str:
    """Return a row of cells, in raw XML."""
    said = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in cells)
    return f"<w:tr>{properties}{said}</w:tr>"


def test_a_row_that_leaves_columns_out_keeps_its_values_in_theirs() -> None:
    """Before, behind, and where a row merely ends early."""
    document = words.empty()
    document.element.body.insert(
        0,
        words.xml(
            "<w:tbl><w:tblPr/>"
            + row("Ville", "Date", "Places")
            + row("3 mai", "12", properties='<w:trPr><w:gridBefore w:val="1"/></w:trPr>')
            + row("Lyon", properties='<w:trPr><w:gridAfter w:val="2"/></w:trPr>')
            + row("Brest", "5 mai")
            + "</w:tbl>"
        ),
    )
    (table,) = words.read(document).parts
    assert isinstance(table, nodes.Table)

    assert [[words.said(cell) for cell in line] for line in table.rows] == [
        ["Ville", "Date", "Places"], ["", "3 mai", "12"], ["Lyon", "", ""], ["Brest", "5 mai", ""],
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["", ' w:type="page"', ' w:type="column"'])
def test_a_break_keeps_the_words_beside_it_apart(kind: str) -> None:
    """Of a line, a page or a column."""
    document = words.empty()
    run = f"<w:r><w:t>un</w:t><w:br{kind}/><w:t>deux</w:t></w:r>"
    words.put(document.add_paragraph(), run)
    (block,) = words.read(document).parts

    assert isinstance(block, nodes.Paragraph)
    assert block.content == (nodes.Text("un"), nodes.Break(), nodes.Text("deux"))


def merged(instruction: str, shown: str) -> tuple[str, ...]:
    """Return the runs of a field of Word, as it writes them."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        f"<w:r><w:t>{shown}</w:t></w:r>",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )


def test_a_merge_field_of_word_stays_one() -> None:
    """Word shows the last reader of its list in its place: their name is not everybody's."""
    document = words.empty()
    said = merged(r" MERGEFIELD  Prénom  \* MERGEFORMAT ", "Anne")
    words.put(document.add_paragraph("Bonjour "), *said, "<w:r><w:t>, merci.</w:t></w:r>")
    words.put(
        document.add_paragraph("Reçu : "),
        '<w:fldSimple w:instr=" MERGEFIELD &quot;Montant dû&quot; "><w:r><w:t>12</w:t></w:r></w:fldSimple>',
    )
    first, second = words.read(document).parts
    assert isinstance(first, nodes.Paragraph)
    assert isinstance(second, nodes.Paragraph)

    field = nodes.Merge(merge_fields.MergeField("prenom"))
    assert first.content == (nodes.Text("Bonjour "), field, nodes.Text(", merci."))
    assert second.content == (nodes.Text("Reçu : {{ Montant dû }}"),)


def test_a_link_to_a_telephone_is_kept() -> None:
    """A reader with a telephone presses it."""
    document = words.empty()
    words.link(document.add_paragraph(), "tel:+33%201%2002%2003%2004%2005", "01 02 03 04 05")
    (block,) = words.read(document).parts

    assert isinstance(block, nodes.Paragraph)
    assert block.content == (nodes.Text("01 02 03 04 05", nodes.Marks(link="tel:+33102030405")),)


def test_a_file_of_very_many_titles_is_refused_at_once() -> None:
    """Nobody wrote so many articles: a table of contents became titles."""
    parts = tuple(Title(1, (nodes.Text(f"Titre {number}"),)) for number in range(201))

    with pytest.raises(Unreadable, match="201 titres"):
        item_building.composed(Manuscript(parts), "article", None, whole=False)
