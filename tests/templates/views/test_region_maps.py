"""The map of régions: one tile each, read without colour, and safe whatever a région is called."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from lists import geography
from templates.views import region_maps
from templates.views.region_maps import Tile


@pytest.mark.parametrize("on", [date(2009, 9, 1), date(2011, 4, 1), date(2026, 1, 1)])
def test_every_region_of_a_day_has_its_own_place(on: date) -> None:
    """26 in 2009, 27 with Mayotte, 18 today; no tile lies on another."""
    regions = geography.regions_at(on)
    svg = region_maps.svg("Touchées", [Tile(one.code, one.name, "1", 0.5) for one in regions])
    tiles = [(one.get("x"), one.get("y")) for one in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}rect")]

    assert len(tiles) == len(set(tiles)) == len(regions)


def test_the_map_says_its_figures_in_words() -> None:
    """Whoever does not see it hears them; markup stays text."""
    svg = region_maps.svg("Touchées", [Tile("11", "<Île>", "3 / 4", 0.75), Tile("94", "Corse", "–", None)])

    assert 'role="img"' in svg
    assert "Touchées : &lt;Île&gt; 3 / 4, Corse –." in svg
    assert "<Île>" not in svg
