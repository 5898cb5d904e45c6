"""`relais issues`: composing, checking and looking at a number."""

from __future__ import annotations

import click

from campaigns.acting import launching
from campaigns.checking import muting
from campaigns.checking.findings import Finding, Review
from campaigns.checking.links import draft_links
from campaigns.editorial import outlines, recycling
from campaigns.editorial.issues import Form, TitleLines
from campaigns.editorial.models import Section
from cli import advice, answers, click_groups, issue_corrections, outline_words, proofs, rendering, terminal, trials
from runtime.language import _
from templates import catalogue


@click.group(cls=click_groups.Group, help=_("Les numéros : composer, corriger, vérifier, regarder."))
def issues() -> None:
    """Group what concerns issues."""


class Approver(click.ParamType[tuple[str, str]]):
    """The code of a partner, and who approves for it."""

    name = "approver"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Read the two or refuse them in French."""
        code, equals, name = value.partition("=")
        if not equals or not code.strip() or not name.strip():
            self.fail(_("« {value} » n’est pas de la forme cnml=Nom, fonction.").format(value=value), param, ctx)
        return code.strip(), name.strip()


@issues.command("new", help=_("Commence un numéro."))
@click.option("--title", required=True, help=_("Le titre, qui sert aussi d’objet."))
@click.option("--subject", help=_("L’objet de la lettre, s’il n’est pas le titre."))
@click.option("--preheader", default="", help=_("La phrase que les messageries montrent après l’objet."))
@click.option("--from", "like", type=terminal.NUMBER, help=_("Un numéro dont reprendre l’ordre des rubriques."))
@click.option(
    "--template", type=click.Choice(catalogue.ISSUES), default="newsletter", help=_("Le modèle de la lettre.")
)
@click.option("--approver", "approvers", multiple=True, type=Approver(), metavar="CODE=NOM",
              help=_("Pour un numéro spécial : qui l’approuve au nom d’un partenaire."))  # fmt: skip
@terminal.publication
@terminal.as_json
def new(
    title: str,
    subject: str | None,
    preheader: str,
    like: int | None,
    template: str,
    approvers: tuple[tuple[str, str], ...],
    publication: str | None,
    json_: bool,
) -> None:
    """Create the next issue."""
    lines, form = TitleLines(title, subject or title, preheader), Form(template, dict(approvers))
    begun = outlines.begin(terminal.opened(), lines, terminal.actor(), like=like, form=form, publication=publication)
    outline_words.answer(begun, json_=json_)


@issues.command("add", help=_("Place des articles dans une rubrique."))
@click.argument("issue", type=terminal.NUMBER)
@click.argument("items", nargs=-1, type=terminal.NUMBER, required=True, metavar="ITEM…")
@click.option("--section", required=True, type=click.Choice([section.value for section in Section]))
@terminal.as_json
def add(issue: int, items: tuple[int, ...], section: str, json_: bool) -> None:
    """Place items at the end of a section."""
    outline_words.answer(outlines.fill(terminal.opened(), issue, items, section, terminal.actor()), json_=json_)


@issues.command("list", help=_("Montre les numéros."))
@click.option("--bin", "binned", is_flag=True, help=_("Ceux qui sont dans la corbeille."))
@terminal.publication
@terminal.as_json
def list_(binned: bool, publication: str | None, json_: bool) -> None:
    """Show the issues, of one publication or of all."""
    opened = terminal.opened()
    found = recycling.deleted_issues(opened) if binned else outlines.listed(opened, publication=publication)
    head, rows = [_("id"), _("n°"), _("titre")], [[one.id, one.number or "—", one.title] for one in found]
    if any(one.letter for one in found):
        head, rows = [*head, _("lettre")], [[*row, one.letter] for row, one in zip(rows, found, strict=True)]
    words = terminal.table(head, rows) if rows else _("Aucun numéro.")
    terminal.answer([one.as_json() for one in found], words, json_=json_)


@issues.command("show", help=_("Montre le sommaire d’un numéro."))
@click.argument("issue", type=terminal.NUMBER)
@terminal.as_json
def show(issue: int, json_: bool) -> None:
    """Show the outline."""
    outline_words.answer(outlines.show(terminal.opened(), issue), json_=json_)


@issues.command("check", help=_("Dit tout ce qui empêche ou déconseille l’envoi."))
@click.argument("issue", type=terminal.NUMBER)
@terminal.offline
@terminal.as_json
def check(issue: int, offline: bool, json_: bool) -> None:
    """Run every check; exit 1 when one blocks."""
    opened = terminal.opened()
    found = advice.reviewed(launching.check(opened, issue, draft_links.visitor(opened, offline=offline)), issue)
    terminal.answer(found.as_json(), _found(found), json_=json_)
    terminal.leave(terminal.FAILED if found.blocking else terminal.DONE)


issues.add_command(rendering.render)
issues.add_command(trials.test)
issues.add_command(answers.answers)
issues.add_command(proofs.proof)
issues.add_command(proofs.approve)
for command in issue_corrections.COMMANDS:
    issues.add_command(command)


@issues.command("variants", help=_("Dit qui recevrait quels articles, et ce que pèse chaque variante."))
@click.argument("issue", type=terminal.NUMBER)
@click.option("--segment", metavar="NAME", help=_("Les lecteurs d’un segment ; toute la liste si rien n’est dit."))
@terminal.as_json
def variants(issue: int, segment: str | None, json_: bool) -> None:
    """List what the targets of items make of the letter."""
    found = launching.variants(terminal.opened(), issue, segment)
    rows = [[one.readers, ", ".join(map(str, one.items)), one.html_bytes, one.text_bytes] for one in found]
    head = [_("lecteurs"), _("articles"), _("octets HTML"), _("octets texte")]
    document = {"variants": [one.as_json() for one in found]}
    terminal.answer(document, terminal.table(head, rows) if rows else _("Aucun lecteur."), json_=json_)


@issues.command("mute", help=_("Met un avertissement en sourdine ; sans nom, montre ceux qui le sont."))
@click.argument("issue", type=terminal.NUMBER)
@click.argument("code", required=False)
@click.option("--always", is_flag=True, help=_("Dans tous les numéros."))
@terminal.as_json
def mute(issue: int, code: str | None, always: bool, json_: bool) -> None:
    """Mute a warning, or show what is muted."""
    opened = terminal.opened()
    if code is None:
        known = muting.show(opened, issue)
    else:
        known = muting.mute(opened, issue, code, terminal.actor(), always=always)
    _answer_muted(known, json_=json_)


@issues.command("unmute", help=_("Réactive un avertissement."))
@click.argument("issue", type=terminal.NUMBER)
@click.argument("code")
@click.option("--always", is_flag=True, help=_("Dans tous les numéros."))
@terminal.as_json
def unmute(issue: int, code: str, always: bool, json_: bool) -> None:
    """Let a warning be seen again."""
    _answer_muted(muting.unmute(terminal.opened(), issue, code, terminal.actor(), always=always), json_=json_)


def _found(found: Review) -> str:
    """Return the findings as a person reads them; what is muted is named, so that nobody forgets it."""
    lines = [_line(one) for one in found if not one.muted]
    if not lines:
        lines = [_("Rien à signaler : ce numéro peut partir.")]
    if found.muted:
        lines.append(_("En sourdine : {codes}").format(codes=", ".join(found.muted)))
    return "\n".join(lines)


def _line(finding: Finding) -> str:
    mark = _("bloquant") if finding.blocking else _("à voir")
    item = _(", article {id}").format(id=finding.item) if finding.item else ""
    return f"[{mark}] {finding.message} ({finding.code}{item})"


def _answer_muted(known: muting.Muted, *, json_: bool) -> None:
    lines = [
        _("en sourdine dans ce numéro : {codes}").format(codes=", ".join(known.here) or "—"),
        _("en sourdine dans tous : {codes}").format(codes=", ".join(known.always) or "—"),
    ]
    terminal.answer(known.as_json(), "\n".join(lines), json_=json_)
