"""`relais report`: the figures of one campaign, in words, as JSON, or as a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from campaigns import errors
from campaigns.acting import campaign_views
from campaigns.post import complaint_thresholds, labels, reports, states
from campaigns.post.figures.reach import Share
from campaigns.post.hits import robots
from campaigns.post.reports import Report
from cli import answers, click_groups, subjects, terminal
from runtime.language import _, ngettext


@click_groups.command(help=_("Les résultats d’un envoi : qui l’a reçu, ce qui a intéressé, qui s’est désinscrit."))
@click.argument("campaign", type=terminal.NUMBER)
@click.option("-o", "file", type=click.Path(dir_okay=False, path_type=Path), help=_("Un fichier .pdf, .xlsx ou .csv."))
@terminal.as_json
def report(campaign: int, file: Path | None, json_: bool) -> None:
    """Print the figures, or write them."""
    told = campaign_views.report(terminal.opened(), campaign, str(file) if file else None)
    for content in told.files.values():
        _write(Path(str(file)), content)
    words = in_words(told.report) if file is None else _("Résultats écrits dans « {file} ».").format(file=file)
    terminal.answer(told.as_json(), words, json_=json_)


def in_words(report: Report) -> str:
    """Return all the figures, one screen below the other."""
    parts = [in_short(report), *map("\n".join, (_reach(report), _interest(report), _returns(report)))]
    if report.answers is not None:
        parts.insert(1, "\n".join(answers.counted(report.answers)))
    if report.subjects is not None:
        parts.insert(1, "\n".join([_("Deux objets"), *(f"  {line}" for line in subjects.lines(report.subjects))]))
    if len(report.trend) > 1:
        parts.append("\n".join(_trend(report)))
    return "\n\n".join(parts)


def in_short(report: Report) -> str:
    """Return what became of the letters as a short screen."""
    campaign = report.campaign
    state = _(states.CAMPAIGN_NAMES[campaign.state])
    lines = [
        _("{title} — envoi n° {id}, {state}").format(title=report.title, id=campaign.id, state=state),
        "",
        *_figures(_("Destinataires"), campaign.audience, {}),
    ]
    for one, number in report.counts.items():
        if number:
            lines += _figures(_(states.HEADINGS[one]).capitalize(), number, report.reasons.get(one, {}))
    left_out = sum(campaign.excluded_at_launch.values())
    lines += _figures(_("Écartés avant l’envoi"), left_out, campaign.excluded_at_launch)
    lines += _figures(_("Désinscriptions depuis cette lettre"), report.left, report.left_reasons)
    return "\n".join(lines)


def _figures(label: str, number: int, reasons: Mapping[str, int]) -> list[str]:
    inner = [terminal.figure(f"  {labels.reason(reason)}", many) for reason, many in reasons.items() if reason]
    return [terminal.figure(label, number), *inner]


def _reach(report: Report) -> list[str]:
    reach = report.reach
    contacts = ngettext("{n} contact", "{n} contacts", reach.contacts).format(n=reach.contacts)
    organisations = ngettext("{n} organisation", "{n} organisations", reach.organisations).format(n=reach.organisations)
    sentence = _("Destinataires touchés : {contacts}, {organisations}")
    lines = [sentence.format(contacts=contacts, organisations=organisations)]
    for shares, words in (
        (reach.kinds, report.kind),
        (reach.regions, lambda name: name or _(labels.NOT_KNOWN)),
        (reach.roles, labels.role),
    ):
        lines += [_share(share, words(share.name)) for share in shares] + [""]
    return lines[:-1]


def _share(share: Share, name: str) -> str:
    words = ngettext("{n} organisation", "{n} organisations", share.organisations)
    return f"  {name:<38}{share.contacts:>9}   {words.format(n=share.organisations)}"


def _interest(report: Report) -> list[str]:
    lines = [_("Ce qui a intéressé (clics, et clics pour 100 lettres remises)")]
    for section in report.interest.sections:
        lines.append(terminal.figure(section.heading, section.clicks) + _rate(section.rate))
        lines += [terminal.figure(f"  {_short(item.title)}", item.clicks) + _rate(item.rate) for item in section.items]
    lines.append(terminal.figure(_("Hors articles (partenaires, bas de page)"), report.interest.elsewhere))
    lines.append(terminal.figure(_("Clics de robots, comptés à part"), sum(report.interest.robots.values())))
    named = report.interest.robots.items()
    return lines + [
        terminal.figure(f"  {_short(_(robots.NAMES[robots.RobotRule(rule)]))}", many) for rule, many in named
    ]


def _returns(report: Report) -> list[str]:
    watch, limit = (f"{line * 100:.1f}".replace(".", ",") for line in complaint_thresholds.LINES)
    rate = f"{report.per_reached(report.complained) * 100:.2f}".replace(".", ",")
    sentence = _("Signalements : {rate} % des lettres remises (à surveiller dès {watch} %, bloquant dès {limit} %).")
    return [
        *_figures(_("Signalements comme indésirable"), report.complained, {}),
        sentence.format(rate=rate, watch=watch, limit=limit),
        _(reports.NO_OPENS),
    ]


def _trend(report: Report) -> list[str]:
    head = [
        _("numéro"),
        _("destinataires"),
        _("remises"),
        _("échecs"),
        _("clics"),
        _("désinscriptions"),
        _("signalements"),
    ]
    rows = [[one.name, one.audience, one.reached, one.failed, one.clicks, one.left, one.complained]
            for one in report.trend]  # fmt: skip
    return [_("Les derniers numéros"), terminal.table(head, rows)]


def _rate(rate: float) -> str:
    return f"{rate * 100:>9.1f}".replace(".", ",")


def _short(words: str) -> str:
    return words if len(words) <= 36 else words[:35].rstrip() + "…"


def _write(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as problem:
        reason = _("écriture impossible ({why})").format(why=problem.strerror)
        raise errors.FileRefused(file=file, reason=reason) from None
