"""A Word file gives the words that its readers see, in their order, and says what it loses."""

from __future__ import annotations

import pytest

from campaigns.editorial.manuscripts.docx import parsing
from campaigns.editorial.manuscripts.manuscript import Footnote, Subtitle, Title
from templates import merge_fields
from templates.rich_text import nodes
from tests.campaigns.editorial.manuscripts import words

TYPED = (
    "+ 12 % d'embauches", "2009. Une année", "# 1 des apprentis", "5*3*2", "rapport_final_v2.docx", "- un tiret",
    "> plus que 3", "<b>pas gras</b> & C&nbsp;ie", "1) premièrement", "| a | b |", "---", "*Étoile*", "`x`", "\\n",
    "[a](b)",
)  # fmt: skip


@pytest.mark.parametrize("line", TYPED)
def test_typed_signs_arrive_one_by_one(line: str) -> None:
    """Nothing that a person types is markup."""
    document = words.empty()
    document.add_paragraph(line)

    assert words.read(document).parts == (nodes.Paragraph((nodes.Text(line),)),)


def test_tracked_changes_are_as_if_accepted() -> None:
    """What was added or moved here stays, what was deleted or moved away is gone."""
    document = words.empty()
    words.put(
        document.add_paragraph("Un mardi "),
        '<w:ins w:id="1" w:author="Zoé"><w:r><w:t xml:space="preserve">sur deux </w:t></w:r></w:ins>',
        '<w:del w:id="2" w:author="Zoé"><w:r><w:delText>sur trois</w:delText></w:r></w:del>',
        '<w:moveFrom w:id="3" w:author="Zoé"><w:r><w:t>parti</w:t></w:r></w:moveFrom>',
        '<w:moveTo w:id="4" w:author="Zoé"><w:r><w:t>arrivé</w:t></w:r></w:moveTo>',
    )
    read = words.read(document)

    assert words.words(read) == ["Un mardi sur deux arrivé"]
    assert read.notes == ("2 passages supprimés (suivi des modifications) ne sont pas repris",)


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    """That is what Word shows once the change is accepted, even at the very end."""
    document = words.empty()
    for said in ("Une", " phrase"):
        properties = document.add_paragraph(said)._p.get_or_add_pPr()
        properties.append(words.xml('<w:rPr><w:del w:id="1" w:author="Zoé"/></w:rPr>'))

    assert words.words(words.read(document)) == ["Une phrase"]


def test_deleted_rows_leave_their_table() -> None:
    """A row is deleted as a whole."""
    document = words.empty()
    table = document.add_table(3, 1)
    for number, row in enumerate(table.rows):
        row.cells[0].text = str(number)
    table.rows[1]._tr.get_or_add_trPr().append(words.xml('<w:del w:id="1" w:author="Zoé"/>'))

    assert words.words(words.read(document)) == ["0|2"]


def test_hidden_words_comments_and_people_are_gone() -> None:
    """Nobody sees them in Word; nobody shall see them in a letter."""
    document = words.empty()
    document.core_properties.author = "Zoé Œuvrard"
    paragraph = document.add_paragraph("Visible")
    document.add_comment(paragraph.runs, "À revoir avec Loïc", "Zoé Œuvrard", "ZO")
    words.put(paragraph, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r>")
    document.sections[0].footer.paragraphs[0].text = "Confidentiel"
    read = words.read(document)

    assert read.parts == (nodes.Paragraph((nodes.Text("Visible"),)),)
    assert read.notes == (
        "un passage masqué n’est pas repris",
        "un commentaire n’est pas repris",
        "un en-tête ou un pied de page n’est pas repris",
    )


def test_words_are_bold_italic_and_linked_as_in_word() -> None:
    """A link leads where it led; what leads nowhere is text, and said."""
    document = words.empty()
    paragraph = document.add_paragraph()
    paragraph.add_run("gras").bold = True
    paragraph.add_run("penché").italic = True
    words.link(paragraph, "https://é.example/a b", "le site")
    words.link(paragraph, "file:///C:/plan.doc", "le plan")
    read = words.read(document)

    assert read.parts == (
        nodes.Paragraph(
            (
                nodes.Text("gras", nodes.Marks(bold=True)),
                nodes.Text("penché", nodes.Marks(italic=True)),
                nodes.Text("le site", nodes.Marks(link="https://xn--9ca.example/a%20b")),
                nodes.Text("le plan"),
            )
        ),
    )
    assert read.notes == ("un lien qui ne mène pas sur le web est devenu du texte",)


def test_a_link_may_be_a_field_and_only_its_result_is_read() -> None:
    """Older Words write links so, and page numbers, dates and mail merges."""
    document = words.empty()
    words.put(
        document.add_paragraph(),
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:instrText> HYPERLINK "https://cnml.example/" </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        "<w:r><w:t>le CNML</w:t></w:r>",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t> p. 1</w:t></w:r></w:fldSimple>',
    )
    (paragraph,) = words.read(document).parts

    assert paragraph == nodes.Paragraph(
        (nodes.Text("le CNML", nodes.Marks(link="https://cnml.example/")), nodes.Text(" p. 1"))
    )


def test_a_merge_field_that_word_cut_in_two_is_one() -> None:
    """Word cuts runs at every click."""
    document = words.empty()
    paragraph = document.add_paragraph("Bonjour {{ pre")
    paragraph.add_run("nom | vous }} !")

    assert words.read(document).parts == (
        nodes.Paragraph(
            (nodes.Text("Bonjour "), nodes.Merge(merge_fields.MergeField("prenom", "vous")), nodes.Text(" !")),
        ),
    )


def test_titles_have_ranks_and_a_subtitle_is_none() -> None:
    """By the names that Word gives its styles in every language."""
    document = words.empty()
    document.add_heading("Le tout", 0)
    document.add_paragraph("En bref", style="Subtitle")
    document.add_heading("Un", 1)
    document.add_heading("Deux", 2)
    kinds = [(type(part), getattr(part, "level", None)) for part in words.read(document).parts]

    assert kinds == [(Title, 0), (Subtitle, None), (Title, 1), (Title, 2)]


def test_notes_stand_where_they_are_spoken_of() -> None:
    """A foot note has no foot in a letter: it goes to the end of its article, and says where it was."""
    document = words.empty()
    words.put(
        document.add_paragraph("Un tiers"), '<w:r><w:footnoteReference w:id="2"/></w:r>', "<w:r><w:t>.</w:t></w:r>"
    )
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2"><w:p>'
        "<w:r><w:footnoteRef/></w:r><w:r><w:t>Enquête de 2008.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    raw = words.repacked(words.saved(document), {"word/footnotes.xml": notes.encode()})
    paragraph, note = parsing.read(raw).parts

    assert words.said(paragraph) == "Un tiers[1]."
    assert note == Footnote("[1]", (nodes.Text("Enquête de 2008."),))
