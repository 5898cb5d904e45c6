"""How each partner's site shows the other in the year of the demo: pages that somebody saves once a month.

The sites do not exist, so nothing is fetched: the page is what an officer would have saved in a browser.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from campaigns.acting.partnership import site_checks
from cli.demo.partners import NAMES
from cli.demo.year.playing import CHARTE, CNML, FIRST, Scene, moment
from runtime.files import File
from runtime.installation import Installation

#: How many months the year has.
_MONTHS = 12
_BROCHURE = '<p><a href="/documents/plaquette-charte.pdf">La plaquette de la Charte de la diversité</a></p>'


def scenes(actor: str) -> list[Scene]:
    """Return when the two sites are looked at."""
    first = moment(date(FIRST.year, FIRST.month, FIRST.day + 1))
    days = [first, *(moment(date(2009 + (5 + n) // 12, (5 + n) % 12 + 1, 2)) for n in range(1, _MONTHS + 1))]
    return [Scene(at, partial(_look, actor=actor), is_quiet=True) for at in days]


def _look(opened: Installation, actor: str) -> None:
    for on, of, below in ((CHARTE, CNML, ""), (CNML, CHARTE, _BROCHURE)):
        page = File(f"site-{on}.html", _page(of, below))
        site_checks.check_file(opened, page, actor, on=on, of=of)
        if below:
            site_checks.check_file(opened, page, actor, on=on, of="document:plaquette")


def _page(of: str, below: str) -> bytes:
    logo = f'<a href="https://{of}.example"><img src="/logo-{of}.png" alt="{NAMES[of]}"></a>'
    return f'<!doctype html><html lang="fr"><title>Nos partenaires</title>{logo}{below}</html>'.encode()
