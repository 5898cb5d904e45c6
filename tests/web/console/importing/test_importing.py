"""An officer imports her Excel list by forms alone, sees first what it would change, and takes it back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlmodel import select

from accounts.roles import Role
from campaigns.editorial import publications
from lists import audiences
from lists.kinds import SuppressionReason
from lists.models import Contact, Organisation
from lists.permission import suppressing
from runtime import spreadsheets
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer

PATH = "/destinataires/imports"
HEAD = ("Prénom", "Nom", "Courriel", "Société")
#: A row of what is refused: the reason first.
REFUSED = r'<th scope="row">(.*?)</th><td[^>]*class="number">(\d+)</td>'
ROWS = (
    ("Anne", "Martin", "anne@ombelle.example", "Ombelle"),
    ("Loïc", "Le Gall", "loic@ombelle.example", "Ombelle"),
    ("Zoé", "Œuvrard", "zoe brume.example", "Brume"),
    ("Iris", "Vidal", "iris@brume.example", "Brume"),
    ("Ugo", "Petit", "ugo@@brume.example", "Brume"),
)


@pytest.fixture(autouse=True)
def _letter(opened: Installation) -> None:
    with opened.database.transaction() as session:
        cast.publish(session)


def workbook(rows: tuple[tuple[str, ...], ...] = ROWS, head: tuple[str, ...] = HEAD) -> bytes:
    """Return a list as Excel keeps it."""
    return spreadsheets.xlsx([spreadsheets.Table("Feuil1", head, rows)])


def upload(officer: Officer, content: bytes, name: str = "liste.xlsx", kind: str = "contacts") -> str:
    """Choose a file; return the address of what was made of it."""
    answer = officer.ask("POST", f"{PATH}/nouveau", data={"genre": kind}, files={"fichier": (name, content)})
    assert answer.status_code == 303, words(answer.text)
    return answer.headers["location"].rpartition("/")[0]


def simulate(officer: Officer, where: str, **said: str) -> str:
    """Go on from the columns; return the words of the simulation."""
    answer = officer.post(f"{where}/colonnes", {"origine": "le salon du 12 mars"} | said)
    assert answer.status_code == 303, words(answer.text)
    return words(officer.follow(answer).text)


def words(html: str) -> str:
    """Return what a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).split())


def known(opened: Installation) -> dict[str, str | None]:
    """Return who is known: address and organisation."""
    with opened.database.reading() as session:
        names = {one.id: one.name for one in session.exec(select(Organisation))}
        return {one.email: names.get(one.organisation_id or 0) for one in session.exec(select(Contact))}


def test_a_list_is_looked_at_simulated_imported_and_undone(opened: Installation) -> None:
    """Nothing is written before « Importer 3 personnes »; afterwards everything goes back."""
    marie = Officer(opened, Role.WRITE)
    where = upload(marie, workbook())
    columns = marie.get(f"{where}/colonnes").text
    assert "anne@ombelle.example" in columns
    assert re.search(r'<option value="email" selected>', columns)

    simulated = simulate(marie, where, creer="oui")
    assert "Simulation : rien n’est écrit" in simulated
    assert "Importer 3 personnes" in simulated
    assert known(opened) == {}

    result = marie.follow(marie.post(f"{where}/import"))
    at = result.headers["location"]
    assert known(opened) == {"anne@ombelle.example": "Ombelle", "loic@ombelle.example": "Ombelle",
                             "iris@brume.example": "Brume"}  # fmt: skip
    page = marie.get(at).text
    assert "le salon du 12 mars" in page
    assert "terminé" in words(marie.get(PATH).text)

    undone = marie.follow(marie.post(f"{at}/annuler"))
    assert "Cet import est annulé." in words(undone.text)
    assert known(opened) == {}
    assert "annuler" not in re.findall(r'action="([^"]+)"', marie.get(at).text)


def test_r19_what_is_refused_is_said_with_the_rows_of_excel_and_comes_back_corrected(opened: Installation) -> None:
    """Reason first, one kind at a time; the file of lines to correct imports as it is; nobody opposed comes back."""
    with opened.database.transaction() as session:
        key = cast.key(opened, "loic@ombelle.example")
        suppressing.suppress_all(
            session, [key], reason=SuppressionReason.OBJECTION, since=opened.clock.now(), evidence="par lettre"
        )
    marie = Officer(opened, Role.WRITE)
    where = upload(marie, workbook())
    simulated = simulate(marie, where)
    assert "Colonne « Société » : 3 valeurs refusées" in simulated
    assert "Colonne « Courriel »" not in simulated
    assert "Télécharger les 5 lignes à corriger" in simulated
    assert "Créer les organisations inconnues" in simulated

    answer = marie.follow(marie.post(f"{where}/simulation", {"creer": "oui"}))
    assert "Colonne « Courriel » : 2 valeurs refusées" in words(answer.text)
    assert [row for _reason, row in re.findall(REFUSED, answer.text)] == ["4", "6"]
    assert "Télécharger les 2 lignes à corriger" in words(answer.text)
    assert "Opposition du" in words(answer.text)
    marie.follow(marie.post(f"{where}/import"))
    lines = marie.get(f"{where}/lignes-a-corriger.xlsx").content

    again = upload(marie, lines, "lignes-a-corriger.xlsx")
    same = simulate(marie, again)
    assert "Colonne « Courriel » : 2 valeurs refusées" in same
    assert "Créer les organisations inconnues" not in same  # what was said of these columns is remembered
    mended = lines_of(lines, {"zoe brume.example": "zoe@brume.example", "ugo@@brume.example": "ugo@brume.example"})
    whole = upload(marie, mended, "lignes-a-corriger.xlsx")
    assert "Importer 2 personnes" in simulate(marie, whole)
    marie.post(f"{whole}/import")
    assert set(known(opened)) == {f"{one}.example" for one in ("anne@ombelle", "iris@brume", "zoe@brume", "ugo@brume")}
    with opened.database.reading() as session:
        counted = audiences.count(session, publications.chosen(session).mailing_list_id)
    assert counted.contacts == 4


def lines_of(content: bytes, corrections: dict[str, str]) -> bytes:
    """Return a workbook as somebody corrected it in a spreadsheet."""
    import python_calamine

    sheet = python_calamine.CalamineWorkbook.from_filelike(__import__("io").BytesIO(content)).get_sheet_by_index(0)
    head, *rows = [[corrections.get(str(cell), str(cell)) for cell in row] for row in sheet.iter_rows()]
    assert head[0] == "À corriger"
    return workbook(tuple(map(tuple, rows)), tuple(head))


def test_a_list_without_headings_in_another_encoding_comes_in(opened: Installation) -> None:
    """Each encoding is offered as lines; the columns are called by their letters."""
    marie = Officer(opened, Role.WRITE)
    raw = "Anne;Lefèvre;anne@o.example\nLoïc;Le Gall;loic@o.example\n".encode("mac_roman")
    where = upload(marie, raw, "liste.txt")
    columns = words(marie.get(f"{where}/colonnes").text)
    assert "Lefèvre" in columns
    assert "Colonne A" in columns
    assert "DOS (cp850)" in columns

    simulate(marie, where, **{"colonne-0": "first_name", "colonne-1": "last_name", "colonne-2": "email"})
    marie.post(f"{where}/import")
    with opened.database.reading() as session:
        found = [(one.first_name, one.last_name, one.organisation_id) for one in session.exec(select(Contact))]
    assert found == [("Anne", "Lefèvre", None), ("Loïc", "Le Gall", None)]


def test_what_was_said_of_columns_is_remembered_for_the_next_file(opened: Installation) -> None:
    """A column of no known name, named once."""
    marie = Officer(opened, Role.WRITE)
    head = ("Nom", "Boîte aux lettres", "Mission")
    first = upload(marie, workbook((("Martin", "anne@o.example", "DRH"),), head))
    lacking = marie.post(f"{first}/colonnes", {"origine": "salon", "colonne-1": "-"})
    assert (lacking.status_code, "Il manque une colonne obligatoire" in lacking.text) == (422, True)
    assert "Importer 1 personne" in simulate(marie, first, **{"colonne-1": "email", "colonne-2": "function"})

    second = upload(marie, workbook((("Gall", "loic@o.example", "RSE"),), head))
    assert "Repris de la dernière fois" in marie.get(f"{second}/colonnes").text
    assert "Importer 1 personne" in simulate(marie, second)
    marie.post(f"{second}/import")
    with opened.database.reading() as session:
        assert [one.function for one in session.exec(select(Contact))] == ["RSE"]


def test_the_origin_is_asked_and_bad_files_are_refused_in_a_sentence(opened: Installation) -> None:
    """Nothing is kept of a file that cannot be read."""
    marie = Officer(opened, Role.WRITE)
    where = upload(marie, workbook())
    silent = marie.post(f"{where}/colonnes", {"origine": " "})
    assert (silent.status_code, "Dites d’où viennent ces adresses" in silent.text) == (422, True)
    for name, content, said in (
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("vide.csv", b"", "vide"),
        ("x.xlsx", b"PK\x03\x04", ""),
    ):
        answer = marie.ask("POST", f"{PATH}/nouveau", data={"genre": "contacts"}, files={"fichier": (name, content)})
        assert (answer.status_code, said in answer.text) == (422, True)
    nothing = marie.post(f"{PATH}/nouveau", {"genre": "tout"})
    assert (nothing.status_code, "Choisissez un fichier." in nothing.text) == (422, True)
    assert len(list((opened.settings.data / "imports").iterdir())) == 1


def test_nobody_without_the_right_sees_a_line(opened: Installation) -> None:
    """Whoever only reads sees the list of imports, and no address of a file."""
    marie, lou = Officer(opened, Role.WRITE), Officer(opened, Role.READ, name="Lou Exemple")
    where = upload(marie, workbook())
    simulate(marie, where, creer="oui")
    at = marie.follow(marie.post(f"{where}/import")).headers["location"]
    pages = [lou.get(f"{where}/{page}").status_code for page in ("colonnes", "simulation", "lignes-a-corriger.xlsx")]

    assert pages == [403, 403, 403]
    assert "brume.example" not in lou.get(at).text
    assert "Demandez à" in lou.get(PATH).text
    assert lou.post(f"{at}/annuler").status_code == 403


def test_a_list_is_gone_once_imported_and_a_week_later_all_of_it(opened: Installation) -> None:
    """It speaks of people."""
    marie = Officer(opened, Role.WRITE)
    where = upload(marie, workbook())
    simulate(marie, where, creer="oui")
    marie.post(f"{where}/import")
    folder = opened.settings.data / "imports" / Path(where).name
    assert {one.name for one in folder.iterdir()} == {"lines.xlsx", "outcome.json"}
    waiting = upload(marie, workbook())
    marie.post(f"{waiting}/oublier")
    assert marie.get(f"{waiting}/colonnes").status_code == 404


@pytest.mark.parametrize("kind", ["companies", "missions", "objections"])
def test_every_kind_of_file_passes_the_four_pages(opened: Installation, kind: str) -> None:
    """Objections ask for no origin, and cannot be undone."""
    marie = Officer(opened, Role.WRITE)
    content = {
        "companies": "SIREN;Dénomination;E-mail\n000100008;Ombelle;anne@o.example\n",
        "missions": "Code;Mission locale;E-mail\nML01;Mission locale du Val;val@ml.example\n",
        "objections": "anne@o.example\nloic@o.example\n",
    }[kind].encode()
    where = upload(marie, content, "liste.csv", kind)
    said = simulate(marie, where)
    assert {"companies": "Importer 1 ligne", "missions": "Importer 1 ligne", "objections": "Enregistrer 2 oppositions"}[
        kind
    ] in said
    result = words(marie.follow(marie.follow(marie.post(f"{where}/import"))).text)
    assert "L’import est terminé." in result
    assert ("Annuler cet import" in result) is (kind != "objections")
