"""`relais campaigns`: launching, following, and taking a launch back."""

from __future__ import annotations

from datetime import datetime

import click

from campaigns import errors
from campaigns.acting import campaign_views, launching, steering
from campaigns.acting.campaign_views import Listed
from campaigns.acting.preparing import list_updates
from campaigns.acting.remedies import Call
from campaigns.checking.links import draft_links
from campaigns.editorial import event_times
from campaigns.post import states
from campaigns.post.reports import Recipient, Standing
from campaigns.post.states import CampaignState, DeliveryState
from cli import advice, click_groups, following_up, subjects, terminal
from lists.kinds import Policy
from runtime.clock import PARIS
from runtime.language import _, ngettext


@click.group(cls=click_groups.Group, help=_("Les envois : lancer, suivre, arrêter."))
def campaigns() -> None:
    """Group what concerns campaigns."""


campaigns.add_command(following_up.complete)
campaigns.add_command(following_up.list_links)
campaigns.add_command(following_up.relink)
campaigns.add_command(following_up.erratum)


class Moment(click.ParamType[datetime]):
    """A moment in ISO 8601; Paris time when no zone is given."""

    name = "moment"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read the moment or refuse it in French."""
        try:
            read = datetime.fromisoformat(value)
        except ValueError:
            self.fail(_("« {value} » n’est pas un moment comme 2009-10-08T10:00.").format(value=value), param, ctx)
        return read if read.tzinfo else read.replace(tzinfo=PARIS)


class Override(click.ParamType[tuple[str, str]]):
    """`CODE=REASON`: a blocking finding that a person overrides on their own responsibility."""

    name = "code=raison"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Read the pair or refuse it in French."""
        code, _sign, reason = value.partition("=")
        if not code or not reason.strip():
            self.fail(_("« {value} » n’a pas la forme CODE=RAISON.").format(value=value), param, ctx)
        return code, reason.strip()


@campaigns.command("launch", help=_("Vérifie, fige le numéro et prépare un envoi par destinataire."))
@click.argument("issue", type=terminal.NUMBER)
@click.option("--segment", help=_("À qui ; sans cette option, toute la liste."))
@click.option("--not-before", type=Moment(), help=_("Pas avant ce moment."))
@click.option("--not-after", type=Moment(), help=_("Pas après : en retard, l’envoi attend une décision."))
@click.option("--grace", type=click.IntRange(0, 86_400), default=launching.DEFAULT_GRACE, show_default=True,
              help=_("Secondes pendant lesquelles on peut encore tout annuler."))  # fmt: skip
@click.option("--on-uncertain", type=click.Choice(["hold", "resend"]), default="hold", show_default=True,
              help=_("Que faire des lettres peut-être parties : attendre une décision, ou renvoyer."))  # fmt: skip
@click.option("--policy", type=click.Choice([policy.value for policy in Policy]), default=Policy.ALL.value,
              show_default=True, help=_("Combien de contacts d’une même organisation, par ordre de rôle."))  # fmt: skip
@click.option("--override", "overrides", type=Override(), multiple=True, help=_("Passe outre un point bloquant."))
@click.option("--without-approval", "without", default="", metavar="REASON",
              help=_("Part sans le bon à tirer qui manque ; la raison figure au bilan."))  # fmt: skip
@click.option("--expect", type=click.IntRange(0), metavar="NUMBER",
              help=_("Ne part que s’il y a exactement ce nombre de destinataires."))  # fmt: skip
@subjects.options
@terminal.offline
@terminal.as_json
def launch(
    issue: int, segment: str | None, not_before: datetime | None, not_after: datetime | None,
    grace: int, on_uncertain: str, policy: str, overrides: tuple[tuple[str, str], ...], without: str,
    expect: int | None, second_subject: str | None, percent: int, least: int, hours: int, offline: bool, json_: bool,
) -> None:  # fmt: skip
    """Launch an issue."""
    opened = terminal.opened()
    order = launching.Order(
        issue, segment, not_before, not_after, grace, on_uncertain, dict(overrides),
        policy=Policy(policy), without_approval=without, expected=expect,
        trial=subjects.wish(second_subject, percent, least, hours),
    )  # fmt: skip
    try:
        visitor = draft_links.visitor(opened, offline=offline)
        launched = launching.launch(opened, order, terminal.actor(), visitor)
    except errors.IssueRefused as refused:
        for finding in map(advice.found, refused.findings):
            terminal.say(f"[{_('bloquant')}] {finding.message} ({finding.code})")
        raise
    when = event_times.moment(launched.not_before)
    words = ngettext(
        "Envoi n° {id} prêt : {audience} destinataire, premier départ le {when}.",
        "Envoi n° {id} prêt : {audience} destinataires, premier départ le {when}.",
        launched.audience,
    )
    words = words.format(id=launched.id, audience=launched.audience, when=when)
    terminal.answer(launched.as_json(), words, json_=json_)


campaigns.add_command(subjects.subject)


@campaigns.command("list", help=_("Montre les envois."))
@terminal.as_json
def list_(json_: bool) -> None:
    """Show the campaigns."""
    found = campaign_views.listed(terminal.opened())
    rows = [_row(one) for one in found]
    head = [_("Envoi n°"), _("Lettre"), _("État"), _("Destinataires"), _("Acceptées")]
    terminal.answer(
        [one.as_json() for one in found], terminal.table(head, rows) if rows else _("Aucun envoi."), json_=json_
    )


@campaigns.command("show", help=_("Montre où en est un envoi."))
@click.argument("campaign", type=terminal.NUMBER)
@terminal.as_json
def show(campaign: int, json_: bool) -> None:
    """Show one campaign."""
    answer(campaign_views.look(terminal.opened(), campaign), json_=json_)


@campaigns.command("deliveries", help=_("Montre ce qu’est devenue la lettre de chaque destinataire."))
@click.argument("campaign", type=terminal.NUMBER)
@click.option("--state", type=click.Choice([state.value for state in DeliveryState]),
              help=_("Seulement les lettres dans cet état."))  # fmt: skip
@click.option("--json", "json_", is_flag=True, help=_("Une ligne JSON par destinataire, et rien d’autre."))
def deliveries(campaign: int, state: str | None, json_: bool) -> None:
    """Print the ledger of one campaign, line by line."""
    for one in campaign_views.recipients(terminal.opened(), campaign, DeliveryState(state) if state else None):
        terminal.answer_line(one.as_json(), _as_line(one), json_=json_)


@campaigns.command("pause", help=_("Met un envoi en pause."))
@click.argument("campaign", type=terminal.NUMBER)
@terminal.as_json
def pause(campaign: int, json_: bool) -> None:
    """Pause a campaign."""
    answer(steering.pause(terminal.opened(), campaign, terminal.actor()), json_=json_)


@campaigns.command("resume", help=_("Reprend un envoi en pause, ou retenu parce que sa fenêtre est passée."))
@click.argument("campaign", type=terminal.NUMBER)
@terminal.as_json
def resume(campaign: int, json_: bool) -> None:
    """Resume a campaign."""
    answer(steering.resume(terminal.opened(), campaign, terminal.actor()), json_=json_)


@campaigns.command("now", help=_("Fait partir sans attendre un envoi prévu."))
@click.argument("campaign", type=terminal.NUMBER)
@terminal.as_json
def now(campaign: int, json_: bool) -> None:
    """Let a campaign leave with the next tick."""
    answer(steering.hasten(terminal.opened(), campaign, terminal.actor()), json_=json_)


@campaigns.command("cancel", help=_("Annule ce qui n’est pas encore parti d’un envoi."))
@click.argument("campaign", type=terminal.NUMBER)
@terminal.as_json
def cancel(campaign: int, json_: bool) -> None:
    """Cancel a campaign."""
    answer(steering.cancel(terminal.opened(), campaign, terminal.actor()), json_=json_)


@campaigns.command("relist", help=_("Met à jour la liste d’un envoi dont rien n’est encore parti."))
@click.argument("campaign", type=terminal.NUMBER)
@click.option("--dry-run", is_flag=True, help=_("Dit ce qui a changé, sans rien changer."))
@terminal.as_json
def relist(campaign: int, dry_run: bool, json_: bool) -> None:
    """Draw up the list of a campaign again."""
    opened = terminal.opened()
    found = (
        list_updates.look(opened, campaign) if dry_run else list_updates.update(opened, campaign, terminal.actor())
    )  # fmt: skip
    words = ngettext(
        "Envoi n° {id} : {audience} destinataire, liste arrêtée le {when} (+{added}, −{removed}).",
        "Envoi n° {id} : {audience} destinataires, liste arrêtée le {when} (+{added}, −{removed}).",
        found.audience,
    )
    when = event_times.moment(found.fixed_at)
    said = words.format(id=campaign, audience=found.audience, when=when, added=found.added, removed=found.removed)
    terminal.answer(found.as_json(), said, json_=json_)


@campaigns.command("settle", help=_("Décide de ce que deviennent les lettres peut-être parties."))
@click.argument("campaign", type=terminal.NUMBER)
@click.option("--uncertain", "decision", required=True, type=click.Choice(["resend", "sent"]),
              help=_("Les renvoyer (certains en auront deux), ou les tenir pour parties."))  # fmt: skip
@terminal.as_json
def settle(campaign: int, decision: str, json_: bool) -> None:
    """Settle the uncertain letters of a campaign."""
    verb = steering.resend if decision == "resend" else steering.settle_as_sent
    answer(verb(terminal.opened(), campaign, terminal.actor()), json_=json_)


def answer(campaign: Standing, *, json_: bool) -> None:
    """Say where a campaign stands."""
    lines = [_("Envoi n° {id} : {state}").format(id=campaign.id, state=_state(campaign.state))]
    if campaign.state_reason:
        cause = Call.DECISION if campaign.state is CampaignState.HELD else None
        lines.append(f"  {advice.told(campaign.state_reason, cause)}")
    lines.append(terminal.figure(_("destinataires"), campaign.audience))
    lines.extend(
        terminal.figure(_(states.HEADINGS[state]), number) for state, number in campaign.counts.items() if number
    )
    terminal.answer(campaign.as_json(), "\n".join(lines), json_=json_)


def _row(one: Listed) -> list[object]:
    standing = one.standing
    state = _state(standing.state)
    return [standing.id, one.title, state, standing.audience, standing.counts[DeliveryState.ACCEPTED]]


def _as_line(one: Recipient) -> str:
    """Return a recipient in words; the columns have fixed widths, since the lines come one by one."""
    state, address = _(states.NAMES[one.state]), one.address or _("(adresse effacée)")
    return f"{state:<32}  {address:<40}  {one.reply}".rstrip()


def _state(state: CampaignState) -> str:
    return _(states.CAMPAIGN_NAMES[state])
