"""What an administrator writes is checked where it lies, and told by file, line and component."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli import local_files
from runtime.files import File
from templates import catalogue, errors, overriding


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files of the newsletter, ready to be changed."""
    local_files.export(tmp_path, catalogue.contents("newsletter", Path("absent")))
    return tmp_path


def _changed(folder: Path, file: str, old: str, new: str) -> overriding.Checked:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    return overriding.check_email("newsletter", local_files.templates(folder))


def test_an_exported_template_is_sound(folder: Path) -> None:
    """As it came."""
    checked = overriding.check_email("newsletter", local_files.templates(folder))
    assert checked.findings == ()
    assert "À Roubaix" in checked.html


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "line", "component"),
    [
        ("layout/foot.mjml", "<mj-text>", '<mj-text colour="red">', "unknown_attribute", 7, "mj-text"),
        ("blocks/tool.mjml", "<mj-text css-class", "<mj-txt css-class", "unknown_component", 3, "mj-txt"),
        ("layout/sections.mjml", "</mj-column>", "", "malformed", 4, "mj-column"),
        ("blocks/_parts.mjml", 'alt="{{ piece.image.alt }}" ', "", "missing_alt", 4, "mj-image"),
        ("layout/style.mjml", "</mj-style>", "<b></mj-style>", "malformed", 69, "b"),
        ("layout/partners.mjml", "{{ partner.name }}", "{{ partner.nom }}", "template_error", 15, "jinja"),
        ("layout/masthead.mjml", "{{ letter.publication }}", "{{ letter.publication", "template_error", 5, "jinja"),
        ("blocks/event.txt", "piece.when", "piece.quand", "template_error", 3, "jinja"),
        ("layout/foot.mjml", "<mj-text>", "{{ ''.__class__.__mro__ }}<mj-text>", "template_error", 7, "jinja"),
        ("layout/foot.mjml", "<mj-text>", "<mj-image width=\"{{ slot('nom') }}px\" src='cid:a' alt='' /><mj-text>",
         "lost_field", 7, "mj-image"),
    ],
)  # fmt: skip
def test_a_fault_is_told_where_it_was_made(
    folder: Path, file: str, old: str, new: str, code: str, line: int, component: str
) -> None:
    """The line is that of the file, not of what was made of it."""
    finding = _changed(folder, file, old, new).findings[0]
    assert (finding.file, finding.code, finding.component) == (file, code, component)
    assert abs(finding.line - line) <= 1, finding


def test_a_picture_of_a_third_party_is_refused(folder: Path) -> None:
    """Whoever keeps it would see who opens the letter."""
    image = "<mj-image src='https://traceur.example/p.gif' alt='' />"
    (finding,) = _changed(folder, "layout/foot.mjml", "<mj-text>", f"{image}<mj-text>").findings
    assert finding.code == "external_image"


def test_a_file_of_its_own_keeps_its_braces(tmp_path: Path) -> None:
    """It is no template of ours: nothing is filled, nothing is lost."""
    file = tmp_path / "essai.mjml"
    section = "<mj-section><mj-column><mj-text>{% if a < 3 %}{{ x }}{% endif %}</mj-text></mj-column></mj-section>"
    file.write_text(f"<mjml><mj-body>{section}</mj-body></mjml>", "utf-8")
    assert "{% if a < 3 %}{{ x }}{% endif %}" in overriding.check(local_files.template(file)).html


def test_lines_are_counted_through_braces_of_several_lines(tmp_path: Path) -> None:
    """A long condition moves nothing."""
    file = tmp_path / "essai.mjml"
    file.write_text("<mjml><mj-body>{# une\nlongue\nremarque #}\n<mj-txt>a</mj-txt></mj-body></mjml>", "utf-8")
    assert overriding.check(local_files.template(file)).findings[0].line == 4


def test_what_is_no_text_is_refused() -> None:
    """By the name of the file."""
    with pytest.raises(errors.FileRefused, match=r"essai\.mjml"):
        overriding.check(File("essai.mjml", b"\xff\xfe\x00"))


@pytest.mark.parametrize(
    ("folders", "name"),
    [
        (["data", "templates", "emails", "newsletter"], "newsletter"),
        (["emails", "reminder"], "reminder"),
        (["emails", "inconnu"], ""),
        (["brouillons", "newsletter"], ""),
        (["newsletter"], ""),
        ([], ""),
    ],
)
def test_a_template_is_known_by_where_it_lies(folders: list[str], name: str) -> None:
    """Anything else is a file of its own."""
    assert overriding.email(folders) == name
