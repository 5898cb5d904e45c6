"""Whatever a clipboard holds becomes a body that can be kept, or is refused in a sentence."""

from __future__ import annotations

import contextlib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.editorial.manuscripts import item_building, manuscript
from campaigns.editorial.manuscripts.html import parsing
from templates.rich_text import prosemirror

_PASTES = [file.read_text("utf-8") for file in sorted(Path(__file__).with_name("pastes").iterdir())]
_STRAY = st.sampled_from(
    [
        '<ol start="²">',
        '<ol start="-1">',
        '<td colspan="٣">',
        "<li>",
        "</div>",
        "<!--",
        "-->",
        "<![if",
        "<table>",
        "\u2028",
    ]
)


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """Return a paste with pieces taken out, put elsewhere, or strewn in."""
    html = draw(st.sampled_from(_PASTES))
    for place, other, length, stray in draw(
        st.lists(st.tuples(st.integers(0, 9_999), st.integers(0, 9_999), st.integers(0, 200), _STRAY), max_size=6)
    ):
        here, there = place % len(html), other % len(html)
        html = html[:here] + stray + html[there : there + length] + html[here + length // 4 :]
    return html


@settings(max_examples=60)
@given(mangled())
def test_a_broken_paste_gives_bodies_that_can_be_kept(html: str) -> None:
    """Written down and read again they are the same."""
    with contextlib.suppress(manuscript.Unreadable):
        items, _notes = item_building.composed(parsing.read(html), "collé", None, whole=False)
        for item in items:
            kept = prosemirror.dump(item.body)
            assert prosemirror.dump(prosemirror.parse(kept)) == kept


def test_a_number_that_is_none_is_no_number() -> None:
    """« ² » is a digit to Python, and no number."""
    assert parsing.read('<ol start="²"><li>un</li></ol>').parts == parsing.read("<ol><li>un</li></ol>").parts
