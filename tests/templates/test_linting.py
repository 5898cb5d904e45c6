"""Every fault of an MJML file has a line, a component and a sentence."""

from __future__ import annotations

import pytest

from templates import linting

_BODY = "<mjml><mj-body>\n<mj-section><mj-column>\n{}\n</mj-column></mj-section></mj-body></mjml>"


def _codes(source: str, hosts: frozenset[str] = frozenset()) -> list[str]:
    return [finding.code for finding in linting.check_mjml(source, hosts)]


def test_a_sound_document_has_no_finding():
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
def test_a_fault_is_found_on_its_line(inner: str, code: str):
    """The compiler is silent about most of them."""
    findings = linting.check_mjml(_BODY.format(inner))
    assert (code, 3) in [(finding.code, finding.line) for finding in findings]


@pytest.mark.parametrize(
    "source", ["", "<p>a</p>", "<mjml>", "<?xml version='1.0'?><mjml></mjml>", "<mjml></mjml><mjml></mjml>"]
)
def test_what_is_no_document_is_malformed(source: str):
    """Whatever it is."""
    assert "malformed" in _codes(source)


def test_fonts_are_not_fetched_from_others():
    """Neither linked nor imported."""
    head = '<mj-head><mj-font name="a" href="https://f.example/a"/><mj-style>@import "https://f.example/b";</mj-style></mj-head>'
    assert _codes(f"<mjml>{head}<mj-body></mj-body></mjml>") == ["external_font", "external_image"]


def test_our_own_host_is_not_foreign():
    """Pictures of the letter come from it."""
    source = _BODY.format('<mj-image alt="" src="https://a.example/p.png" />')
    assert _codes(source, frozenset({"a.example"})) == []


def test_a_finding_speaks_french():
    """With the names that its reader knows."""
    (finding,) = linting.check_mjml(_BODY.format("<mj-txt>a</mj-txt>"))
    assert finding.message == "<mj-txt> n’est pas un composant que Relais connaît"
