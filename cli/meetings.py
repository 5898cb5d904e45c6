"""`relais meetings`: the meetings and events that the convention asks for, who is invited, and what came of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from campaigns.partnership.meetings import due, holding, inviting, listing, planning, summaries
from campaigns.partnership.meetings.holding import Outcome
from campaigns.partnership.meetings.inviting import Invited, Named, Whom
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.planning import Change, Plan
from campaigns.partnership.meetings.values import NO, YES, Meeting
from cli import click_groups, terminal
from runtime.language import _, ngettext

_MEETING = click.argument("meeting", metavar="MEETING")


@click.group(cls=click_groups.Group, help=_("Les rencontres : les prévoir, y inviter, dire ce qu’elles ont donné."))
def meetings() -> None:
    """Group what concerns meetings."""


@meetings.command("add", help=_("Prévoit une rencontre, ou note celle qui a eu lieu."))
@click.option("--kind", required=True, type=click.Choice([one.value for one in MeetingKind]),
              help=_("Ce que la convention en attend."))  # fmt: skip
@click.option("--on", "starts", required=True, metavar="DATE", help=_("Le jour, ou le jour et l’heure de Paris."))
@click.option("--until", "ends", default="", metavar="DATE", help=_("Le dernier jour, ou l’heure de fin."))
@click.option("--title", default="", help=_("Le titre de l’invitation."))
@click.option("--place", default="", help=_("Le lieu."))
@click.option("--agenda", default="", help=_("L’ordre du jour, un point par ligne."))
@click.option("--name", default="", help=_("Le nom court, que les articles portent."))
@terminal.publication
@terminal.as_json
def add(kind: str, publication: str | None, json_: bool, **given: str) -> None:
    """Plan a meeting."""
    plan = Plan(MeetingKind(kind), publication=publication, **given)
    _answer(planning.add(terminal.opened(), plan, terminal.actor()), json_=json_)


@meetings.command("show", help=_("Montre une rencontre, ses invités et leurs réponses."))
@_MEETING
@terminal.as_json
def show(meeting: str, json_: bool) -> None:
    """Show one meeting."""
    _answer(listing.show(terminal.opened(), meeting), json_=json_)


@meetings.command("list", help=_("Montre les rencontres et ce qui est à faire."))
@click.option("--kind", type=click.Choice([one.value for one in MeetingKind]), help=_("Seulement celles-là."))
@terminal.as_json
def list_(kind: str | None, json_: bool) -> None:
    """Show the meetings."""
    opened = terminal.opened()
    found = listing.listed(opened, MeetingKind(kind) if kind else None)
    todo = [one.sentence for one in due.today(opened) if one.is_now]
    words = [*map(_line, found)] or [_("Aucune rencontre.")]
    if todo:
        words += ["", _("À faire :"), *(f"  {one}" for one in todo)]
    terminal.answer([one.as_json() for one in found], "\n".join(words), json_=json_)


@meetings.command("set", help=_("Change une rencontre ; les personnes invitées apprennent une nouvelle date."))
@_MEETING
@click.option("--on", "starts", metavar="DATE", help=_("Le jour, ou le jour et l’heure de Paris."))
@click.option("--until", "ends", metavar="DATE", help=_("Le dernier jour, ou l’heure de fin ; vide : aucune."))
@click.option("--title", help=_("Le titre de l’invitation."))
@click.option("--place", help=_("Le lieu."))
@click.option("--agenda", help=_("L’ordre du jour, un point par ligne."))
@click.option("--held", "attendees", type=int, metavar="N", help=_("Elle a eu lieu : combien étaient là."))
@click.option("--present", type=terminal.NUMBER, multiple=True, help=_("Le n° d’un invité qui était là."))
@click.option("--minutes", metavar="DOCUMENT", help=_("Le document de la bibliothèque qui en est le compte rendu."))
@click.option("--not-held", is_flag=True, help=_("Elle n’a pas eu lieu, contrairement à ce qui est noté."))
@terminal.as_json
def set_(
    meeting: str, attendees: int | None, present: tuple[int, ...], minutes: str | None, not_held: bool, json_: bool,
    **given: str | None,
) -> None:  # fmt: skip
    """Change a meeting, or say what became of it."""
    opened, actor = terminal.opened(), terminal.actor()
    if not_held:
        holding.take_back(opened, meeting, actor)
    if any(one is not None for one in given.values()):
        planning.change(opened, meeting, Change(**given), actor)
    if attendees is not None or present or minutes is not None:
        holding.hold(opened, meeting, Outcome(attendees, present or None, minutes), actor)
    _answer(listing.show(opened, meeting), json_=json_)


@meetings.command("cancel", help=_("Annule une rencontre et prévient les personnes invitées."))
@_MEETING
@click.option("--reason", required=True, help=_("Pourquoi, en une phrase que les invités liront."))
@terminal.as_json
def cancel(meeting: str, reason: str, json_: bool) -> None:
    """Call a meeting off."""
    _answer(planning.cancel(terminal.opened(), meeting, reason, terminal.actor()), json_=json_)


@meetings.command("invite", help=_("Invite des personnes, chacune par un message avec son fichier d’agenda."))
@_MEETING
@click.option("--designated", is_flag=True, help=_("Les personnes que les partenaires ont désignées."))
@click.option("--segment", default="", metavar="NOM", help=_("Les contacts d’un segment."))
@click.option("--email", help=_("L’adresse d’une personne."))
@click.option("--name", default="", help=_("Le nom de cette personne."))
@click.option("--side", default="", metavar="CODE", help=_("Le partenaire au nom duquel elle vient."))
@click.option("--dry-run", is_flag=True, help=_("Compte et n’écrit à personne."))
@terminal.as_json
def invite(
    meeting: str, designated: bool, segment: str, email: str | None, name: str, side: str, dry_run: bool, json_: bool
) -> None:
    """Invite people."""
    named = (Named(name, email, side),) if email else ()
    done = inviting.invite(
        terminal.opened(), meeting, Whom(designated, named, segment), terminal.actor(), rehearse=dry_run
    )
    terminal.answer(done.as_json(), _invited(done, dry_run=dry_run), json_=json_)


@meetings.command("summary", help=_("Écrit ce que l’autre partenaire a fait cette année, à présenter ce jour-là."))
@_MEETING
@click.option("-o", "--output", "file", type=click.Path(dir_okay=False, path_type=Path),
              help=_("Le fichier, .html, .pdf ou .txt."))  # fmt: skip
@click.option("--attach", is_flag=True, help=_("Le joint à la rencontre, en PDF."))
@terminal.as_json
def summary(meeting: str, file: Path | None, attach: bool, json_: bool) -> None:
    """Write the summary of what the other side did."""
    opened = terminal.opened()
    if file is not None:
        terminal.require_writable(file)
    made = summaries.of(opened, meeting)
    if file is not None:
        terminal.write(file, summaries.written(made, file.suffix))
    if attach:
        summaries.attach(opened, meeting, terminal.actor())
    terminal.answer(made.as_json(), summaries.text(made), json_=json_)


def _answer(meeting: Meeting, *, json_: bool) -> None:
    terminal.answer(meeting.as_json(), "\n".join(_words(meeting)), json_=json_)


def _words(one: Meeting) -> Iterable[str]:
    yield _line(one)
    for name, said in ((_("Lieu"), one.place), (_("Compte rendu"), one.minutes_url), (_("Synthèse"), one.summary_url)):
        if said:
            yield _("  {name} : {said}").format(name=name, said=said)
    if one.reason:
        yield _("  Annulée : {reason}").format(reason=one.reason)
    if one.attendees:
        many = ngettext("  {n} personne présente", "  {n} personnes présentes", one.attendees)
        yield many.format(n=one.attendees)
    for line in filter(None, one.agenda.split("\n")):
        yield f"  - {line}"
    yield from _guests(one)
    for practice in one.practices:
        yield _("  Article n° {id} : {title}").format(id=practice.item, title=practice.title)


def _guests(one: Meeting) -> Iterable[str]:
    if one.invited:
        said = _("  Réponses : {yes} oui, {no} non, {none} en attente")
        yield said.format(yes=one.answered(YES), no=one.answered(NO), none=one.answered(""))
    words = {YES: _("vient"), NO: _("ne vient pas"), "": _("sans réponse")}
    for guest in one.guests:
        answer = words[guest.counts] if guest.invited_at else _("pas encore invitée")
        side = f" ({guest.side_name})" if guest.side else ""
        yield _("  {id}  {name}{side} : {answer}").format(id=guest.id, name=guest.name, side=side, answer=answer)


def _line(one: Meeting) -> str:
    said = _("{id}  {name} : {title}, {when}, {state}")
    return said.format(id=one.id, name=one.name, title=one.title, when=one.when, state=one.state_name)


def _invited(done: Invited, *, dry_run: bool) -> str:
    words = (
        ngettext("{n} personne serait invitée", "{n} personnes seraient invitées", done.new)
        if dry_run
        else ngettext("{n} personne invitée", "{n} personnes invitées", done.new)
    )
    said = [words.format(n=done.new)]
    if done.known:
        said.append(ngettext("{n} l’était déjà", "{n} l’étaient déjà", done.known).format(n=done.known))
    if done.stopped:
        many = ngettext("{n} ne peut pas recevoir de message", "{n} ne peuvent pas recevoir de message", done.stopped)
        said.append(many.format(n=done.stopped))
    return f"{', '.join(said)}."
