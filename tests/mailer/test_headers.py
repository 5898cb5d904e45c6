"""The headers of a newsletter, as they stand on the wire."""

from __future__ import annotations

import email
import email.policy
import re
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer import errors, headers, messages
from mailer.messages import Parts, Slot
from runtime import clock as clocks

TOKEN = Slot("leave", "token")


def letter() -> bytes:
    given_headers = headers.standard_headers(
        sender=("Mission locale d’Évry, accueil", "lettre@exemple.fr"),
        reply_to="reponse@exemple.fr",
        subject=("Lettre n°\u00a05",),
        leave=("https://lettre.exemple.fr/l/d/", TOKEN),
        leave_by_mail=("desabonnement+", TOKEN, "@exemple.fr?subject=stop"),
        list_id="lettre.exemple.fr",
        feedback=headers.feedback_id("c1", "p1", "lettre", "relais1"),
    )
    blank = messages.compile_message(given_headers, ("Bonjour\n",), ("<p>Bonjour</p>\n",), boundary_seed=b"")
    return blank.fill(
        {
            "to": headers.display_address("Zoé Bé", "zoe@exemple.fr"),
            "date": headers.date(clocks.in_paris(datetime(2009, 9, 15, 8, tzinfo=UTC))),
            "message_id": headers.message_id("c1.42.abc", "lettre.exemple.fr"),
            "leave": "A" * 60,
        }
    )


def unfolded(name: str) -> str:
    """Return the value of a header on the wire, which must be there exactly once."""
    head = letter().partition(b"\r\n\r\n")[0].decode("ascii").replace("\r\n ", " ")
    (value,) = re.findall(rf"^{name}: (.*)$", head, re.MULTILINE | re.IGNORECASE)
    return str(value).rstrip("\r")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Date", "Tue, 15 Sep 2009 10:00:00 +0200"),
        ("Message-ID", "<c1.42.abc@lettre.exemple.fr>"),
        ("Reply-To", "reponse@exemple.fr"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ("List-Id", "<lettre.exemple.fr>"),
        ("Feedback-ID", "c1:p1:lettre:relais1"),
        ("Precedence", "bulk"),
        ("X-Auto-Response-Suppress", "OOF, AutoReply"),
        ("MIME-Version", "1.0"),
        ("To", "=?utf-8?q?Zo=C3=A9_B=C3=A9?= <zoe@exemple.fr>"),
    ],
)
def test_a_header_stands_once_on_the_wire(name: str, value: str) -> None:
    """Byte for byte."""
    assert unfolded(name) == value


def test_the_unsubscription_can_be_followed() -> None:
    """RFC 8058 and 2369: one web address, one mail address, no encoded-word, on the unfolded wire."""
    value = unfolded("List-Unsubscribe")
    assert re.fullmatch(r"<https://[^>\s]+>, <mailto:[^>\s]+>", value)
    assert value.count("A" * 60) == 2


def test_another_parser_reads_the_same() -> None:
    """No defect anywhere."""
    message = email.message_from_bytes(letter(), policy=email.policy.default)
    assert not message.defects
    assert message["From"].addresses[0].display_name == "Mission locale d’Évry, accueil"
    assert message["Subject"] == "Lettre n°\u00a05"


def test_a_newsletter_is_no_automatic_reply() -> None:
    """`Auto-Submitted` is for those (RFC 3834)."""
    assert b"Auto-Submitted" not in letter()


def test_the_web_address_of_a_demo_stays() -> None:
    """On one machine, without TLS; and no mail address is invented."""
    parts: Parts = ("http://127.0.0.1:8000/l/d/", TOKEN)
    made = headers.standard_headers(
        sender=("", "a@b.fr"),
        reply_to=None,
        subject=("x",),
        leave=parts,
        leave_by_mail=None,
        list_id="b.fr",
        feedback="a:b:c:defgh",
    )
    assert dict(made)["List-Unsubscribe"] == ("<", *parts, ">")
    assert "Reply-To" not in dict(made)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co")), max_size=80))
def test_a_display_name_reads_as_it_was_written(name: str) -> None:
    """Quoted, encoded, or plain."""
    written = headers.display_address(name, "a@exemple.fr")
    shown, address = parseaddr(written)
    assert address == "a@exemple.fr"
    assert str(make_header(decode_header(shown))).split() == name.split()  # parsers make one space of several


@pytest.mark.parametrize("name", ["a\r\nBcc: b@c.fr", "a\0", "a\u2028b", "a\x85"])
def test_a_display_name_with_a_line_end_is_refused(name: str) -> None:
    """It never comes near a header."""
    with pytest.raises(errors.UnsafeValue):
        headers.display_address(name, "a@exemple.fr")


@pytest.mark.parametrize("address", ["a@b.fr\r\nBcc: c@d.fr", "a@b.fr>, <c@d.fr", ""])
def test_a_display_address_is_a_plain_one(address: str) -> None:
    """As in the envelope."""
    with pytest.raises(errors.UnsafeAddress):
        headers.display_address("Zoé", address)


@pytest.mark.parametrize("left", ["", "a b", "a@b", ".a", "a>", "é", "a\n"])
def test_a_message_id_is_plain(left: str) -> None:
    """It is never folded nor encoded."""
    with pytest.raises(errors.HeaderRefused):
        headers.message_id(left, "exemple.fr")


@pytest.mark.parametrize("sender", ["", "abcd", "a" * 16, "a:bcde", "ab cde"])
def test_a_feedback_id_ends_with_its_sender(sender: str) -> None:
    """5 to 15 characters, or it is not counted."""
    with pytest.raises(errors.HeaderRefused):
        headers.feedback_id("c1", "p1", "lettre", sender)
