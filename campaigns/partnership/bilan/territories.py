"""The coverage in words: the table of every région, its map, and those whom no letter reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from campaigns.partnership.bilan import phrases
from campaigns.partnership.conventions import Convention
from campaigns.partnership.coverage.counting import Coverage, Line
from runtime.language import _
from templates.views import paper, region_maps
from templates.views.region_maps import Tile


@dataclass(frozen=True)
class Row:
    """One région."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Map:
    """A map, and what it shows."""

    title: str
    #: An SVG element.
    svg: Markup


@dataclass(frozen=True)
class Told:
    """The whole of it."""

    said: str
    maps: tuple[Map, ...]
    heads: tuple[str, ...]
    lines: tuple[Row, ...]
    total: tuple[str, ...]
    unreached_title: str
    #: Empty when every one was reached.
    unreached: str


def said(convention: Convention, coverage: Coverage) -> Told:
    """Put a coverage into words."""
    missions, companies = (phrases.kind(convention, name) for name in ("local_mission", "company"))
    total = coverage.total
    regions = [one for one in coverage.lines if one.code]
    touched = sum(one.missions_reached > 0 for one in regions)
    sentence = _("Au moins une lettre a touché {reached} des {all} {kind}, dans {touched} des {regions} régions.")
    map_title = _("{kind} touchées, sur celles que l’on connaît").format(kind=phrases.capital(missions))
    return Told(
        said=sentence.format(
            reached=total.missions_reached, all=total.missions, kind=missions, touched=touched, regions=len(regions)
        ),
        maps=(
            _map(map_title, map(_reached, regions)),
            _map(_("Nouvelles signataires"), _signed(regions)),
        ),
        heads=(
            phrases.capital(missions),
            _("dont touchées"),
            phrases.capital(companies),
            _("dont touchées"),
            _("Nouvelles"),
            _("dont apportées par les {kind}").format(kind=missions),
        ),
        lines=tuple(Row(one.name or _("Région inconnue"), _cells(one)) for one in coverage.lines),
        total=_cells(total),
        unreached_title=_("Aucune lettre n’a touché ces {kind}").format(kind=missions),
        unreached="\u00a0; ".join(
            f"{one.name or _('Région inconnue')}\u00a0: {', '.join(one.unreached)}"
            for one in coverage.lines
            if one.unreached
        ),
    )


def _map(title: str, tiles: Iterable[Tile]) -> Map:
    return Map(title, Markup(region_maps.svg(title, tiles)))  # noqa: S704 -- drawn by our own template, which escapes


def _signed(lines: list[Line]) -> Iterator[Tile]:
    most = max((one.signed for one in lines), default=0)
    for one in lines:
        yield Tile(one.code, one.name, paper.number(one.signed), one.signed / most if most else None)


def _reached(line: Line) -> Tile:
    share = line.missions_reached / line.missions if line.missions else None
    shown = f"{line.missions_reached}\u00a0/\u00a0{line.missions}" if line.missions else "–"
    return Tile(line.code, line.name, shown, share)


def _cells(line: Line) -> tuple[str, ...]:
    numbers = (
        line.missions,
        line.missions_reached,
        line.signatories,
        line.signatories_reached,
        line.signed,
        line.brought,
    )
    return tuple(paper.number(one) for one in numbers)
