"""A transmission as a file: CSV for a spreadsheet, HTML to be read, and the piece of HTML that a site includes.

The same transmission gives the same bytes, whenever they are written: its checksum is of the CSV.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath

from markupsafe import Markup, escape

from campaigns.editorial import event_times
from campaigns.partnership.transmissions import automatic_lists
from campaigns.partnership.transmissions.values import Transmission
from lists import geography
from lists.organisations import signatories
from lists.organisations.signatories import Signatory
from runtime import spreadsheets
from runtime.errors import FieldRefused
from runtime.language import _, ngettext


def written(name: str, one: Transmission) -> bytes:
    """Return the contents of a file of that name: `.csv`, or `.html` for a whole page.

    Raises:
        runtime.errors.FieldRefused: of the field `file`.
    """
    require_ending(name)
    return _WRITERS[_ending(name)](one)


def require_ending(name: str) -> None:
    """Refuse a name that does not say how the file is written.

    Raises:
        runtime.errors.FieldRefused: of the field `file`.
    """
    if _ending(name) not in _WRITERS:
        raise FieldRefused(field="file", reason=_("« {file} » doit finir par .csv ou .html").format(file=name))


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()


def csv(companies: Iterable[Signatory]) -> bytes:
    """Return the list as French Excel opens it."""
    head = (
        _("Région"), _("Dénomination"), _("SIREN"), _("Commune"), _("Département"), _("Date de signature"),
        _("Enregistrée le"), _("Enregistrée tardivement"), _("Apporteur"),
    )  # fmt: skip
    return spreadsheets.csv_rows(head, [_row(one) for one in companies])


def checksum(companies: Iterable[Signatory]) -> str:
    """Return the SHA-256 of the CSV, in hexadecimal."""
    return hashlib.sha256(csv(companies)).hexdigest()


def _row(one: Signatory) -> tuple[str, ...]:
    return (
        one.region.name if one.region else "", one.name, one.siren or "", one.commune or "", place(one),
        one.signed_on.isoformat(), one.registered_on.isoformat(), _("oui") if one.late else "", one.referrer or "",
    )  # fmt: skip


def place(one: Signatory) -> str:
    """Return the département by its name and number: « Gironde (33) »."""
    found = geography.departements().get(one.departement or "")
    return f"{found.name} ({found.code})" if found else one.departement or ""


def title(one: Transmission) -> str:
    """Return what a list is called."""
    if one.number is None:
        return _("La prochaine liste, si elle était transmise aujourd’hui")
    return _("Nouveaux signataires, liste n° {number}").format(number=one.number)


def period(one: Transmission) -> str:
    """Say the period of a list, which is one of registration."""
    until = event_times.day(one.day)
    if one.since is None:
        return _("Signatures enregistrées jusqu’au {until}").format(until=until)
    since = event_times.day(one.since.date())
    return _("Signatures enregistrées du {since} au {until}").format(since=since, until=until)


def count(one: Transmission) -> str:
    """Say how many are in a list, and how many of them came late."""
    return many(one.companies)


def many(companies: Sequence[Signatory]) -> str:
    """Say the same of these companies."""
    said = ngettext("{n} nouveau signataire", "{n} nouveaux signataires", len(companies)).format(n=len(companies))
    late = sum(one.late for one in companies)
    if not late:
        return said
    words = ngettext("dont {n} enregistré tardivement", "dont {n} enregistrés tardivement", late)
    return f"{said}, {words.format(n=late)}"


def fragment(one: Transmission, above: int = 2) -> Markup:
    """Return the list as a piece of HTML, its title a heading of that level."""
    lines = [Markup('<section class="relais relais-nouveaux-signataires" lang="fr">'), _heading(above, title(one))]
    lines += [Markup("<p>{} : {}.</p>").format(period(one), count(one)), names(one, above + 1)]
    return Markup("\n").join([*lines, Markup("</section>")])


def names(one: Transmission, level: int = 2) -> Markup:
    """Return the names alone, each région a heading of that level."""
    lines: list[Markup] = []
    for region, group in signatories.regions(one.companies):
        lines.append(_heading(level, region.name if region else _("Région inconnue")))
        lines.append(Markup("<ul>{}</ul>").format(Markup("").join(_items(group))))
    return Markup("\n").join(lines)


def _heading(level: int, words: str) -> Markup:
    return Markup("<h{0}>{1}</h{0}>").format(level, words)


def _items(group: Iterable[Signatory]) -> Iterator[Markup]:
    for one in group:
        day = "" if one.late else _(", signature du {day}").format(day=event_times.day(one.signed_on))
        yield Markup("<li>{}{}</li>").format(automatic_lists.line(one), day)


def _page(one: Transmission) -> bytes:
    head = Markup('<!doctype html>\n<html lang="fr"><head><meta charset="utf-8"><title>{}</title></head>\n<body>\n')
    return (head.format(escape(title(one))) + fragment(one, 1) + Markup("\n</body></html>\n")).encode("utf-8")


_WRITERS: dict[str, Callable[[Transmission], bytes]] = {".csv": lambda one: csv(one.companies), ".html": _page}
