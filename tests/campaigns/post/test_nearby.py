"""« Recruter avec votre mission locale »: the reader's own, several, the network, or the whole country."""

from __future__ import annotations

from campaigns.post.nearby import Nearby
from lists.organisations.local_missions import LocalMission
from lists.organisations.regional_networks import RegionalNetwork

VALENCE = LocalMission(
    "ML26A", "Mission locale Valence", "1 rue A", "26000", "Valence", "04 65 71 00 01", "ml-a.example"
)
DIE = LocalMission("ML26B", "Mission locale Diois", None, "26150", "Die", None, None)
NETWORK = RegionalNetwork("Animation Rhône-Alpes", "04 65 71 00 09", "javascript:alert(1)")
NEARBY = Nearby({"26": (VALENCE, DIE), "07": (DIE,)}, {"26": NETWORK, "38": NETWORK}, "https://lettre.example")


def test_a_commune_or_a_postcode_decides_between_several() -> None:
    """The same commune first, then the nearest postcode."""
    assert NEARBY.of("26", "26000", "Die").values["ml_name"] == "Mission locale Diois"
    found = NEARBY.of("26", "26010", None)
    assert found.conditions == {"has_local_mission", "ml_has_phone", "ml_has_url"}
    assert found.values["ml_phone_href"] == "tel:0465710001"


def test_where_only_the_departement_is_known_none_of_several_is_picked() -> None:
    """All are named, and a page has their coordinates; the address says nothing of the reader but the département."""
    found = NEARBY.of("26", None, None)
    assert found.conditions == {"has_local_missions"}
    assert found.values == {
        "ml_names": "Mission locale Valence (Valence), Mission locale Diois (Die)",
        "ml_list_url": "https://lettre.example/l/mission-locale?departement=26",
    }
    assert NEARBY.of("07", None, None).values["mission_locale"] == "Mission locale Diois"


def test_where_none_is_known_the_network_of_the_region_answers() -> None:
    """Without a site that cannot be linked; and where there is none, nobody is named."""
    found = NEARBY.of("38", "38000", "Grenoble")
    assert found.conditions == {"has_network", "rn_has_phone"}
    assert found.values["rn_name"] == "Animation Rhône-Alpes"
    assert NEARBY.of("33", "33000", "Bordeaux") == NEARBY.of(None, None, None) == (frozenset(), {})


def test_many_are_not_all_named() -> None:
    """Four, and how many others there are."""
    many = Nearby({"13": (VALENCE,) * 6}, {}, "https://lettre.example").of("13", None, None)
    assert many.values["ml_names"].endswith("Mission locale Valence (Valence), et 2 autres")
