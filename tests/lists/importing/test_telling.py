"""What an import says of a line that came in, or did not, in words that the officer can act on."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from lists.models import Organisation
from tests.lists.importing.conftest import Bring


@pytest.mark.parametrize("site", ["javascript:alert(1)", "ml@x.example", "http//ml.example", "à venir"])
@pytest.mark.parametrize("kind", ["missions", "companies"])
def test_a_site_that_no_letter_could_link_to_is_refused(bring: Bring, site: str, kind: str) -> None:
    """It would refuse every letter to its département, for good."""
    heading = {"missions": "Code;Nom;Site\nML1;Un", "companies": "SIREN;Dénomination;Site\n000100008;Un"}[kind]
    report = bring(f"{heading};{site}\n", kind)
    assert [(one.line, one.field, one.value) for one in report.rejected] == [(2, "Site", site)]


def test_a_site_without_its_scheme_is_given_it(session: Session, bring: Bring) -> None:
    """And that is said."""
    report = bring("Code;Nom;Site\nML1;Un;www.ml-un.example\n", "missions")
    assert session.exec(select(Organisation.website)).all() == ["https://www.ml-un.example"]
    assert [(one.field, one.old, one.new) for one in report.corrected] == [
        ("Site", "www.ml-un.example", "https://www.ml-un.example")
    ]


def test_a_contact_without_address_is_said(bring: Bring) -> None:
    """The company comes in, the person cannot."""
    report = bring("SIREN;Dénomination;Nom;E-mail\n000100008;Ombelle;Durand;\n000100016;Brume;;\n")
    assert report.created == 2
    assert [(one.line, "sans adresse électronique" in one.reason) for one in report.skipped] == [(2, True)]


def test_two_addresses_in_a_cell_are_said(bring: Bring) -> None:
    """They become two contacts."""
    report = bring("Nom;E-mail\nDurand;a@o.example / b@o.example\n", "contacts")
    assert [(one.line, one.reason.startswith("2 adresses")) for one in report.doubtful] == [(2, True)]


def test_a_total_of_contacts_is_a_total(bring: Bring) -> None:
    """Though it stands in the column of the addresses."""
    report = bring("Nom;Prénom;E-mail\nMartin;Anne;a@o.example\nTOTAL;;11\n", "contacts")
    assert (report.rejected, [one.reason for one in report.skipped]) == ((), ["ligne de total"])


def test_a_comma_in_a_domain_is_named(bring: Bring) -> None:
    """It stands where the point should."""
    report = bring("Nom;E-mail\nMartin;mairie@trifouillis,example\n", "contacts")
    assert "virgule" in report.rejected[0].reason
