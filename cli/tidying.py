"""`relais readers tidy`: what to look at in the lists; it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from campaigns.editorial import publications
from cli import faces, helping
from lists import tidying
from lists.tidying import Place, Survey
from runtime import clock
from runtime.language import N_, _, ngettext

#: Of a group that is longer the first are enough to find it.
_FEW = 5
_WHY = {
    "nobody": N_("personne n’y est connu"),
    "bounced": N_("adresse en échec"),
    "out": N_("personne n’y veut de lettre, ou n’est sur la liste"),
    "same_siren": N_("même SIREN"),
    "near_names": N_("noms proches"),
    "same_address": N_("même adresse"),
    "generic": N_("boîte partagée"),
    "several_organisations": N_("la même adresse dans plusieurs organisations"),
}


@helping.command(
    "tidy", help=_("Montre ce qui est à ranger : injoignables, doublons, fautes de frappe. Ne change rien.")
)
@faces.as_json
def tidy(json_: bool) -> None:
    """Show what a person should look at."""
    opened = faces.opened()
    with opened.database.reading() as session:
        mailing_list_id = publications.only(session).mailing_list_id
        survey = tidying.survey(session, mailing_list_id, clock.in_paris(opened.clock.now()).date())
    words = "\n".join(_in_words(survey)) or _("Rien à ranger.")
    faces.answer(_document(survey), words, json_=json_)


def _place(place: Place) -> dict[str, Any]:
    names = ("id", "kind", "name", "siren", "commune", "departement")
    return {name: getattr(place, name) for name in names}


def _document(survey: Survey) -> dict[str, Any]:
    return {
        "without_contact": [{**_place(one.place), "why": one.why} for one in survey.without_contact],
        "not_reached": [{**_place(one.place), "issues": one.issues} for one in survey.not_reached],
        "duplicates": [
            {"reasons": list(one.reasons), "organisations": [_place(place) for place in one.places]}
            for one in survey.duplicates
        ],
        "typo_domains": [
            {"address": one.address, "meant": one.meant, "organisation": one.organisation} for one in survey.slips
        ],
        "shared_boxes": [
            {"address": one.address, "reason": one.reason, "organisations": list(one.organisations)}
            for one in survey.shared_boxes
        ],
    }


def _in_words(survey: Survey) -> Iterator[str]:
    yield from _section(
        _("Organisations sans contact joignable"),
        [_told(_shown(one.place), _WHY[one.why]) for one in survey.without_contact],
    )
    yield from _section(
        _("Organisations que les derniers numéros n’ont pas atteintes"),
        [_told(_shown(one.place), _issues(one.issues)) for one in survey.not_reached],
    )
    yield from _section(
        _("Doublons probables"),
        [_told(_together(one.places), *(_WHY[reason] for reason in one.reasons)) for one in survey.duplicates],
    )
    yield from _section(
        _("Fautes de frappe probables"),
        [_("{address} : sans doute {meant}").format(address=one.address, meant=one.meant) for one in survey.slips],
    )
    yield from _section(
        _("Boîtes partagées"), [f"{one.address} : {_(_WHY[one.reason])}" for one in survey.shared_boxes]
    )


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield _("{title} ({n}) :").format(title=title, n=len(lines))
        yield from (f"  {line}" for line in lines)


def _issues(number: int) -> str:
    return ngettext("{n} numéro de suite", "{n} numéros de suite", number).format(n=number)


def _told(what: str, *why: str) -> str:
    return _("{what} : {why}").format(what=what, why=", ".join(map(_, why)))


def _together(places: Sequence[Place]) -> str:
    shown = " = ".join(map(_shown, places[:_FEW]))
    return _("{shown} et {n} autres").format(shown=shown, n=len(places) - _FEW) if len(places) > _FEW else shown


def _shown(place: Place) -> str:
    return f"{place.name} ({place.departement})" if place.departement else place.name
