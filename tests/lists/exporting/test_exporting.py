"""What is exported is what the import reads: the same people give the same bytes, wherever they came from."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select
from stdnum import luhn

from lists import exporting, importing, mailing_lists
from lists.exporting import Table
from lists.kinds import ImportKind, SubscriptionState, SuppressionReason
from lists.models import Contact, MailingList, Organisation
from lists.permission import suppressing
from runtime import database as databases
from runtime import spreadsheets
from tests.lists import people

_HEADINGS = (
    "SIREN", "SIRET", "Dénomination", "NAF", "Effectif", "Adresse", "Code postal", "Commune", "Département",
    "Date de signature", "Civilité", "Prénom", "Nom", "Fonction", "E-mail", "Téléphone",
)  # fmt: skip
_ENCODINGS = {"utf-8": None, "utf-8-sig": None, "utf-16": None, "cp1252": None, "mac_roman": "mac_roman"}


def _siren(number: int) -> str:
    digits = f"{number:08d}"
    return digits + luhn.calc_check_digit(digits)


def _two_hundred() -> list[tuple[str, ...]]:
    """Return lines as an officer has them: accents, quotation marks, separators inside, several contacts a company."""
    rows: list[tuple[str, ...]] = []
    for number in range(200):
        company, second = divmod(number, 2)
        rows.append(
            (
                _siren(10 + company), "", f"Établissements L’Œuvre, « n° {company} » ; Fils & Cie", "62.01Z", "12",
                f"{company} rue de l’Église", "26000" if company % 2 else "01000", "Bourg-en-Bresse", "",
                f"{company % 28 + 1:02d}/06/2009", "Mme" if second else "M.", f"Zoé-{number}", "de La Motte",
                "Directrice des ressources humaines", f"lecteur{number}@entreprise{company}.example",
                "01 99 00 12 34" if second else "",
            )
        )  # fmt: skip
    return rows


def _text(rows: list[tuple[str, ...]], separator: str) -> str:
    held = io.StringIO(newline="")
    csv.writer(held, delimiter=separator).writerows([_HEADINGS, *rows])
    return held.getvalue()


@pytest.fixture
def fresh(migrated: Path, tmp_path: Path) -> Iterator[Callable[[], Session]]:
    """Return a maker of installations, each with a database of its own and one mailing list."""
    opened: list[Session] = []

    def make() -> Session:
        path = shutil.copyfile(migrated, tmp_path / f"{len(opened)}.db")
        session = Session(databases.connect(f"sqlite:///{path}").engine)
        mailing_lists.make_first(session, "Lettre")
        opened.append(session)
        return session

    yield make
    for session in opened:
        session.close()
        session.get_bind().engine.dispose()


def _bring(session: Session, raw: bytes, kind: str = "companies", encoding: str | None = None, name: str = "f") -> None:
    file = importing.File(raw, name, ImportKind(kind), encoding)
    importing.import_file(session, file, mailing_list_id=1, keyring=people.KEYRING, now=people.NOW, actor="test")


def _export(session: Session, kind: str = "companies") -> Table:
    return exporting.export(session, ImportKind(kind), 1)


def _workbook(headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> bytes:
    return spreadsheets.xlsx([spreadsheets.Table("Lecteurs", headings, rows)])


def _csv(session: Session, kind: str = "companies") -> bytes:
    table = _export(session, kind)
    return spreadsheets.csv_rows(table.headings, table.rows)


def test_one_file_in_every_encoding_and_with_every_separator_is_one_export(fresh: Callable[[], Session]) -> None:
    """Byte for byte; Mac Roman must be said."""
    exported = set()
    for encoding, said in _ENCODINGS.items():
        for separator in ";,\t":
            session = fresh()
            _bring(session, _text(_two_hundred(), separator).encode(encoding), encoding=said, name=f"{encoding}.csv")
            exported.add(_csv(session))
    assert len(exported) == 1
    assert exported.pop().decode("utf-8-sig").count("\r\n") == 201


def test_the_order_of_the_lines_does_not_matter(fresh: Callable[[], Session]) -> None:
    """The file is sorted."""
    one, other = fresh(), fresh()
    _bring(one, _text(_two_hundred(), ";").encode())
    _bring(other, _text(_two_hundred()[::-1], ";").encode())
    assert _csv(one) == _csv(other)


@pytest.mark.parametrize("write", [spreadsheets.csv_rows, _workbook])
def test_what_is_exported_comes_back_the_same(
    fresh: Callable[[], Session], write: Callable[[tuple[str, ...], tuple[tuple[str, ...], ...]], bytes]
) -> None:
    """In another installation, and as no change in this one."""
    session, other = fresh(), fresh()
    _bring(session, _text(_two_hundred(), ";").encode())
    table = _export(session)
    file = write(table.headings, table.rows)
    _bring(other, file)
    assert _csv(other) == _csv(session)
    again = importing.import_file(
        session, importing.File(file, "f", ImportKind.COMPANIES),
        mailing_list_id=1, keyring=people.KEYRING, now=people.NOW, actor="test",
    )  # fmt: skip
    assert again.unchanged == 200


WHOLE = (
    "SIREN;Dénomination;NAF;NAF 2025;Site;Ouverte le;Fermée le;Date de signature;Enregistrée le;Retirée le;Apporteur;"
    "Nom;Fonction;E-mail;Téléphone;Rôle;Rang;Nature;Origine;Collecté le;Informé le\n"
    "000100008;=Ombelle;62.01Z;62.10Y;https://ombelle.example;01/02/2003;01/09/2009;16/06/2008;17/06/2008;01/08/2009;"
    "ML26;@Martin;DRH;zoe@o.example;+44 20 7946 0000;RSE;2;générique;Salon;16/06/2007;17/06/2007\n"
    "000100008;;;;;;;16/06/2009;;;;;;;;;;;;;\n"
)


def test_every_column_comes_back(fresh: Callable[[], Session]) -> None:
    """Those that few files have too, on the lines that they belong to."""
    session, other = fresh(), fresh()
    for one in (session, other):
        people.organisation(one, "Mission locale", kind="local_mission", code="ML26")
    _bring(session, WHOLE.encode())
    _bring(other, _csv(session))
    assert _csv(other) == _csv(session)
    headings, rows = _export(session).headings, _export(session).rows
    assert set(WHOLE.partition("\n")[0].split(";")) <= set(headings)
    assert [dict(zip(headings, row, strict=True))["Date de signature"] for row in rows] == ["16/06/2008", "16/06/2009"]


def test_missions_come_back_with_their_twin_columns(fresh: Callable[[], Session]) -> None:
    """« Nom » and « Téléphone » are there twice."""
    session, other = fresh(), fresh()
    file = (
        "Code;Nom;Code postal;Animation régionale;Téléphone;Départements desservis;Prénom;Nom;E-mail;Téléphone\n"
        "ML26;Mission locale de Valence;26000;ARML;04 65 71 00 01;07, 38;Ana;Dupont;ana@ml.example;04 65 71 00 02\n"
    )
    _bring(session, file.encode(), "missions")
    _bring(other, _csv(session, "missions"), "missions")
    assert _csv(other, "missions") == _csv(session, "missions")
    assert _export(session, "missions").headings[:8] == (
        "Code", "Nom", "Code postal", "Commune", "Département", "Animation régionale", "Téléphone", "Site",
    )  # fmt: skip


def test_contacts_come_back_to_their_organisations(fresh: Callable[[], Session]) -> None:
    """By SIREN, code, or name; whoever has none too."""
    session, other = fresh(), fresh()
    for one in (session, other):
        people.organisation(one, "Ombelle", siren="000100008")
        people.organisation(one, "Mission locale", kind="local_mission", code="ML26")
    _bring(session, b"SIREN;Code;E-mail\n000100008;;a@o.example\n;ML26;b@o.example\n;;c@o.example\n", "contacts")
    _bring(other, _csv(session, "contacts"), "contacts")
    assert _csv(other, "contacts") == _csv(session, "contacts")
    assert other.exec(select(Contact.organisation_id).order_by(Contact.email)).all() == [1, 2, None]


@pytest.mark.parametrize(
    "reason",
    [
        SuppressionReason.OBJECTION,
        SuppressionReason.UNSUBSCRIBED,
        SuppressionReason.COMPLAINED,
        SuppressionReason.ERASED,
    ],
)
def test_whoever_does_not_want_letters_is_not_handed_out(
    session: Session, letter: int, reason: SuppressionReason
) -> None:
    """A file is used elsewhere, where nobody knows."""
    company = people.organisation(session)
    people.contact(session, "zoe@o.example", organisation_id=company, mailing_list_id=letter)
    suppressing.suppress(session, people.key("zoe@o.example"), reason=reason, since=people.NOW, evidence="courrier")
    table = exporting.export(session, ImportKind.COMPANIES, letter)
    assert (len(table.rows), table.left_out) == (1, 1)
    assert "zoe@o.example" not in table.rows[0]


@pytest.mark.parametrize("state", [SubscriptionState.PENDING, SubscriptionState.LEFT])
def test_whoever_left_or_did_not_confirm_is_not_handed_out(
    session: Session, letter: int, state: SubscriptionState
) -> None:
    """Nor whoever is on another list only."""
    other = MailingList(name="Autre")
    session.add(other)
    session.flush()
    people.contact(session, "zoe@o.example", mailing_list_id=letter, state=state)
    people.contact(session, "ana@o.example", mailing_list_id=other.id)
    table = exporting.export(session, ImportKind.CONTACTS, letter)
    assert (table.rows, table.left_out) == ((), 1)


def test_an_address_that_bounced_is_shown_so_that_it_can_be_put_right(session: Session, letter: int) -> None:
    """Its server spoke, not its person."""
    people.contact(session, "zoe@o.example", mailing_list_id=letter)
    suppressing.suppress(
        session, people.key("zoe@o.example"), reason=SuppressionReason.BOUNCED, since=people.NOW, evidence="550"
    )
    assert len(exporting.export(session, ImportKind.CONTACTS, letter).rows) == 1


def test_objections_come_back_with_their_day(session: Session, letter: int) -> None:
    """Of those whose address is still known."""
    people.contact(session, "zoe@o.example", mailing_list_id=letter)
    since = people.NOW - timedelta(days=30)
    for email in ("zoe@o.example", "gone@o.example"):
        suppressing.suppress(
            session, people.key(email), reason=SuppressionReason.OBJECTION, since=since, evidence="courrier"
        )
    table = exporting.export(session, ImportKind.OBJECTIONS, letter)
    assert (table.headings, table.rows) == (("E-mail", "Date"), (("zoe@o.example", "16/08/2009"),))


def test_people_stand_in_the_order_in_which_they_are_written_to(session: Session, letter: int) -> None:
    """By rank, then by name."""
    company = people.organisation(session)
    for email, name, rank in (
        ("a@o.example", "Abel", None),
        ("b@o.example", "Zola", 1),
        ("c@o.example", "Éluard", None),
    ):
        people.contact(session, email, organisation_id=company, mailing_list_id=letter, last_name=name, rank=rank)
    rows = exporting.export(session, ImportKind.COMPANIES, letter).rows
    assert [row[12] for row in rows] == ["Zola", "Abel", "Éluard"]


def test_what_was_entered_by_hand_is_exported_with_its_origin(session: Session, letter: int) -> None:
    """No import can say it again."""
    people.contact(session, "zoe@o.example", mailing_list_id=letter)
    headings = exporting.export(session, ImportKind.CONTACTS, letter).headings
    assert headings[-2:] == ("Origine", "Collecté le")


def test_an_organisation_that_closed_says_so(session: Session, letter: int) -> None:
    """Only then is there a column for it."""
    session.add(Organisation(kind="company", name="Ombelle", active_until=date(2009, 8, 31)))
    session.flush()
    table = exporting.export(session, ImportKind.COMPANIES, letter)
    assert (table.headings[-1], table.rows[0][-1]) == ("Fermée le", "31/08/2009")
