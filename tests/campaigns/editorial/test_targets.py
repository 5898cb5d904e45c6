"""For whom an item is, from what its author wrote."""

from __future__ import annotations

import pytest

from campaigns.editorial import targets
from campaigns.editorial.snapshots import Piece
from lists.audiences import Belonging
from tests.campaigns.editorial import samples

DROME: Belonging = ("company", "26")
MISSION: Belonging = ("local_mission", "59")
NETWORK: Belonging = ("regional_network", "59")
PARTNER: Belonging = ("partner", "75")
NOWHERE: Belonging = (None, None)


def item(audience: tuple[str, ...] = (), territory: tuple[str, ...] = ()) -> Piece:
    """Return an item of a snapshot."""
    return samples.piece(audience=audience, territory=territory)


def reached(wanted: Piece, *belongs: Belonging) -> bool:
    """Tell whether an item reaches a reader."""
    known = targets.targets(samples.snapshot(wanted, item()))
    return not known.known or bool(known.reached(belongs))


@pytest.mark.parametrize(
    "wanted",
    [
        item(),
        item(territory=("national",)),
        item(territory=("departement:33", "national")),
        item(audience=("company", "local_mission")),
    ],
)
def test_what_is_for_everybody_has_no_target(wanted: Piece) -> None:
    """Nobody is asked where she belongs."""
    assert targets.condition(wanted) == ""
    assert reached(wanted, NOWHERE)


@pytest.mark.parametrize(
    ("wanted", "belongs", "expected"),
    [
        (item(audience=("company",)), (DROME,), True),
        (item(audience=("company",)), (MISSION,), False),
        (item(audience=("local_mission",)), (NETWORK,), True),
        (item(audience=("local_mission",)), (PARTNER,), False),
        (item(territory=("departement:26",)), (DROME,), True),
        (item(territory=("departement:59",)), (DROME,), False),
        (item(territory=("region:84",)), (DROME,), True),
        (item(territory=("departement:59", "region:84")), (DROME,), True),
        (item(("company",), ("departement:59",)), (DROME, MISSION), False),
        (item(("local_mission",), ("departement:59",)), (DROME, MISSION), True),
        (item(territory=("departement:26",)), (NOWHERE,), False),
    ],
)
def test_a_target_reaches_those_who_belong(wanted: Piece, belongs: tuple[Belonging, ...], expected: bool) -> None:
    """Kind and place of one organisation: a company here and a mission locale there are no mission locale here."""
    assert reached(wanted, *belongs) is expected


def test_one_target_has_one_name() -> None:
    """However its author ordered it: letters that ask the same are one variant."""
    one = item(("company",), ("region:84", "departement:59"))
    other = item(("company",), ("departement:59", "region:84", "departement:59"))
    assert targets.condition(one) == targets.condition(other) == "company@departement:59,region:84"


def test_who_would_receive_nothing_receives_all() -> None:
    """An empty letter is none."""
    one, other = item(territory=("departement:26",)), item(territory=("departement:59",))
    known = targets.targets(samples.snapshot(one, other))

    assert known.reached([NOWHERE]) == {"@departement:26", "@departement:59"}
    assert known.reached([DROME]) == {"@departement:26"}
