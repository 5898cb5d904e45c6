"""The report as files for a spreadsheet: the same figures, in French, and no cell that acts."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import python_calamine

from campaigns.acting.launching import Launched
from campaigns.post.report_files import tables
from runtime.installation import Installation
from tests.campaigns.post.figures.conftest import click, told


def test_the_workbook_has_a_sheet_a_question(opened: Installation, campaign: Launched) -> None:
    """And their sums are the report's."""
    report = told(opened, campaign)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(tables.xlsx(report)))
    kinds = book.get_sheet_by_name("Organisations").to_python()
    fates = book.get_sheet_by_name("Remises").to_python()

    assert book.sheet_names == [
        "Résumé", "Remises", "Organisations", "Régions", "Fonctions", "Intérêt", "Robots", "Derniers numéros",
    ]  # fmt: skip
    assert _sum(kinds) == report.reach.contacts
    assert _sum(fates) == report.campaign.audience


def _sum(rows: Sequence[Sequence[Any]]) -> int:
    """Add up the third column below its heading."""
    return sum(int(row[2]) for row in rows[1:])


def test_csv_says_each_figure_in_a_line(opened: Installation, campaign: Launched) -> None:
    """As French Excel opens it."""
    with opened.database.transaction() as session:
        click(session, campaign, 1)
    raw = tables.csv(told(opened, campaign))
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))

    assert raw.startswith(b"\xef\xbb\xbf")
    assert {len(row) for row in rows} == {4}
    assert ["Remises", "refusée\u00a0: adresse inconnue", "Destinataires", "1"] in rows
    assert ["Intérêt", "Sur le terrain\u00a0: Le bus de l’emploi s’arrête au pied des immeubles",
            "Clics par lettre", "0,2"] in rows  # fmt: skip


def test_why_there_is_no_opening_rate_is_said(opened: Installation, campaign: Launched) -> None:
    """Whoever looks for it finds the reason."""
    assert "taux d’ouverture" in tables.csv(told(opened, campaign)).decode()
