"""What is contributed in the year of the demo: practices found at a meeting, a page that stands, a proposal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from campaigns.editorial import item_corrections, items
from campaigns.partnership import declaring
from campaigns.partnership.declaring import Declaration
from campaigns.partnership.proposals import links, proposing
from campaigns.partnership.proposals.proposing import Draft
from cli.demo.cast import Cast
from cli.demo.people import Person
from cli.demo.year import mailboxes
from cli.demo.year.meeting import SAINT_ETIENNE
from cli.demo.year.playing import Scene, moment
from runtime.installation import Installation

#: What was found at the first exchange.
_FOUND = {"Accueillir à deux, le chef d’équipe et le parrain", "Un samedi par trimestre, l’atelier est ouvert"}
#: The clause of the page that tells signatories who can help them to recruit, and when somebody looked at the page.
_PAGE, _LOOKED_AT = "E2.S1", (date(2009, 6, 22), date(2009, 9, 1))
_MISSION = "Mission locale de la Drôme-Tilleul"
_PROPOSAL = Draft(
    title="Le bus de l’emploi s’arrête aussi le samedi",
    day="29 mai 2010",
    place="Valence",
    text="Une fois par mois, le bus s’arrête au marché. Trois entreprises y tiennent un banc et répondent à tous.",
    name="",
    invites=True,
)


def practices(actor: str) -> list[Scene]:
    """Return when it is said of practices that they were found at a meeting, and when pages and proposals are made."""
    return [
        Scene(moment(date(2009, 9, 16)), partial(_found_there, actor=actor)),
        *(Scene(moment(day), partial(_present, on=day, actor=actor)) for day in _LOOKED_AT),
    ]


def _found_there(opened: Installation, actor: str) -> None:
    for one in items.listed(opened):
        if one.title in _FOUND:
            item_corrections.amend(opened, one.id, {"meeting": SAINT_ETIENNE}, actor)


def _present(opened: Installation, on: date, actor: str) -> None:
    page = "La page « Recruter avec votre mission locale » est en ligne."
    declaring.declare(opened, Declaration(_PAGE, on, page), actor)


def proposals(cast: Cast, maildir: Path) -> list[Scene]:
    """Return how a mission locale asks for its link, follows it, and proposes an action."""
    told = next(one for one in cast.missions if one.name == _MISSION).people[0]
    return [
        Scene(moment(date(2010, 4, 12)), partial(links.ask, typed=told.email)),
        Scene(moment(date(2010, 4, 13)), partial(_propose, maildir=maildir, by=told)),
    ]


def _propose(opened: Installation, maildir: Path, by: Person) -> None:
    token = mailboxes.found(maildir, by.email, r"/l/proposer/([\w-]+)")
    proposing.propose(opened, token, replace(_PROPOSAL, name=f"{by.first_name} {by.last_name}"))
