"""A report as tables in French: what a spreadsheet shows, sheet by sheet, and what CSV lists line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from campaigns.editorial import event_times
from campaigns.post import labels, states
from campaigns.post.figures.reach import Share
from campaigns.post.hits import robots
from campaigns.post.reports import NO_OPENS, Report
from runtime import spreadsheets
from runtime.language import _
from runtime.spreadsheets import Cell, Table


def tables(report: Report) -> tuple[Table, ...]:
    """Return the tables of a report, in the order in which people ask."""
    return (
        _summary(report),
        _fates(report),
        _shares(_("Organisations"), report.reach.kinds, report.kind),
        _shares(_("Régions"), report.reach.regions, lambda name: name or _(labels.NOT_KNOWN)),
        _shares(_("Fonctions"), report.reach.roles, labels.role),
        _interest(report),
        _machines(report),
        _trend(report),
    )


def csv(report: Report) -> bytes:
    """Return every figure as one line: table, line, measure, value."""
    head = (_("Tableau"), _("Ligne"), _("Mesure"), _("Valeur"))
    return spreadsheets.csv_rows(head, list(_lines(report)))


def xlsx(report: Report) -> bytes:
    """Return the workbook of a report."""
    return spreadsheets.xlsx(tables(report))


def _lines(report: Report) -> Iterator[tuple[Cell, ...]]:
    for table in tables(report):
        words = _leading_words(table)
        for row in table.rows:
            name = "\u00a0: ".join(str(cell) for cell in row[:words] if cell)
            for title, cell in zip(table.head[words:], row[words:], strict=True):
                yield table.name, name, title, cell


def _leading_words(table: Table) -> int:
    """Return how many columns, from the left, say what a line is about."""
    return 1 + all(isinstance(row[1], str) for row in table.rows) if table.rows and len(table.head) > 2 else 1


def _summary(report: Report) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = (
        (_("Publication"), report.publication),
        (_("Numéro"), report.number),
        (_("Titre"), report.title),
        (_("Date"), event_times.day(report.dated)),
        (_("Envoi"), report.campaign.id),
        (_("Destinataires"), report.campaign.audience),
        (_("Écartés avant l’envoi"), sum(report.campaign.excluded_at_launch.values())),
        (_("Lettres remises"), report.reach.contacts),
        (_("Organisations touchées"), report.reach.organisations),
        (_("Échecs"), report.failed),
        (_("Clics"), report.interest.clicks),
        *_answers(report),
        (_("Désinscriptions"), report.left),
        (_("Signalements comme indésirable"), report.complained),
        (_("Ouvertures"), _(NO_OPENS)),
    )
    return Table(_("Résumé"), (_("Chiffre"), _("Valeur")), rows)


def _answers(report: Report) -> tuple[tuple[Cell, ...], ...]:
    """Return what readers answered to an invitation; nothing of any other letter."""
    if report.answers is None:
        return ()
    return (
        (_("Réponses « Je viens »"), report.answers.coming),
        (_("Personnes attendues"), report.answers.people),
        (_("Réponses « Je ne viens pas »"), report.answers.declined),
        (_("Dont représentation par une autre personne"), report.answers.represented),
    )


def _fates(report: Report) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for state, many in report.counts.items():
        reasons = report.reasons.get(state, {})
        told = [(_(states.NAMES[state]), labels.reason(why), number) for why, number in reasons.items() if why]
        rest = many - sum(number for _state, _why, number in told)
        rows += [*told, *([(_(states.NAMES[state]), "", rest)] if rest else [])]
    left_out = report.campaign.excluded_at_launch.items()
    rows += [(_("écartée avant l’envoi"), labels.reason(why), number) for why, number in left_out]
    rows += [(_("désinscription ensuite"), labels.reason(why), number) for why, number in report.left_reasons.items()]
    return Table(_("Remises"), (_("État"), _("Raison"), _("Destinataires")), tuple(rows))


def _shares(name: str, shares: tuple[Share, ...], words: Callable[[str], str]) -> Table:
    rows = tuple((words(share.name), share.organisations, share.contacts) for share in shares)
    return Table(name, (name, _("Organisations touchées"), _("Contacts touchés")), rows)


def _interest(report: Report) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (section.heading, item.title, item.clicks, item.carried, item.rate)
        for section in report.interest.sections
        for item in section.items
    ]
    if report.interest.elsewhere:
        rows.append((_("Hors articles"), _("partenaires, bandeaux et pied"), report.interest.elsewhere, None, None))
    head = (_("Rubrique"), _("Article"), _("Clics"), _("Lettres qui le portaient"), _("Clics par lettre"))
    return Table(_("Intérêt"), head, tuple(rows), shares=frozenset({4}))


def _machines(report: Report) -> Table:
    rows = tuple((_(robots.NAMES[robots.RobotRule(rule)]), many) for rule, many in report.interest.robots.items())
    return Table(_("Robots"), (_("Reconnu à"), _("Clics comptés à part")), rows)


def _trend(report: Report) -> Table:
    head = (
        _("Numéro"), _("Date"), _("Destinataires"), _("Remises"), _("Échecs"), _("Clics"), _("Désinscriptions"),
        _("Signalements"),
    )  # fmt: skip
    rows = tuple(
        (one.name, event_times.day(one.dated), one.audience, one.reached, one.failed, one.clicks, one.left,
         one.complained)
        for one in report.trend
    )  # fmt: skip
    return Table(_("Derniers numéros"), head, rows)
