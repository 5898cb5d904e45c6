"""The letter of the demo, as it goes over the wire: what every reader's mail program relies upon."""

from __future__ import annotations

import email
import email.policy
import re
from collections import Counter
from email.message import EmailMessage
from pathlib import Path

import lxml.html
import pytest

from cli.demo import building, cast
from cli.demo.folders import prepare
from runtime import settings
from runtime.installation import Installation
from tests import cast as people
from tests import proofs

HOSTILE_NAME = '{{ 7*7777 }} <b>"; DROP'
HOSTILE_TITLE = "{% for x in y %}"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Installation, int, str]:
    """The demo's installation, its issue, and the address of one of its readers."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    players = cast.draw()
    prepare(folder)
    built = building.build(folder, "smtp://127.0.0.1:25", settings.load(), players, "test")
    return built.installation, built.issue_id, players.reader.email


@pytest.fixture(scope="module")
def raw(demo: tuple[Installation, int, str], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of one letter."""
    opened, issue, reader = demo
    folder = tmp_path_factory.mktemp("letter")
    proofs.render(opened, issue, reader, folder)
    return (folder / "letter.eml").read_bytes()


def parse(raw: bytes) -> EmailMessage:
    """Read the bytes as Python's own reader does."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def html(message: EmailMessage) -> str:
    """Return the HTML part."""
    part = message.get_body(("html",))
    assert part is not None
    return str(part.get_content())


def text(message: EmailMessage) -> str:
    """Return the text part."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_it_parses_without_a_defect(raw: bytes) -> None:
    """In every part."""
    assert [part.defects for part in parse(raw).walk() if part.defects] == []


def test_its_lines_are_canonical(raw: bytes) -> None:
    """CRLF only, 998 octets at most, no octet above 127, no line that begins with a dot (RFC 5321, 5322)."""
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", raw)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert raw.isascii()
    assert b"\r\n." not in raw


def test_it_has_one_of_each_header(raw: bytes) -> None:
    """And those that a newsletter must have."""
    names = Counter(name.lower() for name in parse(raw))

    assert set(names.values()) == {1}
    assert {"date", "from", "to", "subject", "message-id", "list-unsubscribe", "list-unsubscribe-post", "list-id",
            "feedback-id", "mime-version"} <= set(names)  # fmt: skip


def test_the_unsubscribe_header_is_one_plain_line(raw: bytes) -> None:
    """No encoded-word, no folding inside the address (RFC 8058)."""
    line = next(line for line in raw.split(b"\r\n") if line.startswith(b"List-Unsubscribe: "))

    assert re.fullmatch(rb"List-Unsubscribe: <https?://[^>\s]+>", line)


def test_the_html_says_what_it_is(raw: bytes) -> None:
    """Document type, language, title."""
    document = html(parse(raw))
    tree = lxml.html.fromstring(document)

    assert document.lstrip().lower().startswith("<!doctype html")
    assert tree.get("lang") == "fr"
    assert tree.findtext(".//title")


def test_every_picture_has_an_alternative(raw: bytes) -> None:
    """Words, or empty where it decorates."""
    pictures = lxml.html.fromstring(html(parse(raw))).findall(".//img")

    assert pictures
    assert all(picture.get("alt") is not None for picture in pictures)


def test_nothing_is_loaded_from_a_third_party(raw: bytes) -> None:
    """Pictures, styles and fonts come from this installation or not at all."""
    document = html(parse(raw))
    loaded = re.findall(r"""(?:src|background)=["'](https?://[^"']+)|url\(["']?(https?://[^"')]+)""", document)

    assert {address.split("/")[2] for pair in loaded for address in pair if address} == {"127.0.0.1:8000"}
    assert "<link" not in document
    assert "@import" not in document


def test_it_is_light_enough_to_be_shown_whole(raw: bytes) -> None:
    """Gmail cuts beyond 102 KB."""
    assert len(html(parse(raw)).encode()) < 102_000


def test_both_parts_lead_to_the_same_places(raw: bytes) -> None:
    """Whoever reads the text misses no link."""
    message = parse(raw)
    links = {link for link in lxml.html.fromstring(html(message)).xpath("//a/@href") if link.startswith("http")}
    written = text(message)

    assert [link for link in links if link not in written] == []


def test_two_renderings_are_the_same_bytes(demo: tuple[Installation, int, str], raw: bytes, tmp_path: Path) -> None:
    """But for the second at which they were made."""
    opened, issue, reader = demo
    proofs.render(opened, issue, reader, tmp_path)
    again = (tmp_path / "letter.eml").read_bytes()

    def undated(letter: bytes) -> bytes:
        return re.sub(rb"\r\nDate: [^\r]+", b"", letter)

    assert undated(again) == undated(raw)


@pytest.fixture
def hostile(opened: Installation, tmp_path: Path) -> EmailMessage:
    """A letter to a reader with a hostile name, about an article with a hostile title, both in the subject."""
    with opened.database.transaction() as session:
        people.publish(session)
        company = people.organisation(session, "Ateliers Brumevent")
        people.reader(session, opened, people.ZOE, company, HOSTILE_NAME)
        article = people.ARTICLE.replace("Le bus de l’emploi s’arrête au pied des immeubles", f"'{HOSTILE_TITLE}'")
        issue = people.issue(session, opened, tmp_path, article)
        issue.subject = f"{HOSTILE_TITLE} {{{{ prenom | Madame, Monsieur }}}}"
        session.add(issue)
    proofs.render(opened, issue.id or 0, people.ZOE, tmp_path)
    return parse((tmp_path / "letter.eml").read_bytes())


def test_hostile_words_are_literal_in_the_subject(hostile: EmailMessage) -> None:
    """Nothing a person typed is template source."""
    assert str(hostile["Subject"]) == f"{HOSTILE_TITLE} {HOSTILE_NAME}"


def test_hostile_words_are_literal_in_the_text(hostile: EmailMessage) -> None:
    """As they were typed."""
    assert HOSTILE_NAME in text(hostile)
    assert HOSTILE_TITLE in text(hostile)


def test_hostile_words_are_escaped_in_the_html(hostile: EmailMessage) -> None:
    """A reader sees them, a browser does not obey them."""
    document = html(hostile)
    shown = lxml.html.fromstring(document).text_content()

    assert HOSTILE_NAME in shown
    assert HOSTILE_TITLE in shown
    assert '<b>"; DROP' not in document
