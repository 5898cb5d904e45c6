"""Compiling a letter once and filling it for each reader: what is read back is what was meant."""

from __future__ import annotations

import email
import email.policy
import html
import re
from email.message import EmailMessage
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mailer import errors, messages, wire_guard
from mailer.messages import Blank, Parts, Slot

PLACES = ("header", "text", "html", "url", "token")
#: Every sign that could end a line somewhere, and others that must not pass.
UNSAFE = [
    *map(chr, range(32)),
    "\x7f",
    "\x85",
    "\u2028",
    "\u2029",
    "\ud800",
    "\r\n",
    "\n.\n",
    "\r\n.\r\nMAIL FROM:<a@b>",
]
#: Signs that are awkward in quoted-printable, encoded-words, HTML and SMTP.
awkward = st.text(st.sampled_from(" .=?_F&<>\"'éàœ€🎉\u202f\u00a0ש-a"), max_size=90) | st.sampled_from(
    ["From nobody", ".", "..", ". ", " .", "=?utf-8?q?x?=", "=0D=0A.", "--=_", "é" * 500, "a" * 3000]
)
#: What a template may hold besides: line ends, tabs.
constants = st.lists(awkward | st.sampled_from(["\n", "\r\n", "\n\n", "\n.\n", "\n.", " \n", "\t\n", "\nFrom "])).map(
    "".join
)


def compiled(subject: Parts = ("Lettre",), text: Parts = ("Bonjour\n",), page: Parts = ("<p>Bonjour</p>\n",)) -> Blank:
    headers: list[tuple[str, Parts]] = [
        ("From", ("lettre@exemple.fr",)),
        ("To", (Slot("to"),)),
        ("Subject", subject),
        ("List-Unsubscribe", ("<https://lettre.exemple.fr/l/", Slot("leave", "token", "none"), ">")),
    ]
    return messages.compile_message(headers, text, page, boundary_seed=b"lettre")


def filled(blank: Blank, **values: str) -> EmailMessage:
    """Fill, check every rule of the wire, and read back without a single defect."""
    letter = bytes(blank.fill({"to": "a@exemple.fr"} | values))
    assert wire_guard.check(letter) is letter
    headers, _, bodies = letter.partition(b"\r\n\r\n")
    assert max(map(len, bodies.split(b"\r\n"))) <= 76
    assert all(len(line) <= 78 for line in headers.split(b"\r\n") if not line.startswith(b"List-Unsubscribe"))
    assert not re.search(rb"^From ", letter, re.MULTILINE)
    message = email.message_from_bytes(letter, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not [part.defects for part in message.walk() if part.defects]
    return message


def body(message: EmailMessage, subtype: str) -> str:
    part = message.get_body((subtype,))
    assert part is not None
    content = part.get_content()
    assert isinstance(content, str)
    return content


def unix(text: str) -> str:
    return text.replace("\r\n", "\n")


@given(constants, awkward, constants)
def test_a_text_part_reads_as_it_was_written(before: str, value: str, after: str) -> None:
    """Whatever stands before, in and after a hole."""
    message = filled(compiled(text=(before, Slot("x", "text"), after)), x=value)
    assert unix(body(message, "plain")) == unix(before) + value + unix(after)


@given(constants, awkward, constants)
def test_an_html_part_shows_a_value_as_it_is(before: str, value: str, after: str) -> None:
    """Escaped, so that nobody's name is mark-up."""
    message = filled(compiled(page=(before, Slot("x", "html"), after)), x=value)
    assert unix(body(message, "html")) == unix(before) + html.escape(value) + unix(after)


@given(awkward, awkward, awkward)
def test_a_subject_reads_as_it_was_written(before: str, value: str, after: str) -> None:
    """Encoded-words next to each other join without a gap, and no sign is split between two."""
    blank = compiled(subject=(before, Slot("x"), after))
    subject = blank.fill({"to": "a@exemple.fr", "x": value}).partition(b"\r\nSubject: ")[2].partition(b"\r\nList-")[0]
    words = re.findall(rb"=\?utf-8\?q\?([!->@-~]+)\?=", subject)
    decoded = [
        re.sub(rb"=([0-9A-F]{2})", lambda at: bytes.fromhex(at[1].decode()), w.replace(b"_", b" ")) for w in words
    ]
    assert "".join(word.decode() for word in decoded) == before + value + after
    assert all(len(line) <= 76 for line in (b"Subject: " + subject).split(b"\r\n"))


@given(awkward.filter(str.strip))
@example(" blanc ")
@example(" blanc, é ")
def test_a_subject_without_holes_reads_as_it_was_written(text: str) -> None:
    """Plain when it is short and ASCII, else in encoded-words; in one line or several."""
    assert filled(compiled(subject=(text,)))["Subject"] == text


def test_a_short_ascii_subject_is_plain() -> None:
    """People search their raw archives."""
    letter = bytes(compiled(("Lettre 5 : les actions",)).fill({"to": "a@b.fr"}))
    assert b"\r\nSubject: Lettre 5 : les actions\r\n" in letter


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))))
def test_an_address_is_percent_encoded_and_escaped(value: str) -> None:
    """It cannot leave its attribute."""
    page = filled(compiled(page=('<a href="https://exemple.fr/', Slot("x", "url"), '">x</a>')), x="?q=" + value)
    written = body(page, "html").removeprefix('<a href="https://exemple.fr/').removesuffix('">x</a>')
    assert not re.search("[\\s<>\"']", html.unescape(written).replace("'", ""))
    assert unquote(html.unescape(written)) == unquote("?q=" + value)


@pytest.mark.parametrize(
    "value", ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "vbscript:x", "file:///etc"]
)
def test_an_address_with_another_scheme_is_refused(value: str) -> None:
    """Only http, https, mailto and tel lead out of a letter."""
    with pytest.raises(errors.UnsafeValue):
        compiled(page=('<a href="', Slot("x", "url"), '">x</a>')).fill({"to": "a@b.fr", "x": value})


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("unsafe", UNSAFE)
def test_a_value_with_a_line_end_is_refused_everywhere(place: str, unsafe: str) -> None:
    """Standard 1.5: refused in every field, never cleaned."""
    hole = Slot("x", place)
    for blank in (compiled(text=(hole,)), compiled(page=(hole,)), compiled(subject=("x", hole)), compiled((hole,))):
        with pytest.raises(errors.UnsafeValue) as refused:
            blank.fill({"to": "a@b.fr", "x": f"a{unsafe}b"})
        assert refused.value.name == "x"


@pytest.mark.parametrize("unsafe", UNSAFE)
def test_a_structured_header_takes_no_line_end(unsafe: str) -> None:
    """Not at its ends either."""
    for value in (unsafe, f"a@b.fr{unsafe}", f"{unsafe}a@b.fr"):
        with pytest.raises(errors.UnsafeValue):
            compiled().fill({"to": value})


@pytest.mark.parametrize("value", ["a b", "a/b", "é", "a" * 201, "a\n", "<a>", "a%20"])
def test_what_is_no_token_is_refused(value: str) -> None:
    """A token is letters, digits and five signs."""
    with pytest.raises(errors.UnsafeValue):
        compiled().fill({"to": "a@b.fr", "leave": value})


@pytest.mark.parametrize("value", ["a", ".a", "=", "a=b.c~d_e-f", "A" * 200, "." * 200])
def test_a_token_is_the_same_everywhere(value: str) -> None:
    """In the header, the text and the page."""
    hole = Slot("leave", "token", "none")
    message = filled(compiled(text=(hole,), page=(hole,)), leave=value)
    assert message["List-Unsubscribe"] == f"<https://lettre.exemple.fr/l/{value}>"
    assert body(message, "plain") == body(message, "html") == value


def test_a_reader_without_a_value_gets_the_fallback() -> None:
    """Absent and empty are the same."""
    blank = compiled(text=("Bonjour ", Slot("prenom", "text", "Madame, Monsieur"), ","))
    assert body(filled(blank), "plain") == body(filled(blank, prenom=""), "plain") == "Bonjour Madame, Monsieur,"


def test_a_value_that_must_be_there_is_missed() -> None:
    """A letter without `To` does not leave."""
    with pytest.raises(errors.UnsafeValue):
        compiled().fill({})


def test_a_long_unsubscribe_address_is_never_folded() -> None:
    """Mail libraries make encoded-words of it, which nobody can follow."""
    headers: list[tuple[str, Parts]] = [
        ("List-Unsubscribe", ("<https://" + "a" * 300 + "/", Slot("leave", "token"), ">, <mailto:l@exemple.fr>"))
    ]
    letter = messages.compile_message(headers, ("x",), ("x",), boundary_seed=b"").fill({"leave": "t" * 200})
    value = letter.partition(b"List-Unsubscribe: ")[2].partition(b"\r\nMIME")[0]
    assert value == b"<https://" + b"a" * 300 + b"/" + b"t" * 200 + b">,\r\n <mailto:l@exemple.fr>"


def test_a_long_display_name_is_folded_at_its_spaces() -> None:
    """And reads as before."""
    value = '"' + "Mission locale, " * 10 + 'accueil" <a@exemple.fr>'
    assert filled(compiled(), to=value)["To"].addresses[0].display_name == "Mission locale, " * 10 + "accueil"


def test_a_header_that_could_exceed_a_line_is_refused() -> None:
    """At compiling by its constants, at filling by its value."""
    with pytest.raises(errors.HeaderRefused):
        messages.compile_message([("X-A", ("a" * 800, Slot("t", "token")))], (), (), boundary_seed=b"")
    with pytest.raises(errors.UnsafeValue):
        compiled().fill({"to": "a" * 1000})


def test_a_reader_with_an_international_address_is_written_as_it_is() -> None:
    """RFC 6532, in `To` and nowhere else."""
    letter = compiled().fill({"to": "réseau@exemple.fr"})
    assert "To: réseau@exemple.fr\r\n".encode() in wire_guard.check(bytes(letter), eight_bit=True)
    with pytest.raises(errors.UnsafeLetter):
        wire_guard.check(letter)


@pytest.mark.parametrize(
    "headers",
    [
        [("Subject", ("a",)), ("SUBJECT", ("b",))],
        [("MIME-Version", ("1.0",))],
        [("content-type", ("text/plain",))],
        [("Bad name", ("a",))],
        [("X:y", ("a",))],
        [("", ("a",))],
        [("Subject", ("a\r\nBcc: evil@z.fr",))],
        [("From", ("a\nb",))],
        [("From", ("é@b.fr",))],
    ],
)
def test_a_header_that_cannot_be_written_is_refused(headers: list[tuple[str, Parts]]) -> None:
    """Twice, reserved, badly named, with a line end, not ASCII."""
    with pytest.raises(errors.HeaderRefused):
        messages.compile_message(headers, (), (), boundary_seed=b"")


@pytest.mark.parametrize("unsafe", ["\0", "\x0b", "\x0c", "\x1b", "\x7f", "a\rb", "\r\r\n", "\ud800"])
def test_a_template_with_a_control_character_is_refused(unsafe: str) -> None:
    """A CR without its LF is one."""
    with pytest.raises(errors.UnsafeLetter):
        compiled(text=("a" + unsafe + "b",))


def test_the_same_letter_has_the_same_bytes() -> None:
    """The boundary comes from the seed, and no value can write it."""
    values = {"to": "a@b.fr", "x": "--=_" + "0" * 24}
    first, second = (compiled(text=(Slot("x", "text"),)).fill(values) for _ in range(2))
    boundary = re.search(rb'boundary="(=_[0-9a-f]{24})"', first)
    assert first == second
    assert boundary is not None
    assert first.count(boundary[1]) == 4


def test_text_comes_first_and_the_page_last() -> None:
    """RFC 2046 5.1.4: the last part is the preferred one."""
    parts = [part.get_content_type() for part in filled(compiled()).walk()]
    assert parts == ["multipart/alternative", "text/plain", "text/html"]


def test_names_of_the_holes_are_told() -> None:
    """Whoever fills can look up what is needed, once."""
    assert compiled(text=(Slot("x", "text"),)).names == {"to", "leave", "x"}


def test_what_is_remembered_is_bounded() -> None:
    """A million readers do not fill the memory."""
    blank = compiled()
    for number in range(3000):
        blank.fill({"to": f"a{number}@b.fr"})
    assert max(len(filling.known) for filling in blank._fillings) <= 1024
