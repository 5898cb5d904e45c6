"""`relais readers`: bringing people in, and keeping those out who asked to be left alone."""

from __future__ import annotations

from pathlib import Path

import click

from campaigns import errors
from campaigns.editorial import publications
from cli import faces, helping
from lists import importing
from lists.importing.reports import ImportReport
from lists.kinds import ImportKind
from runtime import audit
from runtime.language import _, ngettext

#: A file beyond this is not a list of readers.
_LARGEST = 200_000_000


@click.group(cls=helping.Group, help=_("Les lecteurs : organisations, contacts, oppositions."))
def readers() -> None:
    """Group what concerns readers."""


@readers.command("import", help=_("Importe un fichier ; une ligne refusée n’empêche pas les autres."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "kind", required=True, type=click.Choice([kind.value for kind in ImportKind]))
@click.option("--dry-run", is_flag=True, help=_("Dit ce qui se passerait, n’écrit rien."))
@click.option("--encoding", help=_("L’encodage du fichier, s’il n’est pas reconnu."))
@faces.as_json
def import_(file: Path, kind: str, dry_run: bool, encoding: str | None, json_: bool) -> None:
    """Import a file, or rehearse it."""
    report = _import(_read(file), file.name, ImportKind(kind), encoding, dry_run=dry_run)
    faces.answer(report.as_json(), _in_words(report, dry_run=dry_run), json_=json_)
    faces.leave(faces.FAILED if report.rejected else faces.DONE)


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > _LARGEST:
            raise errors.FileRefused(file=file.name, reason=_("il pèse plus de 200 Mo"))
        return file.read_bytes()
    except OSError:
        raise errors.FileRefused(file=file.name, reason=_("il ne peut pas être lu")) from None


def _import(raw: bytes, name: str, kind: ImportKind, encoding: str | None, *, dry_run: bool) -> ImportReport:
    opened = faces.opened()
    now = opened.clock.now()
    # A rehearsal does the same work and is never committed.
    with opened.database.reading() if dry_run else opened.database.transaction() as session:
        report = importing.import_file(
            session, raw, name, kind,
            mailing_list_id=publications.only(session).mailing_list_id,
            keyring=opened.keyring, now=now, actor=faces.actor(), encoding=encoding,
        )  # fmt: skip
        audit.record(session, now, faces.actor(), "readers.imported", id=report.id, **report.figures)
    return report


def _in_words(report: ImportReport, *, dry_run: bool) -> str:
    lines = [_("Répétition, rien n’est écrit.")] if dry_run else []
    lines.append(
        ngettext("{rows} ligne lue :", "{rows} lignes lues :", report.rows).format(rows=report.rows)
        + " "
        + ", ".join(
            (
                ngettext("{n} créée", "{n} créées", report.created).format(n=report.created),
                ngettext("{n} modifiée", "{n} modifiées", report.updated).format(n=report.updated),
                ngettext("{n} inchangée", "{n} inchangées", report.unchanged).format(n=report.unchanged),
            )
        )
        + "."
    )
    lines += [
        _("  ligne {line}, {field} : « {old} » corrigé en « {new} »").format(
            line=one.line, field=one.field, old=one.old, new=one.new
        )
        for one in report.corrected
    ]
    lines += [_("  ligne {line} laissée : {reason}").format(line=one.line, reason=one.reason) for one in report.skipped]
    lines += [
        _("  ligne {line} refusée, {field} « {value} » : {reason}").format(
            line=one.line, field=one.field, value=one.value, reason=one.reason
        )
        for one in report.rejected
    ]
    return "\n".join(lines)
