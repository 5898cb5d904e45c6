"""What a letter carries besides its text arrives whole, where mail programs look for it."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer import attachments, errors, messages, wire_guard
from mailer.attachments import AttachmentRole, Enclosure

LOGO = Enclosure(AttachmentRole.INLINE, "logo.png", "image/png", bytes(range(256)) * 3, "logo@charte.example")
ENTRY = Enclosure(
    AttachmentRole.ALTERNATIVE, "rdv.ics", "text/calendar; charset=utf-8; method=PUBLISH", b"BEGIN:VCALENDAR\r\n"
)
FILE = Enclosure(AttachmentRole.ATTACHED, "Convention d’été n°\u00a03.pdf", "application/pdf", b"%PDF-1.7\n.\n")


def letter(*enclosed: Enclosure) -> EmailMessage:
    """Compile, check every rule of the wire, and read back without a single defect."""
    headers: list[tuple[str, messages.Parts]] = [("From", ("a@charte.example",)), ("Subject", ("Lettre",))]
    html = ('<img src="cid:logo@charte.example" alt="">', messages.Slot("prenom", "html", "vous"))
    blank = messages.compile_message(headers, ("Bonjour\n",), html, boundary_seed=b"x", enclosed=enclosed)
    message = email.message_from_bytes(wire_guard.check(bytes(blank.fill({}))), policy=email.policy.default)
    assert [part.defects for part in message.walk() if part.defects] == []
    return message


def shape(message: EmailMessage) -> list[object]:
    """Return the types of the parts, those of a multipart in a list after its own."""
    if not message.is_multipart():
        return [message.get_content_type()]
    return [message.get_content_type(), [inner for part in message.iter_parts() for inner in shape(part)]]  # type: ignore[arg-type]


def test_nothing_enclosed_is_two_parts() -> None:
    """As before."""
    assert shape(letter()) == ["multipart/alternative", ["text/plain", "text/html"]]


def test_everything_has_its_place() -> None:
    """Pictures with the HTML, another form after it, files after the letter."""
    html = ["multipart/related", ["text/html", "image/png"]]
    alternative = ["multipart/alternative", ["text/plain", *html, "text/calendar"]]
    assert shape(letter(FILE, LOGO, ENTRY)) == ["multipart/mixed", [*alternative, "application/pdf"]]


def test_a_picture_is_found_by_its_id() -> None:
    """The one that the HTML names, shown there and not below."""
    related = next(part for part in letter(LOGO).walk() if part.get_content_type() == "multipart/related")
    html, picture = related.iter_parts()
    assert (picture["Content-ID"], picture.get_content_disposition()) == ("<logo@charte.example>", "inline")
    assert f"cid:{picture['Content-ID'][1:-1]}" in html.get_content()
    assert related.get_param("type") == "text/html"


def test_a_file_keeps_its_name() -> None:
    """In any script; a client that does not know RFC 2231 shows a plain one."""
    (found,) = letter(FILE).iter_attachments()
    assert found.get_filename() == FILE.name
    assert found.get_content() == FILE.content
    assert found.get_param("name") == "Convention d__t_ n__3.pdf"


def test_a_plain_name_is_written_once() -> None:
    """Nothing is encoded that need not be."""
    assert 'filename="logo.png"' in attachments.headers(LOGO)


@given(st.binary(max_size=3000))
def test_any_content_comes_back(content: bytes) -> None:
    """Dots, boundaries, line ends."""
    (found,) = letter(
        Enclosure(AttachmentRole.ATTACHED, "a.bin", "application/octet-stream", content)
    ).iter_attachments()
    assert found.get_content() == content


@pytest.mark.parametrize(
    "wrong",
    [
        Enclosure(AttachmentRole.ATTACHED, "a\r\nBcc: b@c.example", "application/pdf", b""),
        Enclosure(AttachmentRole.ATTACHED, "", "application/pdf", b""),
        Enclosure(AttachmentRole.ATTACHED, "a", "application/pdf\r\nX: y", b""),
        Enclosure(AttachmentRole.INLINE, "a", "image/png", b"", "a> <b"),
        Enclosure(AttachmentRole.INLINE, "a", "image/png", b""),
    ],
)
def test_what_could_be_taken_for_more_is_refused(wrong: Enclosure) -> None:
    """A header is one line, and says what we meant."""
    with pytest.raises(errors.HeaderRefused):
        letter(wrong)
