"""The files of the demo, read by the ordinary import."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from campaigns.editorial import publications
from cli.demo import cast, files
from lists import audiences, importing
from lists.importing.reports import ImportReport
from lists.kinds import OrganisationKind
from lists.models import Organisation
from runtime.database import Database
from runtime.keyring import Keyring

_NOW = datetime(2009, 10, 1, 8, 0, tzinfo=UTC)


def _import(database: Database, keyring: Keyring) -> dict[str, ImportReport]:
    with database.transaction() as session:
        publication = publications.ensure(session)
        return {
            name: importing.import_file(
                session, importing.File(content, name, files.KINDS[name]),
                mailing_list_id=publication.mailing_list_id, keyring=keyring, now=_NOW, actor="test",
            )
            for name, content in _in_order()
        }  # fmt: skip


def _in_order() -> list[tuple[str, bytes]]:
    written = files.written(cast.draw())
    return [(name, written[name]) for name in files.KINDS]


@pytest.fixture
def reports(database: Database, keyring: Keyring) -> dict[str, ImportReport]:
    """What a first import says."""
    with database.transaction() as session:
        for code in ("charte", "cnml"):
            session.add(Organisation(kind=OrganisationKind.PARTNER.value, code=code, name=code))
    return _import(database, keyring)


def test_only_what_is_beyond_mending_is_rejected(reports: dict[str, ImportReport]) -> None:
    """One number that a spreadsheet rounded, one address without its sign."""
    rejected = [line.value for report in reports.values() for line in report.rejected]
    assert rejected == ["3,56E+13", "zoe.lebrac(at)trois-hiboux.example"]


def test_lost_zeros_are_given_back(reports: dict[str, ImportReport]) -> None:
    """In numbers of companies; Corsica gets back its two départements."""
    corrected = reports["signataires_2009_excel.csv"].corrected
    assert {"SIREN", "SIRET", "Département"} <= {one.field for one in corrected}
    assert ("20", "2A") in [(one.old, one.new) for one in corrected]


def test_those_who_objected_do_not_come_back(reports: dict[str, ImportReport]) -> None:
    """Three of them stand in a later file, shouted."""
    reasons = [one.reason for one in reports["contacts_du_reseau.csv"].skipped]
    assert reasons == ["opposition du 1er octobre 2009"] * 3


def test_the_audience_is_everybody_but_the_objectors(reports: dict[str, ImportReport], database: Database) -> None:
    """520 contacts, of whom 12 objected and one works for two companies."""
    with database.reading() as session:
        counted = audiences.count(session, publications.chosen(session).mailing_list_id, None)
    assert (counted.contacts, counted.excluded) == (507, {"objection": 12, "same_address": 1})


def test_importing_again_changes_nothing(
    reports: dict[str, ImportReport], database: Database, keyring: Keyring
) -> None:
    """The files bring nothing the second time."""
    again = _import(database, keyring)
    assert all((report.created, report.updated) == (0, 0) for report in again.values())


def test_files_are_written_as_offices_write_them() -> None:
    """A spreadsheet of 2009 saves in cp1252 with CRLF; the network's file has a byte order mark."""
    written = dict(_in_order())
    assert "Œuvrard".encode("cp1252") in written["signataires_2009_excel.csv"]
    assert b"\r\n" in written["signataires_2009_excel.csv"]
    assert written["missions_locales.csv"].startswith(b"\xef\xbb\xbf")
