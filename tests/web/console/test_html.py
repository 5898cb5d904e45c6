"""The files of pages use what there is: classes of the style sheet, icons of the sprite, no style of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from web.console import bundling

HTML = bundling.HERE / "html"
FILES = sorted(HTML.rglob("*.html"))
STYLE = "".join(file.read_text("utf-8") for file in (bundling.HERE / "styles").rglob("*.css"))
KNOWN = set(re.findall(r"\.([a-z][\w-]*)", STYLE)) | {"page", "quiet", "info"}
ICONS = set((bundling.HERE / "icons.txt").read_text("utf-8").split())
#: Where macros that draw a button take the name of an icon.
_AT = {"icon": 0, "button": 2, "link_button": 3, "act": 3, "empty": 2, "tool": 2}
_EXPRESSION = re.compile(r"{[{%].*?[%}]}")


def _icons(file: Path) -> Iterator[str]:
    """Yield the icons that a file names."""
    for call in jinja2.Environment().parse(file.read_text("utf-8")).find_all(nodes.Call):
        name = getattr(call.node, "attr", getattr(call.node, "name", ""))
        asked = [one.value for one in call.kwargs if one.key == "image"]
        asked += call.args[_AT[name] : _AT[name] + 1] if name in _AT else []
        yield from (one.value for one in asked if isinstance(one, nodes.Const) and isinstance(one.value, str))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(HTML)))
def test_a_page_is_made_of_what_the_look_knows(file: Path) -> None:
    """A class without a rule and an icon without a drawing are not seen by anybody, nor missed by any browser."""
    text = _EXPRESSION.sub(" ", file.read_text("utf-8"))
    used = {word for found in re.findall(r'class="([^"]*)"', text) for word in found.split()}

    assert used - KNOWN == set()
    assert set(_icons(file)) - ICONS == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(HTML)))
def test_a_page_has_no_style_and_no_script_of_its_own(file: Path) -> None:
    """The policy would refuse it in the browser, where no server sees it."""
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", file.read_text("utf-8")) == []
