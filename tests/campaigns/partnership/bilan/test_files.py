"""The files of a review: the same octets each time, tagged, whole, and without any reader's data."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from campaigns import errors
from campaigns.partnership.bilan import correcting, files, page, text_document
from campaigns.partnership.bilan.periods import Asked
from campaigns.partnership.bilan.reviewing import Review
from campaigns.partnership.statuses.status import Status
from runtime.installation import Installation
from tests import pdfs
from tests.campaigns.partnership.bilan import year
from tests.campaigns.partnership.conventions import adopted, other

WHOLE = Asked(year.FIRST, year.LAST, date(2010, 6, 16))


@pytest.mark.parametrize("ending", ["pdf", "html", "odt", "json"])
def test_the_same_input_gives_the_same_octets(lived: Installation, ending: str) -> None:
    """CP-1: whoever makes it again can compare the hashes."""
    first, second = (files.reviewed(lived, WHOLE, f"bilan.{ending}").content for _again in range(2))

    assert first
    assert first == second


def test_the_paper_is_a_tagged_document_in_french(review: Review) -> None:
    """PDF/UA-1: a screen reader finds headings, tables and the words of pictures."""
    laid_open = pdfs.unpacked(page.pdf(review))

    assert b"<pdfuaid:part>1</pdfuaid:part>" in laid_open or b'pdfuaid:part="1"' in laid_open
    assert b"/Lang (fr)" in laid_open
    assert b"/StructTreeRoot" in laid_open


def test_clauses_stand_on_the_page_as_they_were_signed(review: Review) -> None:
    """Character by character, faults included; the reasons and both logos stand beside them."""
    html = page.html(review)

    assert "portant sur la promotion la diversité" in html
    assert year.REASON in html
    assert html.count('src="data:image/png;base64,') == 2
    assert "Projet, à compléter" in html
    assert "du 16 juin 2010 au 15 juin 2011" in html.replace("\u00a0", " ")


def test_no_reader_stands_in_any_file(lived: Installation, review: Review) -> None:
    """Neither an address nor the name of a person who is designated or reads."""
    odt = zipfile.ZipFile(io.BytesIO(text_document.odt(review))).read("content.xml").decode()
    texts = [page.html(review), odt, json.dumps(review.as_json(), ensure_ascii=False)]

    for text in texts:
        assert not re.search(r"[\w.]+@[\w.]+", text)
        assert "Camille" not in text
        assert "Œuvrard" not in text


def test_the_text_document_is_whole_and_can_be_edited(review: Review) -> None:
    """An archive that says first what it is, with parts that are XML, and every commitment under its heading."""
    archive = zipfile.ZipFile(io.BytesIO(text_document.odt(review)))
    parts = [name for name in archive.namelist() if name.endswith(".xml")]
    content = archive.read("content.xml").decode()

    assert archive.infolist()[0].filename == "mimetype"
    assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
    assert all(ET.fromstring(archive.read(name)) is not None for name in parts)
    assert all(f">{one.commitment.id} – " in content for one in review.standings)
    assert "portant sur la promotion la diversité" in content


def test_a_correction_is_printed_with_what_was_computed(lived: Installation) -> None:
    """Both, with the reason."""
    correcting.correct(lived, "E3.S4", Status.KEPT, "Tenue à Lyon.", "test")
    html = (files.reviewed(lived, Asked(), "bilan.html").content or b"").decode().replace("\u00a0", " ")

    assert "Statut calculé : non tenu. Corrigé par le comité le 16 juin 2010 : tenu. Raison : Tenue à Lyon." in html


def test_another_ending_is_refused(lived: Installation) -> None:
    """Before anything is computed."""
    with pytest.raises(errors.FileRefused):
        files.reviewed(lived, Asked(), "bilan.docx")


def test_the_review_of_another_convention_speaks_of_its_partners_alone(opened: Installation) -> None:
    """No word of the convention of 2009 stands in it."""
    adopted(opened, other())
    made = [files.reviewed(opened, Asked(), f"b.{ending}").content or b"" for ending in ("html", "json")]

    for text in (one.decode().casefold() for one in made):
        assert "réseau des bibliothèques" in text
        assert not [word for word in ("mission locale", "missions locales", "charte", "cnml") if word in text]
