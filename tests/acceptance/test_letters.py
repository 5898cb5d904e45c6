"""What strangers make of every letter: a spam filter, two readers of mail, a verifier of signatures, a validator."""

from __future__ import annotations

from collections.abc import Iterable
from email.utils import getaddresses
from pathlib import Path

import mailparser
import pytest

from mailer.dkim import Key
from templates import catalogue
from tests.acceptance import letters, validators
from tests.acceptance.letters import Written
from tests.mailer.dkim import verifier

#: What MJML writes for Outlook, which no validator knows, and no client minds.
_OF_MJML = {
    "Attribute “xmlns:v” not allowed here.",
    "Attribute “xmlns:o” not allowed here.",
    "CSS: “mso-table-lspace”: Property “mso-table-lspace” doesn't exist.",
    "CSS: “mso-table-rspace”: Property “mso-table-rspace” doesn't exist.",
}
_ADDRESSES = {"From", "To", "Reply-To"}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Written], tuple[Key, ...]]:
    """One letter of each template."""
    return letters.everything(tmp_path_factory.mktemp("letters"))


def test_there_is_one_of_each(written: tuple[list[Written], tuple[Key, ...]]) -> None:
    """Whoever adds a template adds it here."""
    assert [one.name for one in written[0]] == list(catalogue.EMAILS)


def test_spamassassin_takes_none_for_spam(written: tuple[list[Written], tuple[Key, ...]], tmp_path: Path) -> None:
    """Under one point; five are spam."""
    scores = validators.spam_scores([one.raw for one in written[0]], tmp_path)
    told = {one.name: score for one, score in zip(written[0], scores, strict=True)}
    print(told)  # noqa: T201 -- `make acceptance` shows it with -s

    assert {name: score for name, score in told.items() if score[0] >= 1} == {}


def test_every_signature_holds(written: tuple[list[Written], tuple[Key, ...]]) -> None:
    """Both of each letter, as dkimpy sees them."""
    found, keys = written

    assert {one.name: verifier.verdicts(one.raw, keys) for one in found} == {one.name: [True, True] for one in found}


def test_two_readers_of_mail_read_the_same(written: tuple[list[Written], tuple[Key, ...]]) -> None:
    """Every header, every text and every file, and neither finds a defect."""
    for one in written[0]:
        theirs, ours = mailparser.parse_from_bytes(one.raw), one.message

        assert (theirs.defects, ours.defects, [part.defects for part in ours.walk() if part.defects]) == ([], [], [])
        assert _said(ours.items()) == _said((name, one) for name, said in theirs.headers.items() for one in _each(said))
        bodies = [part for part in ours.walk() if not part.is_multipart() and not part.get_filename()]
        assert [part.get_content_type() for part in bodies] == ["text/plain", "text/html"]
        assert _lines([part.get_content() for part in bodies]) == _lines([*theirs.text_plain, *theirs.text_html])
        files = [part for part in ours.walk() if part.get_filename()]
        assert [_file(part) for part in files] == [
            (file["filename"], file["mail_content_type"], file["payload"].replace("\n", "").replace("\r", ""))
            for file in theirs.attachments
        ]


def test_the_html_is_valid_but_for_what_mjml_writes(
    written: tuple[list[Written], tuple[Key, ...]], tmp_path: Path
) -> None:
    """The checker of the W3C has nothing else to say."""
    found = validators.html_errors({one.name: one.html for one in written[0]}, tmp_path)

    assert {name: sorted(set(said) - _OF_MJML) for name, said in found.items() if set(said) - _OF_MJML} == {}
    assert set(found["newsletter"]) == _OF_MJML


def _each(said: object) -> list[object]:
    """Return the values of a header that mail-parser read: several signatures stand in a list, and so do addresses."""
    return said if isinstance(said, list) and all(isinstance(one, str) for one in said) else [said]


def _said(headers: Iterable[tuple[str, object]]) -> list[tuple[str, object]]:
    """Return headers as a person reads them, in the order of the alphabet."""
    return sorted(
        (name, value if isinstance(value, list) else getaddresses([str(value)]) if name in _ADDRESSES
         else " ".join(str(value).split()))
        for name, value in headers
    )  # fmt: skip


def _lines(texts: list[str]) -> list[list[str]]:
    return [text.strip().splitlines() for text in texts]


def _file(part: object) -> tuple[str, str, str]:
    return (
        part.get_filename(),  # type: ignore[attr-defined]
        part.get_content_type(),  # type: ignore[attr-defined]
        part.get_payload().replace("\n", "").replace("\r", ""),  # type: ignore[attr-defined]
    )
