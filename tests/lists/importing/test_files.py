"""Files as they really come: encodings, separators, titles, totals, damage."""

from __future__ import annotations

import codecs
import unicodedata

import pytest
import sqlalchemy
from sqlmodel import Session, col

from lists import errors
from lists.models import Contact, Organisation
from tests.lists.importing.conftest import Bring

HEAD = "SIREN;Dénomination;E-mail"
LINE = "000100008;Cœur d’Éclaircie – Œuvrard;zoe@a.example"
FILE = f"{HEAD}\r\n{LINE}\r\n"


def _names(session: Session) -> list[str]:
    return list(session.scalars(sqlalchemy.select(col(Organisation.name))))


@pytest.mark.parametrize(
    "raw",
    [
        FILE.encode(),
        codecs.BOM_UTF8 + FILE.encode(),
        FILE.encode("utf-16"),
        codecs.BOM_UTF16_BE + FILE.encode("utf-16-be"),
        FILE.encode("cp1252"),
        unicodedata.normalize("NFD", FILE).encode(),
        FILE.replace(";", ",").encode(),
        FILE.replace(";", "\t").encode("utf-16"),
        FILE.replace("\r\n", "\r").encode(),
    ],
)
def test_encodings_and_separators_are_recognised(session: Session, bring: Bring, raw: bytes) -> None:
    """The œ, the ’ and the – do not exist in latin-1 but do in cp1252."""
    assert bring(raw).created == 1
    assert _names(session) == ["Cœur d’Éclaircie – Œuvrard"]


def test_another_encoding_is_said_never_guessed(session: Session, bring: Bring) -> None:
    """Mac Roman, from an old Mac; latin-1 is understood as what people mean by it."""
    assert bring(FILE.encode("mac_roman"), encoding="mac_roman").created == 1
    assert _names(session) == ["Cœur d’Éclaircie – Œuvrard"]
    assert bring(FILE.encode("cp1252"), encoding="latin-1").unchanged == 1


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_an_old_encoding_is_offered_by_name(bring: Bring, encoding: str) -> None:
    """With a word as it would be read, and as it was meant."""
    file = f"{HEAD}\n000100008;Société Éclaircie à Évry;zoe@a.example\n".encode(encoding)
    with pytest.raises(errors.EncodingUnclear) as refused:
        bring(file)
    assert refused.value.better == encoding
    assert "Dénomination" in str(refused.value)


def test_a_supposed_encoding_is_shown(bring: Bring) -> None:
    """Lines with accents, so that a person sees whether they are right; none when there was no doubt."""
    assert bring(FILE.encode("cp1252")).samples == (HEAD, LINE)
    assert bring(FILE).samples == ()
    assert bring(FILE.encode("cp1252"), encoding="cp1252").samples == ()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"PK\x03\x04\x14\0", "archive"),
        (b"%PDF-1.4", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "classeur"),
        (b"SIREN;\0\0\0", "fichier texte"),
        (b"", "vide"),
        (b" \r\n ", "vide"),
        (f"{HEAD}\n{LINE}\n".encode() + b"caf\xe9", "ligne 3"),
        (HEAD.encode("cp1252") + b"\n\x81;x;", "ligne 2"),
        (codecs.BOM_UTF8 + b"SIREN\n\xff", "ligne 2"),
        (b"Bonjour;tout;le;monde\n1;2;3;4", "SIREN ou SIRET"),
        (f'{HEAD}\n000100008;"Jamais fermé;x\n{LINE * 9000}'.encode(), "ligne 2"),
        (f'{HEAD}\n000100008;"Jamais fermé;x\n'.encode() + b"a\n" * 99, "ligne 2"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(bring: Bring, raw: bytes, words: str) -> None:
    """One French sentence says what to do, or where."""
    with pytest.raises(errors.FileRefused) as refused:
        bring(raw)
    assert words in str(refused.value)


@pytest.mark.parametrize("encoding", ["klingon", "base64", "\0"])
def test_an_unknown_encoding_is_refused(bring: Bring, encoding: str) -> None:
    """What is no encoding of text is unknown too."""
    with pytest.raises(errors.FileRefused):
        bring(FILE, encoding=encoding)


def test_titles_totals_and_empty_lines_are_left_out_and_said(bring: Bring) -> None:
    """Lines are numbered as a text editor does."""
    report = bring(f"Signataires 2009;;\n;;\n{HEAD}\n{LINE}\n;;\n;;\nTOTAL;1;\nTotal : 1;;\n;;")
    assert (report.rows, report.created) == (1, 1)
    assert [(one.line, one.reason) for one in report.skipped] == [
        (1, "titre au-dessus des en-têtes"),
        (2, "1 ligne vide"),
        (5, "2 lignes vides"),
        (7, "ligne de total"),
        (8, "ligne de total"),
        (9, "1 ligne vide"),
    ]


def test_a_company_named_total_is_no_total(session: Session, bring: Bring) -> None:
    """It has a SIREN."""
    bring(f"{HEAD}\n000100008;TOTAL;zoe@a.example")
    assert _names(session) == ["TOTAL"]


def test_a_column_that_nobody_knows_is_named(bring: Bring) -> None:
    """At the line of the headings."""
    report = bring("SIREN;Couleur;Dénomination\n000100008;bleu;Ombelle")
    assert [(one.line, one.reason) for one in report.skipped] == [(1, "colonne inconnue «\u00a0Couleur\u00a0»")]


def test_a_line_with_more_cells_than_headings_is_refused(bring: Bring) -> None:
    """Its cells have slipped; empty ones at the end are nothing."""
    report = bring("SIREN,Dénomination,Commune\n000100008,Ombelle, Fils et Cie,Lyon\n000100016,Brume,Lyon,,")
    assert [one.line for one in report.rejected] == [2]
    assert (report.rows, report.created) == (2, 1)


def test_a_line_break_in_a_quoted_cell_is_a_space(session: Session, bring: Bring) -> None:
    """And the next line keeps its number."""
    report = bring(f'{HEAD}\n000100008;"Ombelle\net Fils";\nfaux;Brume;')
    assert _names(session) == ["Ombelle et Fils"]
    assert [one.line for one in report.rejected] == [4]


def test_headings_are_known_in_any_case_and_order(session: Session, bring: Bring) -> None:
    """With or without accents, and by their usual synonyms."""
    bring("courriel;RAISON SOCIALE;n° siren;denomination du site\nzoe@a.example;Ombelle;000100008;x")
    assert session.scalars(sqlalchemy.select(col(Contact.email))).all() == ["zoe@a.example"]
    assert _names(session) == ["Ombelle"]


def test_a_control_character_refuses_its_line(bring: Bring) -> None:
    """It would end in a letter."""
    report = bring(f"{HEAD}\n000100008;Om\x07belle;")
    assert [(one.line, one.field) for one in report.rejected] == [(2, "Dénomination")]
