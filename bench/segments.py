"""How long it takes to count a segment, and to choose its audience, among two hundred thousand contacts.

    python -m bench.segments [--contacts 200000] [--rounds 5]

On SQLite, in sixty thousand organisations. The first rule has five conditions, the second asks about the past, the
third is a name as a person types it; `everybody` is the whole list. Milliseconds, the median of the rounds.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from bench import harness
from campaigns.editorial import publications
from lists import audiences, geography, history
from lists.history import Happening
from lists.kinds import Fact, Policy, Role
from lists.models import Contact, Organisation, Signature, Subscription, Suppression
from lists.segments import rules, saved
from lists.segments.rules import Rule
from runtime import installation, settings
from runtime.database import Database

_BATCH = 20_000
_ORGANISATIONS = 60_000
_SENDINGS = 6
_NOW = datetime(2009, 9, 15, 8, 0, tzinfo=UTC)
_COMPANY = {"field": "organisation.kind", "is": "company"}
RULES: dict[str, dict[str, Any] | None] = {
    "everybody": None,
    "five_conditions": {
        "all": [
            _COMPANY,
            {"field": "organisation.region", "in": ["11", "84", "75"]},
            {"field": "organisation.size", "in": ["12", "21", "31"]},
            {"field": "contact.role", "is_not": "communication"},
            {"field": "signature.signed_on", "after": "2005-01-01"},
        ]
    },
    "history": {
        "all": [_COMPANY, {"field": "history.received", "is": 90}, {"field": "history.bounced", "is_not": "campaign:6"}]
    },
    "name": {"all": [_COMPANY, {"field": "organisation.name", "contains": "eclaircie 7"}]},
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contacts", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="relais-bench-") as folder:
        opened, _applied = installation.make(settings.load(data=Path(folder)))
        with opened.database.transaction() as session:
            listed = publications.ensure(session).mailing_list_id
            _fill(session.connection(), listed, options.contacts)
        told = {name: _measured(opened.database, listed, tree, options.rounds) for name, tree in RULES.items()}
    harness.tell({"contacts": options.contacts} | told)


def _measured(database: Database, listed: int, tree: dict[str, Any] | None, rounds: int) -> dict[str, float]:
    with database.reading() as session:
        rule = saved.resolve(session, rules.parse(tree), _NOW) if tree else None
        counted = audiences.count(session, listed, rule)
    return {
        "reached": counted.contacts,
        "count_ms": _timed(database, lambda session: audiences.count(session, listed, rule), rounds),
        "count_one_ms": _timed(database, lambda session: audiences.count(session, listed, rule, Policy.ONE), rounds),
        "choose_ms": _timed(database, lambda session: _chosen(session, listed, rule), rounds),
    }


def _chosen(session: Session, listed: int, rule: Rule | None) -> None:
    """Let the database choose, and fetch only the count: in real use the rows go into the ledger, unfetched."""
    rows = audiences.selection(listed, rule).subquery()
    session.execute(sa.select(sa.func.count(), sa.func.max(rows.c.address)).select_from(rows)).one()


def _timed(database: Database, work: Callable[[Session], object], rounds: int) -> float:
    times = []
    for _round in range(rounds):
        with database.reading() as session:
            began = time.perf_counter()
            work(session)
            times.append(time.perf_counter() - began)
    return round(statistics.median(times) * 1000, 1)


def _fill(connection: sa.Connection, listed: int, contacts: int) -> None:
    dice = random.Random(1)
    places, roles = list(geography.departements()), [role.value for role in Role]
    numbers = range(1, _ORGANISATIONS + 1)
    connection.execute(sa.insert(Organisation), [_organisation(dice, number, places) for number in numbers])
    connection.execute(sa.insert(Signature), [_signature(dice, number) for number in numbers])
    for sending in range(1, _SENDINGS + 1):
        row = {"id": sending, "work": sending, "at": _second(sending)}
        connection.execute(sa.insert(history.Sending), row)
    for first in range(1, contacts + 1, _BATCH):
        batch = range(first, min(first + _BATCH, contacts + 1))
        connection.execute(sa.insert(Contact), [_contact(dice, number, roles) for number in batch])
        state = {"mailing_list_id": listed, "since": _NOW}
        rows = [{"contact_id": one, "state": "subscribed" if one % 50 else "left", **state} for one in batch]
        connection.execute(sa.insert(Subscription), rows)
        connection.execute(
            sa.insert(Suppression), [_suppression(number, listed) for number in batch if not number % 40]
        )
    for sending in range(1, _SENDINGS + 1):
        connection.execute(sa.insert(Happening), [_fact(dice, sending, one) for one in range(1, contacts + 1)])


def _second(sending: int) -> int:
    return int((_NOW - timedelta(days=30 * (_SENDINGS + 1 - sending))).timestamp())


def _organisation(dice: random.Random, number: int, places: list[str]) -> dict[str, Any]:
    kind = "local_mission" if number % 10 == 0 else "company"
    size, naf = dice.choice(["01", "12", "21", "31"]), dice.choice(["84.11Z", "10.84Z", "25.11Z"])
    name = f"Ateliers de l’Éclaircie {number}"
    return {"id": number, "kind": kind, "name": name, "departement": dice.choice(places), "naf": naf, "size": size}


def _signature(dice: random.Random, number: int) -> dict[str, Any]:
    day = date(2004, 1, 1) + timedelta(days=dice.randrange(2000))
    return {"organisation_id": number, "signed_on": day, "registered_on": day}


def _contact(dice: random.Random, number: int, roles: list[str]) -> dict[str, Any]:
    address = f"lecteur{number}@entreprise{number % 997}.example"
    return {
        "id": number, "organisation_id": dice.randrange(1, _ORGANISATIONS + 1), "role": dice.choice(roles),
        "nature": "named", "email": address, "email_shown": address, "address_key": _key(number), "language": "fr",
        "collected_from": "bench", "collected_on": _NOW.date(),
    }  # fmt: skip


def _key(number: int) -> bytes:
    """Return a key that is as random as a hash, but follows from the number."""
    return random.Random(number).randbytes(16)


def _suppression(number: int, listed: int) -> dict[str, Any]:
    reason = "bounced" if number % 120 == 0 else "objection"
    where = listed if number % 80 else None
    return {"address_key": _key(number), "mailing_list_id": where, "reason": reason, "since": _NOW, "evidence": "bench"}


def _fact(dice: random.Random, sending: int, contact: int) -> dict[str, Any]:
    fact = Fact.REFUSED if dice.random() < 0.03 else Fact.RECEIVED
    return {"fact": fact.value, "sending": sending, "contact_id": contact, "at": _second(sending)}


if __name__ == "__main__":
    main()
