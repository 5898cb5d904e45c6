"""Tables of data in HTML: no wider than their window, each cell heard with its head.

On a telephone the rows of a table that has no room there stand one below the other, each cell behind its own label;
the label is written into the cell, hidden elsewhere, because mail programs know no generated content. Refuses styles:
classes say what a table is, the stylesheet of the e-mail what it looks like.

    stack   its rows are stacked on a telephone
    tight   it has no room there either, but its cells reach over several rows: long words break
    dense   it has no room even in the column of a letter
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from templates.rich_text import grids, nodes, sides


@dataclass(frozen=True)
class Setter:
    """Sets tables; `cell` sets what stands in a cell."""

    cell: Callable[[tuple[nodes.Block, ...]], Markup]
    #: Whether the stylesheet around it knows the classes above and hides the labels.
    stacks: bool

    def table(self, table: nodes.Table) -> Markup:
        """Return a table."""
        grid = grids.grid(table)
        kinds = _kinds(grid) if self.stacks else ()
        rows = (self._row(grid, number, labelled="stack" in kinds) for number in range(len(grid.rows)))
        return Markup('<table class="{}">{}</table>').format(" ".join(("data", *kinds)), Markup("").join(rows))

    def _row(self, grid: grids.Grid, number: int, *, labelled: bool) -> Markup:
        heads = number < grid.headings
        cells = (
            self._cell(place.cell, _label(grid, place) if labelled and not heads else "", _scope(grid, number))
            for place in grid.rows[number]
            if place.begins and not place.filler
        )
        opening = Markup('<tr class="heads">') if labelled and heads else Markup("<tr>")
        return opening + Markup("").join(cells) + Markup("</tr>")

    def _cell(self, cell: nodes.Cell, label: str, scope: str) -> Markup:
        spans = Markup("").join(
            Markup(' {}="{}"').format(name, span)
            for name, span in (("colspan", cell.colspan), ("rowspan", cell.rowspan))
            if span > 1
        )
        looks = sides.attributes(right=sides.block_begins_right(cell.blocks), classes=cell.align)
        words = _labelled(label) + self.cell(cell.blocks)
        if cell.header:
            return Markup('<th scope="{}"{}{}>{}</th>').format(scope, spans, looks, words)
        return Markup("<td{}{}>{}</td>").format(spans, looks, words)


def _kinds(grid: grids.Grid) -> tuple[str, ...]:
    narrow = () if grid.fits_telephone else ("tight",) if grid.reaches else ("stack",)
    return (*narrow, *(() if grid.fits_letter else ("dense",)))


def _scope(grid: grids.Grid, number: int) -> str:
    return "col" if number < max(1, grid.headings) else "row"


def _label(grid: grids.Grid, place: grids.Place) -> str:
    return grids.JOINED.join(filter(None, map(grids.words, grid.heads(place.column))))


def _labelled(label: str) -> Markup:
    return Markup('<span class="label">{}\u00a0: </span>').format(label) if label else Markup("")
