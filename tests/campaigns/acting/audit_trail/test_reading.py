"""The audit is read with the names of today, filtered, a page at a time, and as a file without formulas."""

from __future__ import annotations

from datetime import date, timedelta

from accounts import users
from accounts.roles import Role
from campaigns.acting.audit_trail import reading
from campaigns.acting.audit_trail.reading import Filter
from runtime import audit
from runtime.installation import Installation
from tests.clocks import MovableClock


def _record(opened: Installation, actor: str, act: str, **details: object) -> None:
    with opened.database.transaction() as session:
        audit.record(session, opened.clock.now(), actor, act, **details)


def _said(opened: Installation, **wanted: object) -> list[str]:
    return [one.sentence for one in reading.page(opened, Filter(**wanted)).acts]  # type: ignore[arg-type]


def test_people_and_things_have_their_names(staged: Installation) -> None:
    """Not their numbers; what is gone keeps its number."""
    claire = users.add(staged, email="c@x.example", name="Claire Aubry", roles=[Role.ADMINISTER], actor="shell:root")
    _record(staged, f"user:{claire.id}", "item.edited", id=1)
    _record(staged, f"user:{claire.id}", "issue.filled", id=1, items=[1])
    _record(staged, "tick", "items.deleted", ids=[1, 99])
    _record(staged, "reader", "reader.left", news=True)

    left, deleted, filled, edited, added = _said(staged)[:5]
    assert edited.startswith("Claire Aubry a modifié l’article «\u00a0")
    assert filled == "Claire Aubry a placé des articles dans le numéro 4."
    assert deleted.startswith("Relais a mis des articles à la corbeille\u00a0: «\u00a0")
    assert deleted.endswith(", n°\u00a099.")
    assert left == "Une personne a arrêté de recevoir la lettre."
    assert added == "root (ligne de commande) a ouvert un compte à Claire Aubry."


def test_a_filter_leaves_out_the_others(opened: Installation, clock: MovableClock) -> None:
    """By person, thing and day, the days of Paris; a thing that there is not leaves out everything."""
    _record(opened, "user:1", "item.begun", id=1)
    clock.move(timedelta(days=1, hours=14))  # after midnight in Paris, before it in UTC
    _record(opened, "tick", "campaign.told", campaign=7)

    assert len(_said(opened, actor="tick")) == len(_said(opened, topic="articles")) == 1
    assert len(_said(opened, since=date(2009, 9, 17))) == len(_said(opened, until=date(2009, 9, 16))) == 1
    assert len(_said(opened, since=date(2009, 9, 15), until=date(2009, 9, 17))) == 2
    assert reading.page(opened, Filter()).actors == (("tick", "Relais"), ("user:1", "Un compte supprimé"))


def test_pages_follow_each_other(opened: Installation) -> None:
    """None is shown twice, none is left out."""
    with opened.database.transaction() as session:
        for number in range(reading.PAGE + 1):
            audit.record(session, opened.clock.now(), "tick", "campaign.told", campaign=number)

    first = reading.page(opened, Filter())
    second = reading.page(opened, Filter(), first.older)
    assert [one.id for one in (*first.acts, *second.acts)] == list(range(reading.PAGE + 1, 0, -1))
    assert second.older is None


def test_the_file_holds_no_formula(opened: Installation) -> None:
    """A name may begin like one."""
    mallory = users.add(opened, email="m@x.example", name="=cmd|' /C calc'!A0", roles=[Role.READ], actor="test")
    _record(opened, f"user:{mallory.id}", "item.begun", id=1)
    text = reading.spreadsheet(opened, Filter(topic="articles")).decode("utf-8-sig")

    assert text.splitlines()[1] == "2009-09-15 10:00;'=cmd|' /C calc'!A0 a commencé l’article n°\u00a01."


def test_settings_have_the_names_that_people_read(opened: Installation) -> None:
    """A term with its duration, a provider, a server; what an old version recorded is named as far as it is known."""
    _record(opened, "user:1", "retention.set", term="contact", value=24, list=0)
    _record(opened, "user:1", "provider.changed", name="orange", fields=["letters"])
    _record(opened, "user:1", "provider.changed", name="notre-relais", fields=["letters"])
    _record(opened, "user:1", "setting.changed", name="mailbox_url")
    _record(opened, "user:1", "setting.changed")

    unknown, mailbox, own, orange, term = (one.partition(" a ")[2] for one in _said(opened))
    assert term == "réglé une durée de conservation\u00a0: Une personne, après son dernier signe, 24\u00a0mois."
    assert orange == "réglé le rythme d’envoi vers Orange, Wanadoo."
    assert own == "réglé le rythme d’envoi vers notre-relais."
    assert mailbox == "changé la boîte de retour."
    assert unknown == "changé un réglage du serveur."
