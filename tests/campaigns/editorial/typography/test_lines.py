"""What is mended stays in its run: bold, italic and links keep their words."""

from __future__ import annotations

import pytest

from campaigns.editorial.typography import fixing
from campaigns.editorial.typography.styles import Style
from templates import merge_fields
from templates.rich_text import nodes
from templates.rich_text.nodes import Break, Marks, Merge, Text

BOLD, LINK = Marks(bold=True), Marks(link="https://cnml.example/?a=1;b")
FIELD = merge_fields.MergeField("prenom", "l'ami")


def mended(*content: nodes.Inline) -> tuple[nodes.Inline, ...]:
    """Mend the runs of a paragraph."""
    body, _changes = fixing.document(nodes.Document((nodes.Paragraph(content),)), Style())
    (paragraph,) = body.blocks
    assert isinstance(paragraph, nodes.Paragraph)
    return paragraph.content


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ((Text("Bien", BOLD), Text("!")), (Text("Bien", BOLD), Text("\u202f!"))),
        ((Text("Bien ", BOLD), Text("!")), (Text("Bien\u202f", BOLD), Text("!"))),
        ((Text('"'), Text("Bien", BOLD), Text('"')), (Text("«\u00a0"), Text("Bien", BOLD), Text("\u00a0»"))),
        ((Text("le 1 ", BOLD), Text("juin")), (Text("le 1er\u00a0", BOLD), Text("juin"))),
        ((Text("l'", LINK), Text("Etat", BOLD)), (Text("l’", LINK), Text("État", BOLD))),
        ((Text("10"), Text("000", BOLD), Text(" pas")), (Text("10\u202f"), Text("000", BOLD), Text(" pas"))),
        ((Text("un"), Text("..."), Text("."), Text(" ")), (Text("un"), Text("..."), Text("."), Text(" "))),
        ((Text("un"), Text("..", BOLD), Text(".")), (Text("un"), Text("…", BOLD))),
        ((Merge(FIELD), Text(" !")), (Merge(FIELD), Text("\u202f!"))),
        ((Text("«"), Merge(FIELD, BOLD), Text("»")), (Text("«\u00a0"), Merge(FIELD, BOLD), Text("\u00a0»"))),
        ((Text("A"), Break(), Text("la fin")), (Text("A"), Break(), Text("la fin"))),
        ((Text("Clos"), Break(), Text("A bientôt")), (Text("Clos"), Break(), Text("À bientôt"))),
    ],
)
def test_every_sign_keeps_its_run(typed: tuple[nodes.Inline, ...], printed: tuple[nodes.Inline, ...]) -> None:
    """A sign that is put in goes with the one that it is set for; a field and a new line stay whole."""
    assert mended(*typed) == printed


def test_a_body_is_mended_wherever_it_has_words() -> None:
    """Titles, lists, tables, quotations, and what a picture shows."""
    line = nodes.Paragraph((Text("l'Etat"),))
    body = nodes.Document(
        (
            nodes.Heading(2, line.content),
            nodes.BulletList((nodes.ListItem((line,)),)),
            nodes.Quote((line,)),
            nodes.Table(((nodes.Cell((line,), header=True),),)),
            nodes.Image("a.png", "l'Etat"),
        )
    )
    mended_body, changes = fixing.document(body, Style())

    assert [change.after for change in changes] == ["l’État"] * 5
    assert fixing.document(mended_body, Style()) == (mended_body, ())


def test_a_change_is_told_with_its_fields_as_they_are_typed() -> None:
    """A person compares what she wrote."""
    _body, (change,) = fixing.document(nodes.Document((nodes.Paragraph((Merge(FIELD), Text(" !"))),)), Style())

    assert (change.before, change.after) == ("{{ prenom | l'ami }} !", "{{ prenom | l'ami }}\u202f!")
