"""Days and hours of events: read from ISO 8601, said in French. Pure; knows no *now*.

Refuses years that are a slip of the pen, hours that clocks skip, and an end before its start.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo

from runtime.clock import PARIS
from runtime.language import _

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_NBSP = "\u00a0"
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
#: No letter speaks of a day outside of these years.
_YEARS = range(1900, 2101)


def parse(text: str) -> str:
    """Return `text` as canonical ISO 8601: a day, or a moment with its zone (Paris when none is given).

    Raises:
        ValueError: it is neither, or nobody lives in that year; the message is a French clause.
    """
    if not _ISO.fullmatch(text):
        raise _refused(text, _("n’est pas une date comme 2009-10-08 ou 2009-10-08T09:00"))
    try:
        if "T" not in (said := text.replace(" ", "T", 1)):
            return _in_our_time(date.fromisoformat(said)).isoformat()
        when = datetime.fromisoformat(said)
    except ValueError:
        raise _refused(text, _("n’existe pas dans le calendrier")) from None
    _in_our_time(when.date())
    return (when if when.tzinfo else _in_paris(when)).isoformat(timespec="minutes")


def require_order(starts: str, ends: str) -> None:
    """Raise ValueError, with a French clause, when an event ends before it starts, lasts no time, or has no start."""
    if not ends:
        return
    if not starts:
        raise ValueError(_("donnez aussi « date », le début de l’événement"))
    begin, end = bounds(starts, ends)
    if begin < end:
        return
    if "T" in starts and "T" in ends and begin == end:
        raise ValueError(_("la fin est aussi l’heure du début : donnez l’heure où l’événement finit, ou aucune"))
    raise ValueError(_("la fin précède le début ({start})").format(start=span(starts, "")))


def bounds(starts: str, ends: str) -> tuple[datetime, datetime]:
    """Return the first moment of an event and the first after it; a day begins and ends at midnight."""
    begin = _moment(starts, ends)
    if "T" in ends:
        return begin, _moment(ends, starts)
    if not ends and "T" in starts:
        return begin, begin
    last = date.fromisoformat(ends or starts) + timedelta(days=1)
    return begin, _moment(last.isoformat(), starts)


def day_of(iso: str) -> date:
    """Return the day, in Paris, of what `parse` returned."""
    return date.fromisoformat(iso) if "T" not in iso else _paris(iso).date()


def day(when: date, *, weekday: bool = False) -> str:
    """Say a day: « 1er juin 2009 », or « lundi 1er juin 2009 »."""
    number = "1er" if when.day == 1 else str(when.day)
    said = f"{number}{_NBSP}{MONTHS[when.month - 1]} {when.year}"
    return f"{WEEKDAYS[when.weekday()]} {said}" if weekday else said


def month(when: date) -> str:
    """Say a month as a masthead does, behind the number: « septembre 2009 »."""
    return f"{MONTHS[when.month - 1]} {when.year}"


def hour(moment: datetime) -> str:
    """Say an hour: « 9 h », « 14 h 30 »."""
    minutes = f"{_NBSP}{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour}{_NBSP}h{minutes}"


def span(starts: str, ends: str) -> str:
    """Say when an event is, from what `parse` returned: « jeudi 8 octobre 2009, 9 h – 17 h ».

    Hours are those of the place, as they were written; where clocks differ from Paris, their zone is said.
    """
    zone = _zone(starts, ends)
    first, last = (_local(one, zone) for one in (starts, ends or starts))
    is_foreign = any("T" in one and _offset(one) != _offset(one, PARIS) for one in (starts, ends))
    return _span(first, last, ends=bool(ends)) + _zone_said(zone, is_foreign=is_foreign)


def _span(first: date, last: date, *, ends: bool) -> str:
    begins, closes = _hour_of(first), _hour_of(last) if ends else ""
    if _day_of(first) != _day_of(last):
        said = (_joined(day(_day_of(one), weekday=True), at) for one, at in ((first, begins), (last, closes)))
        return _("du {first} au {last}").format(first=next(said) + ("," if begins else ""), last=next(said))
    said_day = day(_day_of(first), weekday=True)
    if begins and closes:
        return _joined(said_day, f"{begins}{_NBSP}– {closes}")
    if closes:
        return _joined(said_day, _("jusqu’à {hour}").format(hour=closes))
    if begins and ends:
        return _joined(said_day, _("à partir de {hour}").format(hour=begins))
    return _joined(said_day, begins)


def _joined(said_day: str, hours: str) -> str:
    return f"{said_day}, {hours}" if hours else said_day


def _zone(starts: str, ends: str) -> tzinfo:
    """Return the zone in which an event is told: Paris, or the one that its hours were written in."""
    written = next((one for one in (starts, ends) if "T" in one), None)
    if written is None or not _offset(written) or _offset(written) == _offset(written, PARIS):
        return PARIS  # hours in UTC come from a program, and are nobody's own
    return datetime.fromisoformat(written).tzinfo or PARIS


def _offset(iso: str, zone: tzinfo | None = None) -> timedelta | None:
    """Return how far a moment's own clock, or that of a zone, is from UTC."""
    moment = datetime.fromisoformat(iso)
    return (moment.astimezone(zone) if zone else moment).utcoffset()


def _zone_said(zone: tzinfo, *, is_foreign: bool) -> str:
    if zone is PARIS:
        return _(" (heure de Paris)") if is_foreign else ""
    minutes = int((zone.utcoffset(None) or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    offset = f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02d}' if rest else ''}"
    return _(" (heure locale, {offset})").format(offset=offset)


def _local(iso: str, zone: tzinfo) -> date:
    """Return a day as it is, a moment in a zone."""
    return datetime.fromisoformat(iso).astimezone(zone) if "T" in iso else date.fromisoformat(iso)


def _day_of(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when


def _hour_of(when: date) -> str:
    return hour(when) if isinstance(when, datetime) else ""


def _moment(iso: str, beside: str) -> datetime:
    """Return a moment; of a day, its midnight in the zone of the other end."""
    if "T" in iso:
        return datetime.fromisoformat(iso)
    return datetime.combine(date.fromisoformat(iso), datetime.min.time(), _zone(beside, ""))


def moment(when: datetime) -> str:
    """Say a moment to a person: « 15 septembre 2009 à 10 h 30 » in Paris."""
    local = when.astimezone(PARIS)
    return f"{day(local.date())} à {hour(local)}"


def _paris(iso: str) -> datetime:
    return datetime.fromisoformat(iso).astimezone(PARIS)


def _in_our_time(when: date) -> date:
    if when.year not in _YEARS:
        raise _refused(when.isoformat(), _("est une année invraisemblable : vérifiez-la"))
    return when


def _in_paris(when: datetime) -> datetime:
    """Return an hour without a zone as one of Paris; the hour that clocks skip in March does not exist."""
    local = when.replace(tzinfo=PARIS)
    if local.astimezone(UTC).astimezone(PARIS).replace(tzinfo=None) != when:
        raise _refused(f"{when:%Y-%m-%dT%H:%M}", _("n’existe pas à Paris : cette nuit-là, on passe à l’heure d’été"))
    return local


def _refused(text: str, reason: str) -> ValueError:
    return ValueError(_("« {value} » {reason}").format(value=text, reason=reason))
