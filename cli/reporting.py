"""`relais report`: the figures of one campaign, in words."""

from __future__ import annotations

import click

from campaigns.post import reports, states
from cli import faces, wording
from runtime.language import _


@click.command(help=_("Les chiffres d’un envoi : remis, refusés et pourquoi, écartés et pourquoi."))
@click.argument("campaign", type=faces.NUMBER)
@faces.as_json
def report(campaign: int, json_: bool) -> None:
    """Print the figures."""
    with faces.opened().database.reading() as session:
        found = reports.report(session, campaign)
    faces.answer(found.as_json(), in_words(found), json_=json_)


def in_words(report: reports.Report) -> str:
    """Return the figures as a short screen."""
    campaign = report.campaign
    state = _(states.CAMPAIGN_NAMES[states.CampaignState(campaign.state)])
    lines = [
        _("{title} — envoi n° {id}, {state}").format(title=report.title, id=campaign.id, state=state),
        "",
        *_figures(_("Destinataires"), campaign.audience, {}),
    ]
    for one, number in report.counts.items():
        if number:
            lines += _figures(_(states.NAMES[one]).capitalize(), number, report.reasons.get(one, {}))
    left_out = sum(campaign.excluded_at_launch.values())
    lines += _figures(_("Écartés avant l’envoi"), left_out, campaign.excluded_at_launch)
    lines += _figures(_("Désinscriptions depuis cette lettre"), report.left, {})
    return "\n".join(lines)


def _figures(label: str, number: int, reasons: dict[str, int]) -> list[str]:
    inner = [faces.figure(f"  {wording.reason(reason)}", many) for reason, many in reasons.items() if reason]
    return [faces.figure(label, number), *inner]
