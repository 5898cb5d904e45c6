"""One tree, two databases, one audience: whatever is asked, of whomever."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlmodel import Session, col

from lists import audiences, history, mailing_lists
from lists.kinds import Fact, Nature, OrganisationKind, Policy, Role, SubscriptionState, SuppressionReason
from lists.models import Contact, Subscription
from lists.permission import suppressing
from lists.segments import criteria, handpicking, rules, saved
from lists.segments.rules import Rule
from runtime.database import Database
from tests.databases import Copies
from tests.lists import people
from tests.postgres import Emptied

LETTER = 1
NAMES = ("Ateliers Brumevent", "L’ÉCLAIRCIE", "l'éclaircie", "Fonderie Œuvrard", "OEUVRARD & Fils", "100 % Bois", "a_b")
DAYS = [date(2008, 6, 16) + timedelta(days=60 * number) for number in range(8)]


def _fill(session: Session) -> None:
    """Put the same forty people in, of every kind that a rule can tell apart."""
    dice = random.Random(20090616)
    letter = mailing_lists.make_first(session, "La Lettre").id
    for sending in range(1, 5):
        history.sent(session, sending, (sending + 1) // 2, int(people.NOW.timestamp()) - (6 - sending) * 30 * 86_400)
    employers = [_organisation(session, dice) for _number in range(15)]
    numbers = [_contact(session, dice, letter, dice.choice([*employers, None])) for _number in range(40)]
    saved.add(session, "choisis", {"field": "organisation.kind", "is": "company"})
    handpicking.include(session, "choisis", numbers[:5])
    handpicking.exclude(session, "choisis", numbers[5:12])


def _organisation(session: Session, dice: random.Random) -> int:
    made = people.organisation(
        session,
        dice.choice(NAMES),
        kind=dice.choice([*OrganisationKind]).value,
        departement=dice.choice(["33", "69", "2A", "974", None]),
        naf=dice.choice(["84.11Z", "84.12Z", "10.84Z", None]),
        size=dice.choice(["NN", "01", "12", None]),
    )
    for day in dice.sample(DAYS, dice.randrange(4)):
        people.signature(session, made, day, dice.choice([None, None, day + timedelta(days=9)]))
    return made


def _contact(session: Session, dice: random.Random, letter: int | None, employer: int | None) -> int:
    email = f"p{dice.randrange(10_000)}@x.example"
    made = people.contact(
        session,
        email,
        mailing_list_id=letter,
        state=dice.choice([SubscriptionState.SUBSCRIBED, *SubscriptionState]),
        organisation_id=employer,
        role=dice.choice([*Role]).value,
        nature=dice.choice([*Nature]).value,
        language=dice.choice(["fr", "de"]),
    )
    if dice.random() < 0.3:
        reason, reach = dice.choice([*SuppressionReason]), dice.choice([letter, None])
        suppressing.suppress(
            session, people.key(email), reason=reason, since=people.NOW, mailing_list_id=reach, evidence="test"
        )
    for sending in range(1, 5):
        at = int(people.NOW.timestamp()) - dice.randrange(200) * 86_400
        history.note(session, [made], dice.choice([*Fact]), at, sending)
    return made


@pytest.fixture(scope="module")
def both(
    emptied: Emptied, copies: Copies, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Database, Database]]:
    """The same people in a database of either kind."""
    small, large = copies.at(tmp_path_factory.mktemp("alike") / "relais.db"), emptied.empty()
    for one in (small, large):
        with one.transaction() as session:
            _fill(session)
    yield small, large
    copies.close()


def _leaf(field: str, **values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        *(st.fixed_dictionaries({"field": st.just(field), operator: value}) for operator, value in values.items())
    )


def _codes(*words: str) -> dict[str, st.SearchStrategy[Any]]:
    one = st.sampled_from(words)
    return {"is": one, "is_not": one, "in": st.lists(one, min_size=1, max_size=3), "exists": st.booleans()}


_NAMED = st.sampled_from([*NAMES, "eclaircie", "ÉCLAIRCIE", "oeuvrard", "œuv", "%", "_", "brume", "’", "a*", "[L]"])
_DAY = st.sampled_from(DAYS).map(date.isoformat)
_PAST = _codes("campaign:1", "campaign:4", "issue:1", "issue:2", "days:60", "120")
_LEAVES = st.one_of(
    _leaf("organisation.kind", **_codes(*OrganisationKind)),
    _leaf("organisation.departement", **_codes("33", "2A", "974")),
    _leaf("organisation.region", **_codes("75", "Rhône-Alpes", "Corse")),
    _leaf("organisation.name", **_codes(*NAMES), contains=_NAMED),
    _leaf("organisation.naf", **_codes("84", "8411Z", "10")),
    _leaf("organisation.size", **_codes("NN", "12")),
    _leaf("contact.role", **_codes(*Role)),
    _leaf("contact.nature", **_codes(*Nature)),
    _leaf("contact.language", **_codes("fr", "de")),
    _leaf("signature.signed_on", before=_DAY, after=_DAY, exists=st.booleans(), **{"is": _DAY}),
    _leaf("signature.signed_on", between=st.lists(_DAY, min_size=2, max_size=2).map(sorted)),
    _leaf("signature.kind", **{"is": st.sampled_from(["first", "renewed"])}),
    *(_leaf(f"history.{fact}", **_PAST) for fact in ("received", "clicked", "bounced", "replied")),
    _leaf("history.not_reached_for", **{"is": st.integers(1, 3)}),
    st.just({"segment": "choisis"}),
)
TREES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda nodes: {"all": nodes}),
        st.lists(inner, min_size=1, max_size=4).map(lambda nodes: {"any": nodes}),
        inner.map(lambda node: {"not": node}),
    ),
    max_leaves=8,
)


def _asked(database: Database, tree: object, policy: Policy) -> tuple[list[int], audiences.Count, int]:
    with database.reading() as session:
        rule = saved.resolve(session, rules.parse(tree), people.NOW)
        chosen = [row.contact_id for row in session.execute(audiences.selection(LETTER, rule, policy))]
        return sorted(chosen), audiences.count(session, LETTER, rule, policy), _everybody(session, rule)


def _everybody(session: Session, rule: Rule | None) -> int:
    """Count who of the list matches a rule, whether or not she may be written to."""
    mine = sqlalchemy.select(sqlalchemy.func.count()).join_from(Contact, Subscription)
    asked = mine.where(col(Subscription.mailing_list_id) == LETTER)
    many: int = session.execute(asked if rule is None else asked.where(criteria.expression(rule))).scalar_one()
    return many


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(tree=TREES, policy=st.sampled_from(Policy))
def test_one_tree_is_one_audience_on_both(both: tuple[Database, Database], tree: object, policy: Policy) -> None:
    """And audience and left out are the list: nobody is lost, nobody counted twice."""
    small, large = (_asked(one, tree, policy) for one in both)
    chosen, counted, everybody = small

    assert small == large
    assert counted.contacts == len(chosen)
    assert counted.contacts + sum(counted.excluded.values()) == everybody


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(tree=TREES)
def test_a_rule_and_its_opposite_share_out_everybody(both: tuple[Database, Database], tree: object) -> None:
    """Unknown is no third answer."""
    with both[0].reading() as session:
        halves = [saved.resolve(session, rules.parse(one), people.NOW) for one in (tree, {"not": tree})]
        found = [_everybody(session, rule) for rule in halves]
        assert sum(found) == _everybody(session, None)


def test_counting_is_one_statement_and_a_row_a_reason(both: tuple[Database, Database]) -> None:
    """Two hundred thousand readers cost no more lines of Python than forty."""
    tree = {"all": [{"field": "organisation.kind", "is_not": "partner"}, {"not": {"segment": "choisis"}}]}
    with both[0].reading() as session:
        rule = saved.resolve(session, rules.parse(tree), people.NOW)
        seen: list[str] = []
        engine = both[0].engine

        def watch(_connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
            seen.append(statement)

        event.listen(engine, "before_cursor_execute", watch)
        counted = audiences.count(session, LETTER, rule)
        event.remove(engine, "before_cursor_execute", watch)
        rows = session.connection().execute(audiences.counting(LETTER, rule)).all()

    assert len(seen) == 1
    assert len(rows) <= len(counted.excluded) + 1


def test_counting_looks_each_member_up_once(both: tuple[Database, Database]) -> None:
    """SQLite walks the list once, and finds contact, organisation and suppression by their keys."""
    statement = audiences.counting(LETTER, rules.parse({"field": "organisation.kind", "is": "company"}))
    compiled = statement.compile(both[0].engine, compile_kwargs={"render_postcompile": True})
    with both[0].reading() as session:
        raw = sqlalchemy.text(f"EXPLAIN QUERY PLAN {compiled}")
        plan = [row[3] for row in session.connection().execute(raw, compiled.params)]

    assert [line for line in plan if line.startswith("SCAN") and "told" not in line and "COVERING" not in line] == [], (
        plan
    )
    assert sum("suppression" in line for line in plan) == 1
