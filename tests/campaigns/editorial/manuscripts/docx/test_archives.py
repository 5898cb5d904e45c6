"""A file that somebody sends is opened as if an enemy had made it."""

from __future__ import annotations

import io
import resource
import zipfile

import pytest

from campaigns.editorial.manuscripts import manuscript
from campaigns.editorial.manuscripts.docx import parsing
from tests.campaigns.editorial.manuscripts import words

_HEAD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_FOOT = b"</w:body></w:document>"
_LAUGHS = (
    b'<!DOCTYPE w:document [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
)
_DECLARED = "une déclaration de type de document s’y trouve"


def with_text(document: bytes) -> bytes:
    """Return a Word file whose text is this."""
    return words.repacked(words.saved(words.empty()), {"word/document.xml": document})


def refusal(raw: bytes) -> str:
    """Return why a file is refused."""
    with pytest.raises(manuscript.Unreadable) as refused:
        parsing.read(raw)
    return str(refused.value)


def test_an_archive_that_unpacks_to_too_much_is_refused_without_being_unpacked() -> None:
    """A fraction of a megabyte that would be 150: memory stays where it was."""
    bomb = with_text(_HEAD + b"<w:p><w:r><w:t>" + b" " * 150_000_000 + b"</w:t></w:r></w:p>" + _FOOT)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert len(bomb) < 1_000_000
    assert "bien plus de données" in refusal(bomb)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000


@pytest.mark.parametrize(
    ("declaration", "said", "because"),
    [
        (_LAUGHS, b"&j;", "l’archive est abîmée"),  # the parser of XML itself has had enough
        (b'<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>', b"&a;", _DECLARED),
        (b'<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/a.dtd">', b"ha", _DECLARED),
    ],
)
def test_a_text_that_declares_entities_is_refused(declaration: bytes, said: bytes, because: str) -> None:
    """A thousand million laughs, somebody else's file, an address to be fetched: no Word writes these."""
    text = declaration + _HEAD + b"<w:p><w:r><w:t>" + said + b"</w:t></w:r></w:p>" + _FOOT

    assert refusal(with_text(text)) == f"{because} : ouvrez-le dans Word et enregistrez-le de nouveau"


def test_elements_inside_elements_have_an_end() -> None:
    """No file exhausts the stack."""
    deep = b"<w:tbl><w:tr><w:tc>" * 70 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 70

    assert "imbriqués" in refusal(with_text(_HEAD + deep + _FOOT))


def test_words_may_lie_deep_inside() -> None:
    """As deep as the parser of XML goes."""
    deep = b"<w:p>" + b"<w:smartTag>" * 240 + b"<w:r><w:t>fond</w:t></w:r>" + b"</w:smartTag>" * 240 + b"</w:p>"

    assert words.words(parsing.read(with_text(_HEAD + deep + _FOOT))) == ["fond"]


@pytest.mark.parametrize(
    ("raw", "what_to_do"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "sans mot de passe"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "enregistrez-le au format .docx"),
        (rb"{\rtf1\ansi Bonjour}", "enregistrez-le au format .docx"),
        (b"", "pas un document Word"),
        (b"Bonjour", "pas un document Word"),
        (b"PK\x03\x04" + bytes(100), "pas un document Word"),
    ],
)
def test_what_is_no_word_file_is_refused_with_what_to_do(raw: bytes, what_to_do: str) -> None:
    """An old file, one with a password, one that is something else."""
    assert what_to_do in refusal(raw)


def test_other_archives_are_no_word_files() -> None:
    """A spreadsheet, a text of LibreOffice, an empty archive."""
    for parts, said in (({"a.txt": b""}, "pas un document Word"), ({"mimetype": b"x"}, "OpenDocument")):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        assert said in refusal(held.getvalue())


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.99])
def test_half_a_file_is_refused(cut: float) -> None:
    """As a broken download leaves it."""
    raw = words.saved(words.empty())

    assert refusal(raw[: int(len(raw) * cut)])


def test_a_damaged_part_is_refused_in_a_sentence() -> None:
    """No traceback, whichever octet is wrong."""
    raw = bytearray(with_text(_HEAD + b"<w:p><w:r><w:t>Un texte</w:t></w:r></w:p>" * 50 + _FOOT))
    place = raw.index(b"word/document.xml") + 60
    raw[place : place + 40] = bytes(40)

    assert "abîmée" in refusal(bytes(raw))
