"""What the DNS says of the sender, and what our letters would need it to say."""

from __future__ import annotations

import dataclasses

import pytest

from campaigns.checking.doctor import sender_domain
from campaigns.checking.doctor.results import Status
from campaigns.checking.remedies import Care
from campaigns.editorial import publications
from mailer.dkim import Algorithm, Key, keys, records
from runtime.installation import Installation
from tests.campaigns.checking.doctor.conftest import only, statuses
from tests.names import Names

DOMAIN = "charte.example"
#: The database is asked for one address.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def make(opened: Installation, selector: str, algorithm: Algorithm) -> Key:
    """Return a key of this installation."""
    return keys.make(opened.settings.keys, selector, algorithm)


@pytest.mark.parametrize(
    ("texts", "status", "said"),
    [
        (["v=spf1 mx -all"], Status.OK, "v=spf1 mx -all"),
        ([], Status.FAILED, "v=spf1 mx -all"),
        (["v=spf1 -all", "v=spf1 mx -all"], Status.FAILED, "plusieurs"),
        (["v=spf1 +all"], Status.FAILED, "n’importe qui"),
    ],
)
def test_spf_names_who_may_write(
    installed: Installation, names: Names, texts: list[str], status: Status, said: str
) -> None:
    """One record, that closes the door behind it."""
    names.txt[DOMAIN] = texts
    result = only(sender_domain.spf, installed)

    assert (result.check, result.status) == ("spf", status)
    assert said in result.detail


@pytest.mark.parametrize(
    ("texts", "status", "said"),
    [
        (["v=DMARC1; p=none; rua=mailto:dmarc@charte.example"], Status.OK, "none"),
        (["v=DMARC1; p=reject"], Status.WARNING, "rua"),
        (["v=DMARC1; p=peut-être; rua=mailto:x"], Status.FAILED, "p=none"),
        ([], Status.FAILED, "_dmarc.charte.example"),
    ],
)
def test_dmarc_says_what_to_do_with_forgeries(
    installed: Installation, names: Names, texts: list[str], status: Status, said: str
) -> None:
    """Providers ask for a record; without reports nobody knows what it does."""
    names.txt["_dmarc.charte.example"] = texts
    result = only(sender_domain.dmarc, installed)

    assert (result.check, result.status) == ("dmarc", status)
    assert said in result.detail


def test_an_unsigned_publication_hears_what_that_costs(installed: Installation) -> None:
    """In one sentence; letters leave all the same."""
    result = only(sender_domain.dkim, installed)

    assert (result.check, result.status) == ("dkim", Status.WARNING)
    assert all(name in result.detail for name in ("Orange", "Gmail", "Yahoo", "Outlook"))
    assert result.remedy is Care.KEY


def test_a_key_that_is_published_is_well(installed: Installation, names: Names) -> None:
    """Each key has its own line."""
    for selector, algorithm in (("2026a", Algorithm.RSA), ("2026e", Algorithm.ED25519)):
        key = make(installed, selector, algorithm)
        names.txt[f"{selector}._domainkey.charte.example"] = [records.record(key)]

    assert statuses(sender_domain.dkim, installed) == [Status.OK, Status.OK]


@pytest.mark.parametrize(("texts", "said"), [([], "ne publie rien"), (["v=DKIM1; k=rsa; p=AAAA"], "une autre clé")])
def test_a_key_that_nobody_can_look_up_is_told(
    installed: Installation, names: Names, texts: list[str], said: str
) -> None:
    """Signed letters would be worth no more than unsigned ones."""
    make(installed, "2026a", Algorithm.RSA)
    names.txt["2026a._domainkey.charte.example"] = texts
    result = only(sender_domain.dkim, installed)

    assert result.status is Status.FAILED
    assert said in result.detail
    assert "2026a._domainkey.charte.example" in result.detail


def test_ed25519_alone_is_not_enough(installed: Installation, names: Names) -> None:
    """Few servers verify it."""
    key = make(installed, "2026e", Algorithm.ED25519)
    names.txt["2026e._domainkey.charte.example"] = [records.record(key)]

    assert statuses(sender_domain.dkim, installed) == [Status.OK, Status.WARNING]


def test_a_key_that_others_can_read_fails(installed: Installation) -> None:
    """Nothing leaves with it."""
    make(installed, "2026a", Algorithm.RSA)
    keys.path(installed.settings.keys, "2026a").chmod(0o644)

    assert only(sender_domain.dkim, installed).status is Status.FAILED


def test_silence_is_told_as_silence(installed: Installation, names: Names) -> None:
    """Nobody is told to publish what may be published already."""
    make(installed, "2026a", Algorithm.RSA)
    names.is_silent = True

    for look in (sender_domain.spf, sender_domain.dkim, sender_domain.dmarc):
        result = only(look, installed)
        assert result.status is Status.FAILED
        assert "ne répond pas" in result.detail


def test_without_a_sender_nothing_is_asked(opened: Installation, names: Names) -> None:
    """There is no domain yet."""
    fresh = dataclasses.replace(opened, resolver=names)
    with opened.database.transaction() as session:
        publications.ensure(session)
    make(fresh, "2026a", Algorithm.RSA)

    assert [only(look, fresh).status for look in (sender_domain.spf, sender_domain.dkim, sender_domain.dmarc)] == [
        Status.WARNING
    ] * 3
    assert names.asked == []
