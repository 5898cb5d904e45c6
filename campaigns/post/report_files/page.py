"""A report on one page of paper: what `templates.views.paper` needs to know, in French words and plain numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from campaigns.editorial import event_times
from campaigns.post import complaint_thresholds, labels, states
from campaigns.post.hits import robots
from campaigns.post.reports import NO_OPENS, Report
from runtime import clock
from runtime.language import _, ngettext
from templates.views import paper

#: Lines that a chart has room for; the rest is summed in one line.
_ITEMS, _REGIONS, _ROLES, _REASONS = 13, 9, 8, 3
#: Font sizes in points: the first with which the text fits on the page is used.
_SIZES = (8.4, 7.9, 7.4, 6.9, 6.4)
#: Characters of a title shown above a bar.
_TITLE = 54


@dataclass(frozen=True)
class Bar:
    """One line of a chart."""

    name: str
    value: float
    #: The value as it is written beside the bar.
    shown: str


@dataclass(frozen=True)
class Fate:
    """One part of the audience."""

    name: str
    many: int
    #: Pairs of a reason and how many.
    reasons: tuple[tuple[str, int], ...]


def html(report: Report, now: datetime, size: float = _SIZES[0]) -> str:
    """Return the page, its text in points of that size."""
    return paper.page("report", report=report, said=_said(report, now) | {"size": size}, words=_Words(report))


def pdf(report: Report, now: datetime) -> bytes:
    """Return it as PDF, as large as one sheet allows.

    Raises:
        templates.errors.PrinterMissing.
    """
    return paper.pdf(html(report, now, size) for size in _SIZES)


class _Words:
    """What the page calls for its words."""

    def __init__(self, report: Report) -> None:
        self.kind = report.kind

    month = staticmethod(event_times.month)

    @staticmethod
    def rule(name: str) -> str:
        """Return the words for a rule."""
        return _(robots.NAMES[robots.RobotRule(name)])


def _said(report: Report, now: datetime) -> dict[str, Any]:
    return {
        "dated": event_times.day(report.dated),
        "state": _(states.CAMPAIGN_NAMES[states.CampaignState(report.campaign.state)]),
        "now": event_times.moment(clock.in_paris(now)),
        "fates": [_fate(report, state, many) for state, many in _by_number(report) if many],
        "left_out": _shortened(_worded(report.campaign.excluded_at_launch), _REASONS, _("autres raisons")),
        "articles": _items(report),
        "regions": [Bar(name, many, paper.number(many)) for name, many in _regions(report)],
        "roles": _roles(report),
        "lines": complaint_thresholds.LINES,
        "no_opens": _(NO_OPENS),
    }


def _by_number(report: Report) -> list[tuple[states.DeliveryState, int]]:
    return sorted(report.counts.items(), key=lambda one: -one[1])


def _fate(report: Report, state: states.DeliveryState, many: int) -> Fate:
    reasons = _shortened(_worded(report.reasons.get(state, {})), _REASONS, _("autres raisons"))
    return Fate(_(states.NAMES[state]), many, tuple(reasons))


def _worded(reasons: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return reasons in French, the most frequent first; what has no reason is left out."""
    return sorted(((labels.reason(why), many) for why, many in reasons.items() if why), key=lambda one: -one[1])


def _items(report: Report) -> list[Bar]:
    items = [item for section in report.interest.sections for item in section.items]
    items.sort(key=lambda item: -item.rate)
    bars = [_bar(item.title, item.rate * 100, item.clicks) for item in items[:_ITEMS]]
    rest = items[_ITEMS:]
    if rest:
        carried = max(item.carried for item in rest)
        clicks = sum(item.clicks for item in rest)
        bars.append(_bar(_("les autres articles, ensemble"), clicks * 100 / carried if carried else 0, clicks))
    return bars


def _bar(name: str, rate: float, clicks: int) -> Bar:
    short = name if len(name) <= _TITLE else name[: _TITLE - 1].rstrip() + "…"
    written = paper.number(rate, 1)
    shown = ngettext("{rate} ({clicks} clic)", "{rate} ({clicks} clics)", clicks)
    return Bar(short, rate, shown.format(rate=written, clicks=clicks))


def _regions(report: Report) -> list[tuple[str, int]]:
    named = [(one.name or _(labels.NOT_KNOWN), one.contacts) for one in report.reach.regions]
    return _shortened(named, _REGIONS, _("les autres régions, ensemble"))


def _roles(report: Report) -> list[tuple[str, int]]:
    named = [(labels.role(one.name), one.contacts) for one in report.reach.roles]
    return _shortened(named, _ROLES, _("toutes les autres"))


def _shortened(lines: list[tuple[str, int]], most: int, rest: str) -> list[tuple[str, int]]:
    """Keep so many lines, and add the others up in one more."""
    others = sum(many for _name, many in lines[most:])
    return lines[:most] + ([(rest, others)] if others else [])
