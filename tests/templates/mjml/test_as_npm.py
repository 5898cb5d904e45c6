"""What the MJML of npm makes of a template and our compiler alone does not: one small template for each cause."""

from __future__ import annotations

import re

import pytest
from lxml import html as parser

from templates.mjml import converting, linting

_DOCUMENT = '<mjml lang="fr"><mj-head>{head}</mj-head><mj-body>{body}</mj-body></mjml>'
_IMAGE = '<mj-image src="cid:a" alt="" width="900px" padding="0" />'


def _html(body: str, head: str = "") -> str:
    compiled = converting.compile_mjml(_DOCUMENT.format(head=head, body=body))
    assert compiled.findings == ()
    return compiled.html


def _column(*content: str, section: str = "", column: str = "") -> str:
    return f"<mj-section {section}><mj-column {column}>{''.join(content)}</mj-column></mj-section>"


def _widths(html: str) -> list[str]:
    return [image.get("width") for image in parser.document_fromstring(html).iter("img")]


def test_an_important_rule_wins_over_the_colour_of_an_element() -> None:
    """As juice inlines it: without the word, so that a rule for the dark can still win over it."""
    rules = ".x { color: #aabbcc !important; margin: 0 } p.x { color: #000001 }"
    text = '<mj-text><p class="x" style="color:#010101;background:url(\'a;b\')">a</p></mj-text>'
    (paragraph,) = parser.document_fromstring(
        _html(_column(text), f'<mj-style inline="inline">{rules}</mj-style>')
    ).iter("p")
    said = dict(re.findall(r"([a-z-]+):([^;]*(?:\([^)]*\))?)", paragraph.get("style")))
    assert (said["color"], said["margin"]) == ("#aabbcc", "0")
    assert "a;b" in paragraph.get("style")


def test_what_an_element_says_wins_over_any_other_rule() -> None:
    """And what it says as important, over any rule."""
    rules = ".x { color: #aabbcc } .y { color: #aabbcc !important }"
    text = (
        '<mj-text><p class="x" style="color:#010101">a</p><p class="y" style="color:#020202 !important">b</p></mj-text>'
    )
    html = _html(_column(text), f'<mj-style inline="inline">{rules}</mj-style>')
    assert [one.get("style") for one in parser.document_fromstring(html).iter("p")] == [
        "color:#010101",
        "color:#020202 !important",
    ]


@pytest.mark.parametrize("query", ["@media screen yahoo", "@media only screen and (max-width:480px)", "@media yahoo"])
@pytest.mark.parametrize("inline", ["", ' inline="inline"'])
def test_a_media_query_is_kept_to_the_letter(query: str, inline: str) -> None:
    """Also one that only one mail program knows; the rules beside it are inlined."""
    rule = f"{query} {{ .x {{ color: #aabbcc !important }} .y {{ margin: 0 }} }}"
    html = _html(
        _column('<mj-text><p class="z">a</p></mj-text>'), f"<mj-style{inline}>{rule} .z {{ margin: 1px }}</mj-style>"
    )
    assert rule in html
    assert ('<p class="z" style="margin:1px">' in html) is bool(inline)


@pytest.mark.parametrize(
    ("body", "width"),
    [
        (_column(_IMAGE), "600"),
        (_column(_IMAGE, section='padding="0 10px"'), "580"),
        (_column(_IMAGE, section='padding="0 10px 0 0"', column='padding="20px 0 0 20px"'), "570"),
        (_column(_IMAGE, column='padding-left="0" padding-right="30px"'), "570"),
        (f'<mj-wrapper padding="0 20px">{_column(_IMAGE)}</mj-wrapper>', "560"),
        (f'<mj-section padding="0 5px"><mj-group><mj-column>{_IMAGE}</mj-column></mj-group></mj-section>', "590"),
        (_column(_IMAGE.replace('padding="0"', 'padding="0 25px"')), "550"),
    ],
)
def test_no_picture_is_wider_than_its_column(body: str, width: str) -> None:
    """A padding that begins with a bare 0 counts as any other."""
    assert _widths(_html(body)) == [width]


def test_outlook_reads_the_widths_of_columns_without_the_padding_beside_them() -> None:
    """196 pixels of 600, where a section of three columns has 12 on each side beside a bare 0."""
    column = "<mj-column><mj-text>a</mj-text></mj-column>"
    html = _html(f'<mj-section padding="0 6px">{column * 3}</mj-section>')
    assert [
        width.partition(".")[0] for width in re.findall(r'<td style="vertical-align:top;width:([\d.]+)px', html)
    ] == ["196"] * 3


@pytest.mark.parametrize("said", ['width="150.7px"', 'width="150px"'])
def test_the_width_of_a_picture_is_whole(said: str) -> None:
    """Whoever divides a column writes fractions; HTML has none there."""
    html = _html(_column(f'<mj-image src="cid:a" alt="" {said} />'))
    assert _widths(html) == ["150"]
    assert "width:150px" in html


def test_of_an_attribute_that_is_given_twice_the_first_counts() -> None:
    """And somebody is told, by its line."""
    text = '\n<mj-text color="#112233" padding="0" color="#445566">a</mj-text>'
    compiled = converting.compile_mjml(_DOCUMENT.format(head="", body=_column(text)))
    assert "color:#112233" in compiled.html
    assert "#445566" not in compiled.html
    (finding,) = compiled.findings
    assert (finding.code, finding.line, finding.component) == ("repeated_attribute", 2, "mj-text")
    assert "«\u00a0color\u00a0» figure deux fois" in finding.message
    assert not finding.fatal


def test_an_attribute_of_html_that_is_given_twice_is_found_too() -> None:
    """Browsers take the first; which one was meant, only its author knows."""
    source = _DOCUMENT.format(head="", body=_column('<mj-text><a href="https://a.example/" HREF="x">a</a></mj-text>'))
    assert [finding.code for finding in linting.check_mjml(source)] == ["repeated_attribute"]
