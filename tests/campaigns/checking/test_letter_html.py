"""The page as mail programs see it: colours that can be read, styles that are understood."""

from __future__ import annotations

import itertools

import pytest

from campaigns.checking import client_support, letter_html
from templates import catalogue, compiling, designs, letters

PAGE = "<html><head><style>{css}</style></head><body bgcolor='#ffffff'>{body}</body></html>"


def faint(body: str) -> list[str]:
    """Return the texts that are too faint."""
    return [one.text for one in letter_html.faint(PAGE.format(css="", body=body))]


def unsupported(body: str = "", css: str = "") -> list[str]:
    """Return the names of the styles that some do not know."""
    return [one.name for one in client_support.unsupported(letter_html.declarations(PAGE.format(css=css, body=body)))]


@pytest.mark.parametrize(
    "body",
    [
        "<p style='color:#999999'>pâle</p>",
        "<p style='color: #999'>pâle</p>",
        "<p style='color:rgb(153, 153, 153)'>pâle</p>",
        "<p style='color:silver'>pâle</p>",
        "<font color='#999999'>pâle</font>",
        "<div style='background-color:#333333'><p style='color:#000000'>pâle</p></div>",
        "<table bgcolor='#333333'><tr><td>pâle</td></tr></table>",
        "<div style='color:#999999'><span>pâle</span></div>",
        "<div style='color:#999999'><b style='color:#000000'>net</b> pâle</div>",
        "<p style='color:#999999; font-size:24px'>pâle</p>",
        "<p style='color:#888888; font-size:18px; font-weight:bold'>pâle</p>",
    ],
)
def test_what_cannot_be_read_is_found(body: str) -> None:
    """Whoever gave the colour, and however it is written."""
    assert faint(body) == ["pâle"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>net</p>",
        "<p style='color:#767676'>net</p>",
        "<p style='color:#888888; font-size:24px'>net</p>",
        "<p style='color:#888888; font-size:19px; font-weight:700'>net</p>",
        "<h2 style='color:#888888; font-size:19px'>net</h2>",
        "<p style='color:#ffffff; background:#17406d'>net</p>",
        "<div style='display:none; color:#ffffff'>caché</div>",
        "<p style='color:#ffffff'> </p>",
        "<p style='color:inconnue'>net</p>",
    ],
)
def test_what_can_be_read_is_not(body: str) -> None:
    """Large text may be fainter, what nobody sees does not matter."""
    assert faint(body) == []


def test_a_pair_of_colours_is_told_once() -> None:
    """Or every line of the foot would be."""
    assert faint("<p style='color:#999999'>un</p><p style='color:#999999'>deux</p>") == ["un"]


@pytest.mark.parametrize(
    ("style", "name"),
    [
        ("position:absolute", "position"), ("display: flex", "display: flex"), ("display:inline-grid", "display: grid"),
        ("float:left", "float"), ("background:url(a.png)", "background-image"), ("width:calc(100% - 2px)", "calc()"),
        ("background: linear-gradient(red, blue)", "gradient"), ("color:var(--a)", "var()"), ("--a: 1px", "var()"),
        ("width:10vw", "rem, vw, vh"), ("font-size:1.2rem", "rem, vw, vh"), ("transform:none", "transform"),
        ("opacity:.5", "opacity"), ("object-fit: cover", "object-fit"), ("visibility:hidden", "visibility"),
    ],
)  # fmt: skip
def test_a_style_that_some_do_not_know_is_found(style: str, name: str) -> None:
    """On an element, and in a sheet."""
    assert unsupported(f"<p style='{style}'>a</p>") == [name]
    assert unsupported(css=f"p {{ margin: 0; {style} }} /* {style} */") == [name]


@pytest.mark.parametrize(
    "rule", ["@import 'a.css';", "@font-face { font-family: A }", "@supports (a: b) { p { margin: 0 } }"]
)
def test_a_rule_of_a_sheet_that_some_do_not_know_is_found(rule: str) -> None:
    """By its name."""
    assert unsupported(css=rule) == [rule.split(" ", maxsplit=1)[0]]


@pytest.mark.parametrize(
    "style", ["position: static", "display:block", "opacity:1", "opacity: 1.0", "margin:0", "float:none"]
)
def test_what_everybody_knows_is_not(style: str) -> None:
    """Nor what changes nothing."""
    assert unsupported(f"<p style='{style}'>a</p>") == []


@pytest.mark.parametrize(
    ("name", "design"),
    [*((name, "") for name in catalogue.EMAILS), *itertools.product(catalogue.ISSUES, designs.DESIGNS)],
)
def test_our_own_letters_have_neither_fault(name: str, design: str) -> None:
    """Every e-mail of the house, filled with its sample, in every design that it may have."""
    letter = compiling.compile_sample(name, design=design)
    html = letters.preview(letter.variant(letter.conditions), {})[1]

    assert list(letter_html.faint(html)) == []
    assert [one.name for one in client_support.unsupported(letter_html.declarations(html))] == []
    assert letter_html.declares_schemes(html)
