"""`relais readers import`, `imports` and `undo`: files brought in, remembered, taken back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from campaigns.acting import reader_files
from cli import click_groups, terminal
from lists import importing
from lists.importing.import_runs import Run
from lists.importing.reading import headings
from lists.importing.reports import ImportReport
from lists.kinds import ImportKind
from lists.organisations import sirene
from runtime import clock
from runtime.language import _, ngettext


@click_groups.command("import", help=_("Importe un fichier ; une ligne refusée n’empêche pas les autres."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "kind", required=True, type=click.Choice([kind.value for kind in ImportKind]))
@click.option("--dry-run", is_flag=True, help=_("Dit ce qui se passerait, n’écrit rien."))
@click.option("--encoding", help=_("L’encodage du fichier, s’il n’est pas reconnu."))
@click.option(
    "--mapping",
    "mapped",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("Un fichier JSON ou TOML qui dit quelle colonne est quoi."),
)
@click.option("--origin", help=_("D’où viennent les adresses, en une phrase que les lecteurs liront."))
@click.option("--sheet", help=_("La feuille à lire, dans un classeur qui en a plusieurs."))
@click.option(
    "--create-organisations", "creates", is_flag=True, help=_("Crée les organisations inconnues, même sans SIREN.")
)
@terminal.publication
@terminal.as_json
def import_(
    file: Path,
    kind: str,
    dry_run: bool,
    encoding: str | None,
    mapped: Path | None,
    origin: str | None,
    sheet: str | None,
    creates: bool,
    publication: str | None,
    json_: bool,
) -> None:
    """Import a file, or rehearse it."""
    headings = terminal.read(mapped, heaviest=reader_files.HEAVIEST) if mapped else None
    read = terminal.read(file, heaviest=reader_files.HEAVIEST)
    brought = importing.File(
        read.content, read.name, ImportKind(kind), encoding, origin=origin, creates=creates, sheet=sheet
    )
    report = reader_files.bring(
        terminal.opened(),
        brought,
        headings=headings,
        rehearsal=dry_run,
        actor=terminal.actor(),
        publication=publication,
    )
    terminal.answer(report.as_json(), "\n".join(_in_words(report, dry_run=dry_run)), json_=json_)
    terminal.leave(terminal.FAILED if report.rejected else terminal.DONE)


@click_groups.command("imports", help=_("Montre les imports, le plus récent en tête."))
@terminal.as_json
def imports(json_: bool) -> None:
    """Show what was imported, by whom, and what came of it."""
    found = reader_files.imports(terminal.opened())
    words = "\n".join(map(_line, found)) or _("Aucun import.")
    terminal.answer([one.as_json() for one in found], words, json_=json_)


def _line(run: Run) -> str:
    created = run.counts.get("created", 0)
    said = _("{id}  {at}  {file} ({kind}), {rows}, {created}").format(
        id=run.id,
        at=f"{clock.in_paris(run.at):%d/%m/%Y %H:%M}",
        file=run.file,
        kind=run.kind.value,
        rows=_lines_read(run.counts.get("rows", 0)),
        created=ngettext("{n} créée", "{n} créées", created).format(n=created),
    )
    if run.undone_at is not None:
        return _("{said}, annulé depuis").format(said=said)
    if run.is_half_undone:
        return _("{said}, annulation inachevée (en cours ou interrompue)").format(said=said)
    return said if run.is_whole else _("{said}, inachevé (en cours ou interrompu)").format(said=said)


@click_groups.command("undo", help=_("Annule un import de moins de 30 jours ; ce qui a changé depuis reste."))
@click.argument("number", metavar="IMPORT", type=terminal.NUMBER)
@click.option("--dry-run", is_flag=True, help=_("Dit ce qui se passerait, n’écrit rien."))
@terminal.as_json
def undo(number: int, dry_run: bool, json_: bool) -> None:
    """Take an import back, or rehearse it."""
    report = reader_files.undo(terminal.opened(), number, rehearsal=dry_run, actor=terminal.actor())
    terminal.answer(report.as_json(), "\n".join(_undone_in_words(report, dry_run=dry_run)), json_=json_)


def _undone_in_words(report: ImportReport, *, dry_run: bool) -> Iterable[str]:
    if dry_run:
        yield _("Simulation : rien n’a été enregistré.")
    yield _("Import n° {id} annulé : {removed}, {restored}, {kept}.").format(
        id=report.id,
        removed=ngettext("{n} ligne retirée", "{n} lignes retirées", report.created).format(n=report.created),
        restored=ngettext("{n} rétablie", "{n} rétablies", report.updated).format(n=report.updated),
        kept=ngettext("{n} élément conservé", "{n} éléments conservés", len(report.skipped)).format(
            n=len(report.skipped)
        ),
    )
    yield from (_("  ligne {line} : {reason}").format(line=one.line, reason=one.reason) for one in report.skipped)


def _lines_read(rows: int) -> str:
    return ngettext("{rows} ligne lue", "{rows} lignes lues", rows).format(rows=rows)


def _in_words(report: ImportReport, *, dry_run: bool) -> Iterable[str]:
    """Yield the report line by line, what a person must look at last."""
    if dry_run:
        yield _("Simulation : rien n’a été enregistré.")
    if report.samples:
        yield _(
            "Encodage supposé : Windows (cp1252). Si les accents de ces lignes sont illisibles, précisez --encoding :"
        )
        yield from (f"  {sample}" for sample in report.samples)
    yield _figures(report)
    yield from _details(report)
    yield from _to_do(report)


def _to_do(report: ImportReport) -> Iterable[str]:
    """Yield what only the officer knows."""
    if report.unknown:
        yield _(
            "Pour créer les organisations inconnues avec ce que disent les lignes, relancez avec "
            "--create-organisations."
        )
    if report.unstated:
        yield ngettext(
            "D’où vient l’adresse de ce nouveau contact ? Sa première lettre doit le lui dire (RGPD, article 14) : "
            'relancez avec --origin "…", une phrase qu’il lira.',
            "D’où viennent les adresses de ces {n} nouveaux contacts ? Leur première lettre doit le leur dire (RGPD, "
            'article 14) : relancez avec --origin "…", une phrase qu’ils liront.',
            report.unstated,
        ).format(n=report.unstated)


def _figures(report: ImportReport) -> str:
    figures = (
        ngettext("{n} créée", "{n} créées", report.created).format(n=report.created),
        ngettext("{n} modifiée", "{n} modifiées", report.updated).format(n=report.updated),
        ngettext("{n} inchangée", "{n} inchangées", report.unchanged).format(n=report.unchanged),
        ngettext("{n} refusée", "{n} refusées", len(report.rejected)).format(n=len(report.rejected)),
    )
    return _("{rows} : {figures}.").format(rows=_lines_read(report.rows), figures=", ".join(figures))


def _details(report: ImportReport) -> Iterable[str]:
    for changed in report.changed:
        said = _("  ligne {line}, modifiée, {field} : « {old} » devient « {new} »")
        old, new = _shown(changed.field, changed.old), _shown(changed.field, changed.new)
        yield said.format(line=changed.line, field=changed.field, old=old, new=new)
    for corrected in report.corrected:
        said = _("  ligne {line}, corrigée, {field} : « {old} » devient « {new} »")
        new = _shown(corrected.field, corrected.new)
        yield said.format(line=corrected.line, field=corrected.field, old=corrected.old, new=new)
    for skipped in report.skipped:
        yield _place(skipped.line, _("ignorée"), skipped.reason)
    for doubtful in report.doubtful:
        yield _place(doubtful.line, _("à vérifier"), doubtful.reason)
    for rejected in report.rejected:
        what = _(", {field} « {value} »").format(field=rejected.field, value=rejected.value) if rejected.field else ""
        said = _("  ligne {line}, refusée{what} : {reason}")
        yield said.format(line=rejected.line, what=what, reason=rejected.reason)


def _shown(field: str, value: str) -> str:
    """Return a value as people read it: the codes of Insee say nothing to them."""
    return sirene.band_said(value) if field == headings.shown(ImportKind.COMPANIES, "size") else value


def _place(line: int, what: str, reason: str) -> str:
    """Return one line of the report; what concerns the whole file has no line."""
    if line == 0:
        return _("  fichier : {reason}").format(reason=reason)
    return _("  ligne {line}, {what} : {reason}").format(line=line, what=what, reason=reason)
