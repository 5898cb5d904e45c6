"""Provider limits set by an administrator: valid changes are kept, invalid ones leave no trace."""

from __future__ import annotations

from datetime import timedelta

import pytest

from campaigns import errors
from campaigns.acting import provider_treatment
from campaigns.acting.provider_treatment import Change, Treatment
from campaigns.post import providers
from mailer import pacing
from runtime.installation import Installation
from tests import audited


def named(opened: Installation, name: str) -> Treatment:
    """Return one provider as it is listed."""
    return next(one for one in provider_treatment.listed(opened) if one.name == name)


def test_what_ships_is_listed_before_anything_was_sent(opened: Installation) -> None:
    """In its order; looking is no act."""
    assert [one.name for one in provider_treatment.listed(opened)] == [group.name for group in pacing.GROUPS]
    assert audited.acts(opened) == []


def test_what_is_asked_is_changed_and_remembered_by_its_fields(opened: Installation) -> None:
    """Zero takes a limit away; domains are kept as the DNS writes them, each once."""
    asked = Change(connections=2, letters=0, domains=("Région.fr", "région.fr"))
    changed = provider_treatment.change(opened, "orange", asked, "test")

    assert changed == named(opened, "orange")
    assert (changed.connections, changed.letters, changed.domains) == (2, None, ("xn--rgion-bsa.fr",))
    assert audited.acts(opened) == [
        ("provider.changed", {"name": "orange", "fields": ["connections", "domains", "letters"]})
    ]


def test_nothing_asked_is_no_act(opened: Installation) -> None:
    """It is shown."""
    assert provider_treatment.change(opened, "orange", Change(), "test").name == "orange"
    assert audited.acts(opened) == []


@pytest.mark.parametrize(
    ("name", "asked", "field"),
    [
        ("orange", Change(per_second=float("nan")), "per_second"),
        ("orange", Change(connections=-1), "connections"),
        ("orange", Change(letters=provider_treatment.MOST + 1), "letters"),
        ("orange", Change(domains=("pas un domaine",)), "domains"),
        ("oragne", Change(connections=1), "domains, exchangers"),
    ],
)
def test_what_makes_no_sense_leaves_no_trace(opened: Installation, name: str, asked: Change, field: str) -> None:
    """Whoever asks: the command line looks at its options too, a script does not."""
    before = provider_treatment.listed(opened)
    with pytest.raises(errors.ProviderRefused) as refused:
        provider_treatment.change(opened, name, asked, "test")

    assert (refused.value.field, provider_treatment.listed(opened), audited.acts(opened)) == (field, before, [])


def test_a_rest_is_told_while_it_lasts(opened: Installation) -> None:
    """In Paris time."""
    with opened.database.transaction() as session:
        number = next(row.id or 0 for row in providers.ensure(session) if row.name == "orange")
        providers.leave_alone(session, number, 600, opened.clock.epoch())

    assert named(opened, "orange").rests_until == opened.clock.now() + timedelta(minutes=10)
    assert named(opened, "orange").as_json()["rests_until"] == "2009-09-15T10:10:00+02:00"
    assert named(opened, "sfr").rests_until is None
