"""Signatures that others verify, and that break when anything is changed or added."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from hypothesis import given
from hypothesis import strategies as st

from mailer import dkim, messages, wire_guard
from mailer.dkim import Key, canonical, signing
from mailer.messages import Parts, Slot
from mailer.wire_guard import Proved
from tests.mailer.dkim.verifier import DOMAIN, verdicts
from tests.mailer.test_messages import awkward, constants

SUBJECT = "La Lettre n° 4 : recruter sans CV, l’exemple de Roubaix et l’outil du mois"
HEADERS: list[tuple[str, Parts]] = [
    ("From", ("=?utf-8?q?Charte?= <lettre@charte.example>",)),
    ("To", (Slot("to"),)),
    ("Reply-To", ("bonjour@charte.example",)),
    ("Subject", (SUBJECT,)),
    ("Date", ("Tue, 15 Sep 2009 10:00:00 +0200",)),
    ("Message-ID", ("<a@charte.example>",)),
    ("List-Unsubscribe", ("<https://lettre.charte.example/l/u/", Slot("leave", "token", "X" * 56), ">")),
    ("List-Unsubscribe-Post", ("List-Unsubscribe=One-Click",)),
    ("List-Id", ("<lettre-1.charte.example>",)),
    ("Feedback-ID", ("numero-4:lettre-1:lettre:052e6e7d86ca",)),
    ("Precedence", ("bulk",)),
]
NAMES = [name.decode() for name in signing.OVERSIGNED]


def letter(text: Parts = ("Bonjour.\n",), page: Parts = ("<p>Bonjour.</p>\n",), **values: str) -> Proved:
    """Return a letter that is not signed yet."""
    blank = messages.compile_message(HEADERS, text, page, boundary_seed=b"lettre")
    return blank.fill({"to": "zoe@brumevent.example"} | values)


def raw(body: bytes, head: bytes = b"From: a@charte.example\r\nSubject: b") -> bytes:
    """Return any letter, ours or not."""
    return head + b"\r\n\r\n" + body


def signed(content: bytes, keys: Sequence[Key]) -> bytes:
    """Return any letter with its signatures."""
    return b"".join(signing.signatures(content, DOMAIN, keys)) + content


@given(constants, awkward, constants)
def test_every_letter_of_ours_verifies(both: tuple[Key, ...], text: str, value: str, page: str) -> None:
    """Whatever is written in it, by both keys."""
    content = letter((text, Slot("x", "text"), text), (page, Slot("x", "html")), x=value)

    assert verdicts(dkim.sign(content, DOMAIN, both), both) == [True, True]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\r\n",
        b"\r\n\r\n\r\n",
        b"a",
        b"a\r\n\r\n\r\n",
        b"a \t b  \r\n",
        b" \r\n",
        b"x" * 998 + b"\r\n",
        b"\xc3\xa9",
    ],
)
def test_every_kind_of_body_verifies(both: tuple[Key, ...], body: bytes) -> None:
    """Empty, without an end, with lines and blanks at its end, with lines as long as they may be."""
    assert verdicts(signed(raw(body), both), both) == [True, True]


@given(st.lists(st.sampled_from([b" ", b"\t", b"\r\n", b"x", b"\xe9"])).map(b"".join))
def test_every_body_verifies(both: tuple[Key, ...], body: bytes) -> None:
    """Not only those that we write."""
    assert verdicts(signed(raw(body + b"\r\n"), both), both) == [True, True]


def test_a_letter_to_an_accented_address_verifies(both: tuple[Key, ...]) -> None:
    """Its `To` is UTF-8 (RFC 6532) and is signed as it stands; nothing in its body could be converted on the way."""
    content = dkim.sign(letter(to="réseau@brumevent.example"), DOMAIN, both)

    assert verdicts(content, both) == [True, True]
    assert content.partition(b"\r\n\r\n")[2].isascii()
    assert wire_guard.check(content, eight_bit=True) is content


def test_the_bytes_that_are_signed_are_proved(both: tuple[Key, ...]) -> None:
    """What was proved of the letter holds for the whole: the guard, which trusts it, would find nothing to mend."""
    content = dkim.sign(letter(), DOMAIN, both)

    assert type(content) is Proved
    assert content.endswith(letter())
    assert wire_guard.check(bytes(content)) == content
    assert max(map(len, content.partition(b"From: ")[0].split(b"\r\n"))) <= 78


def test_a_letter_without_keys_leaves_as_it_is() -> None:
    """Unsigned."""
    content = letter()

    assert dkim.sign(content, DOMAIN, ()) is content


def test_the_older_algorithm_comes_first(both: tuple[Key, ...]) -> None:
    """A server that looks at one signature looks at the first, and may not know Ed25519."""
    content = dkim.sign(letter(), DOMAIN, both)

    assert re.findall(rb"; a=([a-z0-9-]+);", content) == [b"rsa-sha256", b"ed25519-sha256"]


def test_one_signature_is_enough(both: tuple[Key, ...]) -> None:
    """A server that finds one key only verifies that one."""
    content = dkim.sign(letter(), DOMAIN, both)

    assert verdicts(content, both[:1]) == [True, False]
    assert verdicts(content, both[1:]) == [False, True]


@pytest.mark.parametrize("name", NAMES)
def test_a_header_that_was_changed_is_noticed(both: tuple[Key, ...], name: str) -> None:
    """By one letter, in any header that is signed."""
    content = dkim.sign(letter(), DOMAIN, both)
    found = re.search(rf"^{name}: ".encode(), content, re.MULTILINE | re.IGNORECASE)
    assert found is not None
    changed = content[: found.end()] + bytes([content[found.end()] ^ 1]) + content[found.end() + 1 :]

    assert verdicts(changed, both) == [False, False]


@pytest.mark.parametrize("at_end", [False, True])
@pytest.mark.parametrize("name", [*NAMES, "LIST-UNSUBSCRIBE"])
def test_a_header_that_was_added_is_noticed(both: tuple[Key, ...], name: str, at_end: bool) -> None:
    """A second From or Subject is what readers would see; a second List-Unsubscribe is where they would leave."""
    content = bytes(dkim.sign(letter(), DOMAIN, both))
    head, blank, body = content.partition(b"\r\n\r\n")
    line = f"{name}: evil@z.example".encode()
    added = b"\r\n".join((head, line) if at_end else (line, head)) + blank + body

    assert verdicts(added, both) == [False, False]


def test_a_header_that_was_not_there_cannot_be_added(both: tuple[Key, ...]) -> None:
    """A letter without Reply-To gets none on its way."""
    content = signed(raw(b"Bonjour.\r\n"), both)

    assert verdicts(b"Reply-To: evil@z.example\r\n" + content, both) == [False, False]


def test_of_two_headers_of_a_name_both_are_signed(both: tuple[Key, ...]) -> None:
    """From the last one on (RFC 6376 5.4.2)."""
    content = signed(raw(b"x\r\n", b"From: a@charte.example\r\nSubject: one\r\nSubject: two"), both)

    assert verdicts(content, both) == [True, True]
    assert verdicts(content.replace(b"one", b"ONE"), both) == [False, False]


@pytest.mark.parametrize("place", [0, 1, -40, -1])
def test_a_body_that_was_changed_is_noticed(both: tuple[Key, ...], place: int) -> None:
    """Anywhere, and so is what was put behind it."""
    content = bytes(dkim.sign(letter(), DOMAIN, both))
    head, blank, body = content.rstrip().partition(b"\r\n\r\n")
    changed = bytearray(body)
    changed[place] ^= 1

    assert verdicts(head + blank + bytes(changed) + b"\r\n", both) == [False, False]
    assert verdicts(content + b"more\r\n", both) == [False, False]


def test_folding_headers_anew_changes_nothing(both: tuple[Key, ...]) -> None:
    """Relays fold where they like, and add fields of their own above and below."""
    content = bytes(dkim.sign(letter(), DOMAIN, both))
    head, blank, body = content.partition(b"\r\n\r\n")
    folded = re.sub(rb"(?<=,) |(?<=Charte\?=) ", b"\r\n\t ", head).replace(b"=?utf-8?q?La", b" =?utf-8?q?La")
    relayed = b"Received: by relay\r\n" + folded + b"\r\nX-Relay: 1" + blank + body

    assert folded != head
    assert verdicts(relayed, both) == [True, True]


def test_both_fields_of_one_click_are_signed(both: tuple[Key, ...]) -> None:
    """RFC 8058 4; and nothing is left unsigned by `l=`, nor does a signature expire."""
    tags = dkim.sign(letter(), DOMAIN, both).partition(b"b=")[0]
    listed = re.sub(rb"\s", b"", tags).partition(b";h=")[2].partition(b";")[0].split(b":")

    assert listed.count(b"list-unsubscribe") == listed.count(b"list-unsubscribe-post") == 2
    assert not re.search(rb";\s*[lxt]=", tags)


def test_the_signature_is_that_of_the_standard() -> None:
    """The example of RFC 8463, appendix A, with its key and its result."""
    head = (
        b"From: Joe SixPack <joe@football.example.com>\r\nTo: Suzie Q <suzie@shopping.example.net>\r\n"
        b"Subject: Is dinner ready?\r\nDate: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n"
        b"Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n"
        b"DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n d=football.example.com; "
        b"i=@football.example.com;\r\n q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n subject : date : "
        b"message-id : from : subject : date;\r\n bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n b="
    )
    lines = b"\r\n".join(field.line for field in canonical.fields(head))
    seed = base64.b64decode("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=")
    key = Key("brisbane", ed25519.Ed25519PrivateKey.from_private_bytes(seed))

    assert base64.b64encode(key.signature(hashlib.sha256(lines).digest())) == (
        b"/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11BusFa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw=="
    )
