"""Bodies drawn at random, of everything that may stand in one."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from templates import merge_fields
from templates.rich_text import markdown_writing, nodes

#: What people type, and what Markdown or HTML would take for its own.
_SIGNS = "abé œ1290.,;:!?'’«»\"\u00a0\u202f *_`~#+-=|\\[](){}<>&/@%$^x²–—…"
_WORDS = (
    "+ 12 %", "2009. Une", "# 1 des", "5*3*2", "rapport_final_v2.docx", "&nbsp;", "&#32;", "<b>", "</p>", "<!--", "-->",
    "](x)", "![", "**", "__", "```", "---", "***", "1) un", "- a", "> b", "| c |", "\\", "{{ prenom }}", "{% x %}",
    "http://a.example", "a@b.example", "<https://a.example>", "  ", "=== ", "###", "#", "1.", "[1]: x", "~~~",
)  # fmt: skip
_FIELDS = st.builds(
    merge_fields.MergeField,
    st.sampled_from(sorted(merge_fields.FIELDS)),
    st.none() | st.sampled_from(["vous", "Madame, Monsieur"]),
)
_LINKS = st.none() | st.sampled_from(
    ["https://a.example/", "https://a.example/x_(y)?a=1&b=*2*", "mailto:a@b.example", "http://xn--9ca.example/%20#x"]
)
_MARKS = st.builds(nodes.Marks, st.booleans(), st.booleans(), _LINKS)


def _is_plain(text: str) -> bool:
    """Tell whether reading would find no merge field in it: those are nodes of their own."""
    return all(isinstance(part, str) for part in merge_fields.parse(text))


_TEXTS = st.lists(st.text(_SIGNS, max_size=8) | st.sampled_from(_WORDS), min_size=1, max_size=4).map("".join)
_RUNS = st.builds(nodes.Text, _TEXTS.filter(lambda text: text != "" and _is_plain(text)), _MARKS)
_CONTENT = st.lists(_RUNS | st.builds(nodes.Merge, _FIELDS, _MARKS) | st.just(nodes.Break()), max_size=5).map(tuple)
_UNBROKEN = st.lists(_RUNS | st.builds(nodes.Merge, _FIELDS, _MARKS), max_size=4).map(tuple)
#: CommonMark cannot set off a bold comma from a field that stands right before it: fields stand in blanks.
_PLAIN_FIELDS = st.builds(lambda field: (nodes.Text(" "), nodes.Merge(field), nodes.Text(" ")), _FIELDS)
_SETTABLE = st.lists(_RUNS.map(lambda run: (run,)) | _PLAIN_FIELDS | st.just((nodes.Break(),)), max_size=5).map(
    lambda parts: tuple(one for part in parts for one in part)
)
_SETTABLE_LINES = _SETTABLE.map(lambda parts: tuple(one for one in parts if not isinstance(one, nodes.Break)))
_PARAGRAPHS = st.builds(nodes.Paragraph, _CONTENT)
_IMAGES = st.builds(
    nodes.Image,
    st.sampled_from(["a.png", "0f3.jpg", "fichiers/image_1.png"]),
    st.none() | st.just("") | _TEXTS.map(lambda text: " ".join(text.split(" ")).strip()).filter(bool),
)
_HEADINGS = st.builds(nodes.Heading, st.sampled_from([2, 3]), _UNBROKEN)


def _lists(inner: SearchStrategy[nodes.Block]) -> SearchStrategy[nodes.Block]:
    items = st.lists(
        st.builds(nodes.ListItem, st.lists(inner, min_size=1, max_size=3).map(tuple)), min_size=1, max_size=3
    ).map(tuple)
    return st.builds(nodes.BulletList, items) | st.builds(nodes.OrderedList, items, st.integers(0, 90))


def _rows(cells: SearchStrategy[nodes.Cell]) -> SearchStrategy[nodes.Table]:
    rows = st.integers(1, 3).flatmap(
        lambda width: st.lists(st.lists(cells, min_size=width, max_size=width).map(tuple), min_size=1, max_size=3)
    )
    return st.builds(nodes.Table, rows.map(tuple))


def _nested(inner: SearchStrategy[nodes.Block]) -> SearchStrategy[nodes.Block]:
    blocks = st.lists(inner, max_size=2).map(tuple)
    looks = st.sampled_from([(headed, align) for headed in (False, True) for align in ("", *sorted(nodes.ALIGNMENTS))])
    cells = st.builds(
        lambda blocks, look, colspan, rowspan: nodes.Cell(blocks, look[0], colspan, rowspan, look[1]),
        blocks, looks, st.integers(1, 2), st.integers(1, 2),
    )  # fmt: skip
    return _lists(inner) | st.builds(nodes.Quote, blocks) | _rows(cells)


_SETTABLE_BLOCKS = (
    st.builds(nodes.Paragraph, _SETTABLE) | st.builds(nodes.Heading, st.sampled_from([2, 3]), _SETTABLE_LINES) | _IMAGES
)

#: Anything at all.
BODIES = st.builds(
    nodes.Document,
    st.lists(st.recursive(_PARAGRAPHS | _HEADINGS | _IMAGES, _nested, max_leaves=6), max_size=4).map(tuple),
)

_SIMPLE_CELLS = st.builds(lambda line: nodes.Cell((nodes.Paragraph(line),) if line else ()), _SETTABLE_LINES)


def _header(table: nodes.Table, headed: bool, align: str) -> nodes.Table:
    rows = [
        [nodes.Cell(cell.blocks, headed and not number, align=align) for cell in row]
        for number, row in enumerate(table.rows)
    ]
    return nodes.Table(tuple(map(tuple, rows)))


#: What Markdown has words for: no merged cell, and one line in each.
WRITABLE = st.builds(
    nodes.Document,
    st.lists(
        st.recursive(
            _SETTABLE_BLOCKS,
            lambda inner: _lists(inner) | st.builds(nodes.Quote, st.lists(inner, min_size=1, max_size=2).map(tuple)),
            max_leaves=8,
        )
        | st.builds(_header, _rows(_SIMPLE_CELLS), st.booleans(), st.sampled_from(["", *sorted(nodes.ALIGNMENTS)])),
        max_size=4,
    ).map(tuple),
).map(markdown_writing.normal)
