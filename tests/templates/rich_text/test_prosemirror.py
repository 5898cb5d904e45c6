"""Bodies are read strictly and written back as they were."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates import errors, merge_fields
from templates.rich_text import nodes, prosemirror


def _doc(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"type": "doc", "content": list(blocks)}


def _text(text: str, *marks: dict[str, Any]) -> dict[str, Any]:
    return {"type": "text", "text": text} | ({"marks": list(marks)} if marks else {})


def _paragraph(*inlines: dict[str, Any]) -> dict[str, Any]:
    return {"type": "paragraph", "content": list(inlines)}


_CELL = {"colspan": 1, "rowspan": 1}

WHOLE = _doc(
    _paragraph(
        _text("gras", {"type": "bold"}),
        {"type": "hardBreak"},
        _text("lien", {"type": "italic"}, {"type": "link", "attrs": {"href": "https://a.example/"}}),
        {"type": "mergeField", "attrs": {"field": "prenom", "fallback": "Madame"}},
    ),
    {"type": "heading", "attrs": {"level": 3}, "content": [_text("Intertitre")]},
    {"type": "bulletList", "content": [{"type": "listItem", "content": [_paragraph(_text("un"))]}]},
    {
        "type": "orderedList",
        "attrs": {"start": 3},
        "content": [{"type": "listItem", "content": [_paragraph(_text("trois"))]}],
    },
    {"type": "blockquote", "content": [_paragraph(_text("dit-elle"))]},
    {"type": "image", "attrs": {"src": "cid:a", "alt": "Une photo"}},
    {
        "type": "table",
        "content": [
            {
                "type": "tableRow",
                "content": [
                    {"type": "tableHeader", "attrs": _CELL, "content": [_paragraph(_text("Année"))]},
                    {"type": "tableCell", "attrs": _CELL, "content": [_paragraph(_text("2009"))]},
                ],
            }
        ],
    },
)


def test_a_document_of_every_node_survives_a_round_trip() -> None:
    """What the editor wrote is what the editor gets back."""
    assert prosemirror.dump(prosemirror.parse(WHOLE)) == WHOLE


def test_attributes_of_the_editor_are_dropped() -> None:
    """Widths, classes and targets are the editor's, not the document's."""
    link = {"type": "link", "attrs": {"href": "https://a.example/", "target": "_blank", "class": "x", "rel": None}}
    parsed = prosemirror.parse(_doc(_paragraph(_text("a", link))))
    assert parsed.blocks == (nodes.Paragraph((nodes.Text("a", nodes.Marks(link="https://a.example/")),)),)


def test_a_typed_field_becomes_a_field() -> None:
    """An officer may type what the button would insert."""
    parsed = prosemirror.parse(_doc(_paragraph(_text("{{ nom | vous }} {{ 7*7 }}"))))
    assert parsed.blocks == (
        nodes.Paragraph((nodes.Merge(merge_fields.MergeField("nom", "vous")), nodes.Text(" {{ 7*7 }}"))),
    )


@pytest.mark.parametrize(
    "block",
    [
        {"type": "iframe"},
        {"type": "listItem", "content": []},
        _paragraph(_paragraph()),
        _paragraph(_text("a", {"type": "underline"})),
        {"type": "table", "content": [_paragraph()]},
        _paragraph({"type": "mergeField", "attrs": {"field": "password"}}),
        {"type": "paragraph", "content": "texte"},
        {"type": "paragraph", "content": [{"type": "text", "text": 7}]},
        {"type": "image", "attrs": "src"},
    ],
)
def test_what_no_body_may_hold_is_refused(block: dict[str, Any]) -> None:
    """Unknown nodes, misplaced nodes, wrong shapes."""
    with pytest.raises(errors.DocumentRefused):
        prosemirror.parse(_doc(block))


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "/relatif", "ftp://a.example", ""])
def test_a_link_leads_to_the_web_or_to_a_mailbox(href: str) -> None:
    """Other schemes are refused by name."""
    with pytest.raises(errors.AddressRefused):
        prosemirror.parse(_doc(_paragraph(_text("a", {"type": "link", "attrs": {"href": href}}))))


def test_a_control_character_is_refused() -> None:
    """The sentence names it."""
    with pytest.raises(errors.TextRefused, match=r"U\+0007"):
        prosemirror.parse(_doc(_paragraph(_text("a\x07b"))))


def test_line_ends_in_a_run_are_spaces() -> None:
    """Pasted text wraps where its paragraph does."""
    parsed = prosemirror.parse(_doc(_paragraph(_text("a \n\t b"))))
    assert parsed.blocks == (nodes.Paragraph((nodes.Text("a b"),)),)


def test_a_bomb_of_quotations_is_refused() -> None:
    """Depth has an end."""
    block: dict[str, Any] = _paragraph(_text("a"))
    for _ in range(100):
        block = {"type": "blockquote", "content": [block]}
    with pytest.raises(errors.DocumentRefused):
        prosemirror.parse(_doc(block))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "content", "text", "attrs", "marks"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(_JSON)
def test_anything_else_is_refused_and_nothing_breaks(value: Any) -> None:
    """Whatever JSON arrives, the answer is a document or a refusal."""
    with contextlib.suppress(errors.TemplatesError):
        assert prosemirror.parse(prosemirror.dump(prosemirror.parse({"type": "doc", "content": value})))
