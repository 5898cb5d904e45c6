"""Each list must itself tell readers where it got their address, even when another list has told them."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from lists import addresses, audiences, importing, mailing_lists, origins
from lists.contacts import double_opt_in
from lists.importing.reports import ImportReport
from lists.kinds import ImportKind
from lists.models import Contact, Subscription
from lists.permission import informing
from tests.lists import people

ZOE = "zoe@brumevent.example"
HEAD = "SIREN;Dénomination;E-mail"
LINE = f"552100554;Ateliers Brumevent;{ZOE}"
DAY, LATER = date(2009, 9, 16), date(2009, 10, 1)


@pytest.fixture
def theirs(session: Session, letter: int) -> int:
    """The number of another mailing list."""
    return mailing_lists.make(session, "La Lettre du réseau").id or 0


def bring(session: Session, listed: int, origin: str, more: str = "", value: str = "") -> ImportReport:
    """Import Zoé into a list."""
    content = f"{HEAD}{more}\n{LINE}{value}\n".encode()
    file = importing.File(content, "f.csv", ImportKind.COMPANIES, origin=origin)
    return importing.import_file(
        session, file, mailing_list_id=listed, keyring=people.KEYRING, now=people.NOW, actor="test"
    )


def told(session: Session, listed: int, day: date = DAY) -> None:
    """Let a list tell everybody."""
    informing.note(session, sa.select(col(Contact.id)), listed, day)


def heard(session: Session, listed: int) -> tuple[str, bool]:
    """Return where a list says that it has Zoé's address from, and whether it has told her."""
    number = session.exec(select(Contact.id)).one() or 0
    found = audiences.readers(session, [number], listed)[number]
    return found.collected_from, bool(found.is_informed)


def test_each_list_has_an_origin_of_its_own(session: Session, letter: int, theirs: int) -> None:
    """A file for one changes nothing of what the other says."""
    bring(session, letter, "signataires")
    bring(session, theirs, "annuaire")
    bring(session, theirs, "annuaire", ";Origine", ";un salon")

    assert heard(session, letter) == ("signataires", False)
    assert heard(session, theirs) == ("annuaire", False)


def test_nobody_is_told_the_name_of_a_file(session: Session, letter: int) -> None:
    """It was kept as the origin by earlier versions, where nobody had said more."""
    bring(session, letter, "import du fichier «\u00a0entreprises.csv\u00a0»")

    assert heard(session, letter) == (origins.unstated(), False)


def test_who_was_told_by_one_is_told_by_the_other(session: Session, letter: int, theirs: int) -> None:
    """She came to the second list after the first had told her; the day of the first stays."""
    bring(session, letter, "signataires")
    told(session, letter)
    bring(session, theirs, "annuaire")
    before = heard(session, letter)[1], heard(session, theirs)[1]
    told(session, theirs, LATER)

    assert before == (True, False)
    assert (heard(session, letter)[1], heard(session, theirs)[1]) == (True, True)
    assert session.exec(select(Contact)).one().informed_on == DAY


def test_who_is_on_both_is_told_by_each(session: Session, letter: int, theirs: int) -> None:
    """Whichever writes first."""
    bring(session, letter, "signataires")
    bring(session, theirs, "annuaire")
    told(session, theirs)
    before = heard(session, letter)[1], heard(session, theirs)[1]
    told(session, letter, LATER)

    assert before == (False, True)
    assert (heard(session, letter)[1], heard(session, theirs)[1]) == (True, True)


def test_a_file_may_say_that_a_list_told_her(session: Session, letter: int, theirs: int) -> None:
    """On paper, for instance: that list, and no other."""
    bring(session, letter, "signataires")
    bring(session, theirs, "annuaire", ";Informée le", ";01/09/2009")

    assert (heard(session, letter)[1], heard(session, theirs)[1]) == (False, True)


def test_a_form_tells_her_itself(session: Session, letter: int, theirs: int) -> None:
    """Its page says who writes and why; another list has yet to."""
    bring(session, letter, "signataires")
    address = addresses.parse(ZOE)
    double_opt_in.request(session, people.KEYRING, address, theirs, source="formulaire", now=people.NOW)
    double_opt_in.confirm(
        session, people.key(ZOE), theirs, wording="Oui.", source="formulaire", now=people.NOW, proof="lien"
    )

    assert heard(session, letter) == ("signataires", False)
    assert heard(session, theirs) == ("formulaire", True)


def test_one_list_alone_is_as_it_always_was(session: Session, letter: int) -> None:
    """What another list would have to say of itself stands nowhere."""
    bring(session, letter, "signataires")
    told(session, letter)
    report = bring(session, letter, "signataires", ";Origine;Informée le", ";un salon;02/09/2009")
    row = session.exec(select(Subscription)).one()

    assert {one.new for one in report.changed} == {"un salon", "2009-09-02"}
    assert (row.origin, row.is_untold) == ("", False)
    assert heard(session, letter) == ("un salon", True)
