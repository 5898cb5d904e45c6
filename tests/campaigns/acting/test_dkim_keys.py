"""Keys as an administrator makes and publishes them: the private half never leaves, each making is remembered."""

from __future__ import annotations

import pytest

from campaigns.acting import dkim_keys
from mailer import errors
from mailer.dkim import Algorithm, keys
from runtime.installation import Installation
from tests import audited, cast


def test_a_key_is_made_published_and_remembered(opened: Installation) -> None:
    """For the domain of the sender."""
    with opened.database.transaction() as session:
        cast.publish(session)
    made = dkim_keys.make(opened, "2026a", Algorithm.ED25519, "test")
    (record,) = made.key.records

    assert made.as_json() == {"selector": "2026a", "record": made.key.text}
    assert (record.name, made.domains) == ("2026a._domainkey.charte.example", ("charte.example",))
    assert made.file == str(keys.path(opened.settings.keys, "2026a"))
    assert dkim_keys.listed(opened) == (made.key,)
    assert audited.acts(opened) == [("dkim.made", {"selector": "2026a", "algorithm": "ed25519"})]


def test_a_key_belongs_to_the_installation(opened: Installation) -> None:
    """It can be made before anybody said who writes; its name is then told without a domain."""
    made = dkim_keys.make(opened, "2026a", Algorithm.ED25519, "test")

    assert [one.name for one in made.key.records] == ["2026a._domainkey"]
    assert dkim_keys.listed(opened)[0].as_json() == {
        "selector": "2026a", "algorithm": "ed25519", "record": made.key.text,
    }  # fmt: skip


def test_a_key_is_not_made_twice(opened: Installation) -> None:
    """Nor remembered twice."""
    dkim_keys.make(opened, "2026a", Algorithm.ED25519, "test")
    with pytest.raises(errors.SelectorRefused):
        dkim_keys.make(opened, "2026a", Algorithm.ED25519, "test")

    assert len(audited.acts(opened)) == len(dkim_keys.listed(opened)) == 1
