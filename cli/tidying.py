"""`relais readers tidy` and `merge`: what to look at in the lists, and making one of organisations that are one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from campaigns.acting import reader_files
from campaigns.acting.people import tidying as people_tidying
from cli import click_groups, terminal
from lists.tidying import WHY, OrganisationSummary, Survey
from runtime.language import _, ngettext

#: Of a longer group, the first ones are enough to find it.
_FEW = 5


@click_groups.command(
    "tidy", help=_("Montre ce qui est à ranger : injoignables, doublons, fautes de frappe. Ne change rien.")
)
@terminal.publication
@terminal.as_json
def tidy(publication: str | None, json_: bool) -> None:
    """Show what a person should look at."""
    survey = reader_files.survey(terminal.opened(), publication=publication)
    terminal.answer(survey.as_json(), "\n".join(_in_words(survey)) or _("Rien à ranger."), json_=json_)


@click_groups.command("merge", help=_("Réunit des organisations qui n’en sont qu’une ; rien ne l’annule."))
@click.argument("kept", type=terminal.NUMBER, metavar="ORGANISATION")
@click.argument("gone", type=terminal.NUMBER, nargs=-1, required=True, metavar="AUTRE…")
@terminal.as_json
def merge(kept: int, gone: tuple[int, ...], json_: bool) -> None:
    """Merge organisations into one of them."""
    merged = people_tidying.merge_organisations(terminal.opened(), kept, gone, terminal.actor())
    people = ngettext("{n} personne a suivi.", "{n} personnes ont suivi.", merged.people).format(n=merged.people)
    terminal.answer(merged.as_json(), _("Réunies : {people}").format(people=people), json_=json_)


def _in_words(survey: Survey) -> Iterator[str]:
    yield from _section(
        _("Organisations sans contact joignable"),
        [_told(_shown(one.place), WHY[one.why]) for one in survey.without_contact],
    )
    yield from _section(
        _("Organisations que les derniers numéros n’ont pas atteintes"),
        [_told(_shown(one.place), _issues(one.issues)) for one in survey.not_reached],
    )
    yield from _section(
        _("Doublons probables"),
        [_told(_together(one.places), *(WHY[reason] for reason in one.reasons)) for one in survey.duplicates],
    )
    yield from _section(
        _("Fautes de frappe probables"),
        [_("{address} : sans doute {meant}").format(address=one.address, meant=one.meant) for one in survey.slips],
    )
    yield from _section(_("Boîtes partagées"), [f"{one.address} : {_(WHY[one.reason])}" for one in survey.shared_boxes])


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield _("{title} ({n}) :").format(title=title, n=len(lines))
        yield from (f"  {line}" for line in lines)


def _issues(number: int) -> str:
    return ngettext("{n} numéro de suite", "{n} numéros de suite", number).format(n=number)


def _told(what: str, *why: str) -> str:
    return _("{what} : {why}").format(what=what, why=", ".join(map(_, why)))


def _together(places: Sequence[OrganisationSummary]) -> str:
    shown = " = ".join(map(_shown, places[:_FEW]))
    return _("{shown} et {n} autres").format(shown=shown, n=len(places) - _FEW) if len(places) > _FEW else shown


def _shown(place: OrganisationSummary) -> str:
    return f"{place.name} ({place.departement})" if place.departement else place.name
