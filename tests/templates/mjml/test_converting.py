"""The guards around the MJML compiler and the inliner, one by one."""

from __future__ import annotations

import socket

import pytest
from lxml import html as parser

from templates.mjml import converting, preparing, style_inlining

_DOCUMENT = (
    '<mjml lang="fr"><mj-head>{head}</mj-head>'
    "<mj-body><mj-section><mj-column>{body}</mj-column></mj-section></mj-body></mjml>"
)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def _html(body: str = "", head: str = "") -> str:
    return converting.compile_mjml(_DOCUMENT.format(head=head, body=body)).html


def _tree(body: str = "", head: str = "") -> parser.HtmlElement:
    return parser.document_fromstring(_html(body, head))


@pytest.mark.parametrize(
    "alt",
    [
        "Inscrivez-vous\u202f!",
        "l’élan\u00a0: « fin »",
        "👩🏽\u200d💻\ufe0f",
        "e\u0301",
        "a\\b",
        "c:\\new\\u{a0}",
        "日本",
    ],
)
def test_an_attribute_comes_out_as_it_went_in(alt: str) -> None:
    """No escape of another language is left in it."""
    (image,) = _tree(f'<mj-image src="cid:a" alt="{alt}" />').iter("img")
    assert image.get("alt") == alt


def test_a_quote_in_an_attribute_is_a_quote() -> None:
    """Whichever quotes surround it."""
    (image,) = _tree("<mj-image src='cid:a' alt='dit \"oui\"' />").iter("img")
    assert image.get("alt") == 'dit "oui"'


def test_a_style_on_several_lines_is_one_line() -> None:
    """In the HTML inside of a text too."""
    (paragraph,) = _tree('<mj-text><p style="color:#112233;\n\tmargin:0">a</p></mj-text>').iter("p")
    assert paragraph.get("style").split() == ["color:#112233;", "margin:0"]


def test_a_hard_space_in_the_title_reaches_the_label() -> None:
    """The compiler copies the title into an attribute of the body."""
    tree = _tree(head='<mj-title>n°\u00a04 "été"</mj-title>')
    assert tree.find(".//title").text == tree.find(".//*[@aria-label]").get("aria-label") == 'n°\u00a04 "été"'


def test_a_picture_without_alternative_gets_an_empty_one() -> None:
    """Components and HTML alike."""
    tree = _tree('<mj-image src="cid:a" /><mj-text><img src="cid:b"></mj-text>')
    assert [image.get("alt") for image in tree.iter("img")] == ["", ""]


def test_styles_to_inline_are_inlined() -> None:
    """Which the compiler leaves undone."""
    html = _html("<mj-text><p class='x'>a</p></mj-text>", '<mj-style inline="inline">.x { color: #112233 }</mj-style>')
    assert '<p class="x" style="color:#112233">' in html
    assert ".x {" not in html


def test_rules_that_cannot_be_inlined_are_kept() -> None:
    """Media queries and pseudo-classes stay in a style element."""
    rules = "a:hover { color: #112233 } @media (max-width: 400px) { p { color: #445566 } }"
    html = _html(head=f'<mj-style inline="inline">{rules}</mj-style>')
    assert "a:hover" in html
    assert "@media (max-width: 400px)" in html


def test_a_host_with_accents_stays_a_host() -> None:
    """The inliner would percent-encode it, and the link would be dead."""
    assert 'href="https://xn--mission-vry-ibb.fr/"' in _html('<mj-button href="https://mission-évry.fr/">a</mj-button>')


def test_important_rules_survive() -> None:
    """Columns stack on phones by them, and the dark mode lives by them."""
    assert "width:100% !important" in _html("<mj-text>a</mj-text>")
    assert "a{color:#ffffff !important}" in _html(head="<mj-style>@media (x) {a{color:#ffffff !important}}</mj-style>")


def test_the_doctype_is_there() -> None:
    """Without it clients fall back on the ways of 1998."""
    assert _html().startswith('<!doctype html>\n<html lang="fr"')


def test_what_outlook_reads_is_kept() -> None:
    """Its conditional comments hold the tables it needs."""
    assert (
        _html("<mj-text>a</mj-text>").count("<!--[if mso | IE]>")
        == _html("<mj-text>a</mj-text>").count("<![endif]-->") - 3
    )


def test_no_font_is_linked() -> None:
    """Neither the compiler's own nor the author's."""
    head = '<mj-font name="Raleway" href="https://fonts.example/css?family=Raleway" />'
    html = _html('<mj-text font-family="Raleway, Ubuntu">a</mj-text>', head)
    assert "https://" not in html
    assert "<link" not in html


@pytest.mark.parametrize(
    ("body", "component"),
    [
        (
            '<mj-social><mj-social-element name="x" href="https://a.example/">a</mj-social-element></mj-social>',
            "mj-social-element",
        ),
        ('<mj-carousel><mj-carousel-image src="cid:a" alt="" /></mj-carousel>', "mj-carousel"),
        ("<mj-accordion><mj-accordion-element></mj-accordion-element></mj-accordion>", "mj-accordion"),
    ],
)
def test_what_a_component_fetches_by_itself_is_found(body: str, component: str) -> None:
    """Its icons are kept by its makers, who would see every reader."""
    findings = converting.compile_mjml(_DOCUMENT.format(head="", body=f"\n{body}")).findings
    found = {(finding.code, finding.line, finding.component) for finding in findings}
    assert found == {("external_image", 2, component)}


def test_what_outlook_alone_would_fetch_is_found() -> None:
    """Its conditional comments are opened; no tag outside of them can be named."""
    body = '<mj-raw><!--[if mso]><img src="https://traceur.example/p" alt=""><![endif]--></mj-raw>'
    findings = converting.compile_mjml(_DOCUMENT.format(head="", body=body)).findings
    assert [(finding.code, finding.line) for finding in findings] == [("external_image", 0)]


def test_comments_of_authors_stay_at_home() -> None:
    """Those of Outlook go out."""
    html = _html("<mj-text><!-- à relire --><!--[if mso]>x<![endif]-->a</mj-text>")
    assert "à relire" not in html
    assert "<!--[if mso]>x<![endif]-->" in html


def test_nothing_is_fetched() -> None:
    """Imports in styles, kept or inlined, open no connection (see the guard above)."""
    style = '@import url("http://127.0.0.1:9/a.css"); .x { color: #112233 }'
    html = _html("<mj-text>a</mj-text>", f'<mj-style>{style}</mj-style><mj-style inline="inline">{style}</mj-style>')
    assert "<!doctype html>" in html


def test_linked_sheets_are_left_alone() -> None:
    """The inliner neither fetches nor drops them; `linting` speaks of them."""
    html = style_inlining.inline(
        '<html><head><link rel="stylesheet" href="http://127.0.0.1:9/a.css"></head><body></body></html>', ""
    )
    assert 'href="http://127.0.0.1:9/a.css"' in html


def test_fatal_findings_leave_no_html() -> None:
    """The compiler would copy the component into the letter."""
    compiled = converting.compile_mjml(_DOCUMENT.format(head="", body="<mj-txt>a</mj-txt>"))
    assert compiled.html == ""
    assert [finding.code for finding in compiled.findings] == ["unknown_component"]


def test_other_findings_come_with_the_html() -> None:
    """An administrator sees both."""
    compiled = converting.compile_mjml(_DOCUMENT.format(head="", body='<mj-text color="#abc">a</mj-text>'))
    assert "#abc" in compiled.html
    assert [finding.code for finding in compiled.findings] == ["short_colour"]


def test_entities_and_backslashes_are_rewritten_once() -> None:
    """What was an entity stays that entity."""
    assert preparing.prepare('<a title="&amp; \\ é">b</a>').mjml == '<a title="&amp; &#92; &#233;">b</a>'
