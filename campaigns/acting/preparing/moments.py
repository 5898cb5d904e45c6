"""Moments of a departure: read from a day and an hour in Paris, said in words, judged, and proposed. Pure.

Weekends, public holidays, bridges and August are advice. Refuses what no clock in Paris ever shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from campaigns.editorial import event_times
from runtime import clock, working_days
from runtime.clock import PARIS
from runtime.errors import FieldRefused
from runtime.language import _, ngettext

#: When a good departure leaves, and how long before it somebody should have time to read again.
_HOUR = time(10)
_AHEAD = timedelta(hours=1)
#: Tuesday, Wednesday, Thursday: the middle of the week.
_GOOD_DAYS = (1, 2, 3)
_SATURDAY = 5
_AUGUST = 8
#: Between these two days (month, day) offices are half empty.
_CHRISTMAS, _NEW_YEAR = (12, 24), (1, 1)
#: Hours in which offices are open.
_OPEN = range(7, 19)
#: Seconds; and minutes and hours below which a distance is said in them.
_MINUTE = 60
_FEW = 60
_NBSP = "\u00a0"
_LONGEST_HOUR = 5


@dataclass(frozen=True)
class Slot:
    """A good moment to leave."""

    #: In Paris.
    at: datetime
    #: « mardi 8 décembre 2026 à 10 h 00 ».
    words: str
    #: Why it is good, in a sentence.
    reason: str

    @property
    def day(self) -> str:
        """Its day, as a form holds it."""
        return self.at.date().isoformat()

    @property
    def hour(self) -> str:
        """Its hour, as a form holds it."""
        return f"{self.at:%H:%M}"


def read(day: str, hour: str, fields: tuple[str, str] = ("day", "hour")) -> datetime | None:
    """Return the moment in Paris that a day and an hour name; `None` when both are empty.

    Raises:
        runtime.errors.FieldRefused: one of them is missing, or no clock in Paris shows it.
    """
    if not day and not hour:
        return None
    if not day:
        raise FieldRefused(field=fields[0], reason=_("donnez aussi le jour"))
    if not hour:
        raise FieldRefused(field=fields[1], reason=_("donnez aussi l’heure"))
    try:
        found = datetime.fromisoformat(event_times.parse(f"{day}T{hour[:_LONGEST_HOUR]}"))
    except ValueError as problem:
        raise FieldRefused(field=fields[0], reason=str(problem)) from None
    return found.astimezone(PARIS)


def words(when: datetime) -> str:
    """Say a moment: « mardi 8 décembre 2026 à 10 h 00 »."""
    local = clock.in_paris(when)
    day = event_times.day(local.date(), weekday=True)
    return _("{day} à {hour}").format(day=day, hour=f"{local.hour}{_NBSP}h{_NBSP}{local.minute:02d}")


def said(when: datetime, now: datetime) -> str:
    """Say a moment in full: « mardi 8 décembre 2026 à 10 h 00, heure de Paris, dans 2 jours »."""
    return _("{moment}, heure de Paris, {distance}").format(moment=words(when), distance=distance(when, now))


def distance(when: datetime, now: datetime) -> str:
    """Say how far away a moment is: « dans 12 minutes », « dans 3 heures », « demain », « dans 2 jours »."""
    days = (clock.in_paris(when).date() - clock.in_paris(now).date()).days
    minutes = round((when - now).total_seconds() / _MINUTE)
    if minutes < 0:
        return _("déjà passé")
    if minutes < _FEW:
        return ngettext("dans {n} minute", "dans {n} minutes", minutes).format(n=minutes)
    if not days:
        hours = round(minutes / _FEW)
        return ngettext("dans {n} heure", "dans {n} heures", hours).format(n=hours)
    return _("demain") if days == 1 else ngettext("dans {n} jour", "dans {n} jours", days).format(n=days)


def advice(when: datetime) -> tuple[str, ...]:
    """Return what speaks against a moment, in sentences; empty when nothing does. It is advice: she decides."""
    local = clock.in_paris(when)
    found = [_of_day(local.date())]
    if local.hour not in _OPEN:
        found.append(_("À cette heure-là, les bureaux sont fermés : la lettre attendra au fond des boîtes."))
    again = local.replace(fold=1 - local.fold)
    if again.utcoffset() != local.utcoffset() and again.astimezone(UTC).astimezone(PARIS).replace(
        tzinfo=None
    ) == local.replace(tzinfo=None):
        found.append(_("Cette nuit-là, on passe à l’heure d’hiver et cette heure vient deux fois : "
                       "la lettre part la première fois."))  # fmt: skip
    return tuple(filter(None, found))


def _of_day(day: date) -> str:
    """Return what speaks against a day; empty when nothing does."""
    name = event_times.WEEKDAYS[day.weekday()]
    if holiday := working_days.holiday(day):
        return _("Ce {weekday} est férié ({holiday}) : presque personne ne lira la lettre ce jour-là.").format(
            weekday=name, holiday=holiday
        )
    if day.weekday() >= _SATURDAY:
        return _("C’est un {weekday} : les boîtes professionnelles sont lues le lundi.").format(weekday=name)
    if bridge := working_days.bridged(day):
        return _("C’est un pont : le {day} est férié ({holiday}), beaucoup seront absents.").format(
            day=f"{event_times.WEEKDAYS[bridge.weekday()]} {_short(bridge)}", holiday=working_days.holiday(bridge)
        )
    if _is_between_years(day):
        return _("Entre Noël et le jour de l’an, les bureaux sont presque vides.")
    if day.month == _AUGUST:
        return _("En août, une partie des destinataires est en congé.")
    return ""


def next_slot(now: datetime, dated: date | None = None) -> Slot:
    """Return the next good moment to leave: the day that the letter bears if it is one, or else the first from there.

    In the middle of the week at ten, neither a holiday nor a bridge, neither in August nor between the years.
    """
    first = clock.in_paris(now + _AHEAD)
    day = first.date() if first.time() <= _HOUR else first.date() + timedelta(1)
    wanted = dated if dated is not None and dated >= day else None
    if wanted is not None and not _of_day(wanted):
        return _slot(wanted, _("C’est la date que porte la lettre ; elle n’est ni fériée ni dans un pont."))
    found = wanted or day
    while found.weekday() not in _GOOD_DAYS or _of_day(found):
        found += timedelta(1)
    if wanted:
        return _slot(found, _("C’est le premier bon jour après la date que porte la lettre : ni férié ni pont."))
    return _slot(found, _("C’est le milieu de la semaine, ni férié ni pont."))


def _slot(day: date, reason: str) -> Slot:
    at = datetime.combine(day, _HOUR, PARIS)
    return Slot(at, words(at), reason)


def _is_between_years(day: date) -> bool:
    return (day.month, day.day) >= _CHRISTMAS or (day.month, day.day) <= _NEW_YEAR


def _short(day: date) -> str:
    number = _("1er") if day.day == 1 else str(day.day)
    return f"{number}{_NBSP}{event_times.MONTHS[day.month - 1]}"
