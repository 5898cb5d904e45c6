"""What cannot leave is known before: the values of every reader, of their mission locale and of the partners."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from campaigns.acting import launching, previewing, sending
from campaigns.checking.findings import Finding
from campaigns.editorial import partner_identities
from campaigns.editorial.partner_identities import IdentityChange
from campaigns.post import mission_sites
from lists.models import Contact, Organisation
from runtime.installation import Installation
from tests import cast, servers
from tests.campaigns.partnership.conventions import adopted
from tests.campaigns.post import messages
from tests.campaigns.post.conftest import states


@pytest.fixture
def issue(opened: Installation, tmp_path: Path) -> int:
    """An issue to four readers in the Drôme, with the block of the mission locale."""
    number = cast.stage(opened, tmp_path)
    adopted(opened)
    network(opened, url="https://www.reseau.example")
    return number


def network(opened: Installation, url: str | None) -> None:
    """Name the network of the missions locales."""
    partner_identities.change(opened, "cnml", IdentityChange(None, name="Réseau", url=url), "test")


def mission(opened: Installation, site: str | None, name: str = "ML du Diois") -> None:
    """Enter a mission locale of the Drôme as an old row has it."""
    with opened.database.transaction() as session:
        session.add(Organisation(kind="local_mission", name=name, departement="26", code="ML26", website=site))


def found(opened: Installation, issue: int, code: str) -> list[Finding]:
    """Return the findings of one code."""
    return [one for one in launching.check(opened, issue) if one.code == code]


@pytest.mark.parametrize(
    ("typed", "linked"),
    [
        ("https://ml.example/", "https://ml.example/"),
        ("www.ml-x.example", "https://www.ml-x.example"),
        ("ml-x.example/accueil", "https://ml-x.example/accueil"),
        ("https://été.example/", "https://xn--t-9fab.example/"),
        ("javascript:alert(1)", ""), ("data:text/html,x", ""), ("mailto:a@ml.example", ""), ("ml@x.example", ""),
        ("http//ml.example", ""), ("https://", ""), ("rien", ""), ("https://x.example\\@evil.example/", ""),
        ("https://a@b.example/", ""), ("tel:+33102030405", ""), ("", ""), (None, ""), ("https://ml .example/", ""),
    ],
)  # fmt: skip
def test_a_site_is_linked_or_left_out(typed: str | None, linked: str) -> None:
    """Whatever an old row holds."""
    assert mission_sites.linkable(typed) == linked


def test_a_site_that_cannot_be_linked_keeps_no_letter_back(
    opened: Installation, issue: int, server: servers.Sink
) -> None:
    """The letter names the mission locale without it; the check says so, and which one it is."""
    mission(opened, "javascript:alert(1)")
    (seen,) = found(opened, issue, "mission_site")
    assert "ML du Diois (ML26)" in seen.message

    sender = messages.with_server(opened, server.url)
    launching.launch(sender, launching.Order(issue, grace=0, without_approval="essai"), "test")
    sending.send(sender, 1)
    assert states(opened) == {"accepted": 4}
    letter = previewing.render(opened, issue, cast.ZOE).files["letter.html"].decode()
    assert "ML du Diois" in letter
    assert "javascript" not in letter


def test_a_site_that_can_be_linked_is_no_finding(opened: Installation, issue: int) -> None:
    """A bare name is a site."""
    mission(opened, "www.ml-diois.example")

    assert not found(opened, issue, "mission_site")


@pytest.mark.parametrize(
    ("table", "column", "field"),
    [
        (Contact, "first_name", "le prénom"), (Contact, "function", "la fonction"),
        (Organisation, "name", "le nom de l’organisation"),
    ],
)  # fmt: skip
def test_a_value_that_no_letter_may_hold_blocks(
    opened: Installation, issue: int, table: type[Contact | Organisation], column: str, field: str
) -> None:
    """Otherwise these readers would be refused one by one, for good, and nobody warned."""
    with opened.database.transaction() as session:
        spoil(session, table, column)
    (seen,) = found(opened, issue, "unsafe_reader")

    assert seen.blocking
    assert field in seen.message


def test_a_value_of_a_mission_locale_counts_all_its_readers(opened: Installation, issue: int) -> None:
    """One bad row of a directory would keep a whole département from its letter."""
    mission(opened, None, "ML\u2028du Diois")
    (seen,) = found(opened, issue, "unsafe_reader")

    assert "4 lettres" in seen.message
    assert "le nom de la mission locale" in seen.message


def spoil(session: Session, table: type[Contact | Organisation], column: str) -> None:
    """Write a control character, past every door."""
    named = table.__table__  # type: ignore[union-attr]
    session.execute(sa.update(named).where(named.c.id == 1).values({column: "a\x07b"}))


def test_a_domain_that_looks_mistyped_is_said_before_the_letter_leaves(opened: Installation, issue: int) -> None:
    """An import said so once; that was read by somebody else, last year."""
    with opened.database.transaction() as session:
        cast.people(session, opened, ("anne@gmial.com", "marc@gmial.com"))
    (seen,) = found(opened, issue, "doubtful_address")

    assert "2 adresses" in seen.message
    assert "«\u00a0gmail.com\u00a0»" in seen.message
    assert not seen.blocking


def test_a_partner_without_site_is_named_without_a_link(opened: Installation, tmp_path: Path) -> None:
    """The letter is made all the same, its partners and the block of the missions locales included."""
    number = cast.stage(opened, tmp_path)
    network(opened, url=None)

    assert not found(opened, number, "template_fault")
    letter = previewing.render(opened, number, cast.ZOE).files["letter.html"].decode()
    assert "Réseau" in letter
    assert 'href=""' not in letter
