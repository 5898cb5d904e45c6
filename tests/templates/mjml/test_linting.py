"""Every fault of an MJML file has a line, a component and a sentence."""

from __future__ import annotations

import pytest

from templates.mjml import components, converting, linting, scanning

_BODY = "<mjml><mj-body>\n<mj-section><mj-column>\n{}\n</mj-column></mj-section></mj-body></mjml>"


def _codes(source: str, hosts: frozenset[str] = frozenset()) -> list[str]:
    return [finding.code for finding in linting.check_mjml(source, hosts)]


def test_a_sound_document_has_no_finding() -> None:
    """HTML in a text, void elements and entities are fine."""
    assert _codes(_BODY.format('<mj-text><p>a&nbsp;&amp; b<br>c <img src="cid:a" alt=""></p></mj-text>')) == []


@pytest.mark.parametrize(
    ("inner", "code"),
    [
        ("<mj-txt>a</mj-txt>", "unknown_component"),
        ('<mj-text colour="#112233">a</mj-text>', "unknown_attribute"),
        ('<mj-text color="#12345">a</mj-text>', "bad_colour"),
        ('<mj-text color="bleu">a</mj-text>', "bad_colour"),
        ('<mj-text color="#abc">a</mj-text>', "short_colour"),
        ('<mj-image src="cid:a" />', "missing_alt"),
        ('<mj-image alt="" src="https://traceur.example/p.gif" />', "external_image"),
        ('<mj-text><p style="background:url(https://t.example/p)">a</p></mj-text>', "external_image"),
        ("<mj-section></mj-section>", "wrong_parent"),
        ("<p>a</p>", "wrong_parent"),
        ("<mj-text><p>a</mj-text>", "malformed"),
        ("<mj-text>a</p></mj-text>", "malformed"),
        ("<mj-text>1 < 2</mj-text>", "malformed"),
        ("<mj-text><a href=x>a</a></mj-text>", "malformed"),
        ('<mj-include path="/etc/passwd" />', "include"),
    ],
)
def test_a_fault_is_found_on_its_line(inner: str, code: str) -> None:
    """The compiler is silent about most of them."""
    findings = linting.check_mjml(_BODY.format(inner))
    assert (code, 3) in [(finding.code, finding.line) for finding in findings]


@pytest.mark.parametrize(
    "source", ["", "<p>a</p>", "<mjml>", "<?xml version='1.0'?><mjml></mjml>", "<mjml></mjml><mjml></mjml>"]
)
def test_what_is_no_document_is_malformed(source: str) -> None:
    """Whatever it is."""
    assert "malformed" in _codes(source)


def test_fonts_are_not_fetched_from_others() -> None:
    """Neither linked nor imported."""
    head = '<mj-head><mj-font name="a" href="https://f.example/a"/><mj-style>@import "https://f.example/b";</mj-style></mj-head>'
    assert set(_codes(f"<mjml>{head}<mj-body></mj-body></mjml>")) == {"external_font", "external_image"}


def test_our_own_host_is_not_foreign() -> None:
    """Pictures of the letter come from it."""
    source = _BODY.format('<mj-image alt="" src="https://a.example/p.png" />')
    assert _codes(source, frozenset({"a.example"})) == []


def test_a_finding_speaks_french() -> None:
    """With the names that its reader knows."""
    (finding,) = linting.check_mjml(_BODY.format("<mj-txt>a</mj-txt>"))
    assert finding.message == "<mj-txt> n’est pas un composant que Relais connaît"


def test_every_component_of_the_tables_is_known_to_the_compiler() -> None:
    """What may stand in a letter compiles without a finding, each component in its place."""
    compiled = converting.compile_mjml(_EVERYTHING)
    assert compiled.findings == ()
    assert {tag.name for tag in scanning.tags(_EVERYTHING)} >= components.ATTRIBUTES.keys() - {"mj-font"}
    assert "<mj-" not in compiled.html


_EVERYTHING = """<mjml lang="fr" dir="ltr">
<mj-head><mj-title>a</mj-title><mj-preview>b</mj-preview><mj-breakpoint width="400px" />
<mj-attributes><mj-all color="#112233" /><mj-class name="x" color="#112233" /><mj-text padding="0" /></mj-attributes>
<mj-style>a { color: #112233 }</mj-style><mj-style inline="inline">b { color: #112233 }</mj-style>
<mj-raw><meta name="x" content="y"></mj-raw></mj-head>
<mj-body width="600px" background-color="#eeeeee">
<!-- a comment with a < and a <mj-nothing> -->
<mj-wrapper padding="0"><mj-section full-width="full-width" css-class="y"><mj-group><mj-column width="50%">
<mj-text mj-class="x">a<br>b &amp; c &nbsp; &eacute;</mj-text><mj-button href="https://a.example/">c</mj-button>
<mj-image src="cid:a" alt="" /><mj-divider border-color="#112233" /><mj-spacer height="8px" />
<mj-table cellpadding="4"><tr><th>a</th><td>b</td></tr></mj-table><mj-raw><!--[if mso]><b>x</b><![endif]--></mj-raw>
</mj-column></mj-group></mj-section></mj-wrapper>
<mj-hero mode="fixed-height" height="200px" background-color="#112233"><mj-text color="white">a</mj-text></mj-hero>
<mj-section><mj-column>
<mj-navbar base-url="https://a.example"><mj-navbar-link href="/b">b</mj-navbar-link></mj-navbar>
<mj-social><mj-social-element src="cid:b" alt="B" href="https://b.example/">B</mj-social-element></mj-social>
<mj-accordion icon-wrapped-url="cid:c" icon-unwrapped-url="cid:d"><mj-accordion-element>
<mj-accordion-title>a</mj-accordion-title><mj-accordion-text>b</mj-accordion-text></mj-accordion-element></mj-accordion>
<mj-carousel left-icon="cid:e" right-icon="cid:f"><mj-carousel-image src="cid:g" alt="" /></mj-carousel>
</mj-column></mj-section></mj-body></mjml>"""
