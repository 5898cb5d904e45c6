"""A file as lines of named cells: finds the separator or sheet, the headings, titles and totals. Pure.

Refuses a file without recognisable headings, and a line in which `quotation_marks` finds others. Lines are numbered
as in a text editor; a record over several lines has the number of its first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from lists import errors
from lists.folding import fold
from lists.importing.reading import bare_lists, cell_text, heading_search, headings, quotation_marks
from lists.importing.reading.candidates import Candidate, Record, Row
from lists.importing.reading.decoding import Decoded
from lists.importing.reading.heading_search import Found
from lists.importing.reading.headings import Wanted
from lists.importing.reports import Doubtful, Notes, Rejected, Skipped
from lists.kinds import ImportKind
from runtime.language import _, ngettext

_SEPARATORS = ";,\t|"
#: Fewer known headings may stand on a line by chance.
_ENOUGH_HEADINGS = 2
_TOTAL = re.compile(r"(sous )?total( general)?( \d+)*( (entreprises|signataires|lignes|contacts))?")
_IDENTIFYING = frozenset(("siren", "siret", "code", "email"))
#: Of a value that is refused because it is too much.
_LONGEST_SHOWN = 80


def delimited(decoded: Decoded, name: str) -> list[Candidate]:
    """Return a text as a table for each separator that it could be written with."""
    return [Candidate("", partial(quotation_marks.records, decoded, name, separator)) for separator in _SEPARATORS]


def read(candidates: Sequence[Candidate], name: str, wanted: Wanted, notes: Notes) -> Iterator[Row]:
    """Yield the lines of data of the best candidate, and note titles, totals, empty lines and unknown columns.

    Raises:
        errors.FileRefused: no headings were found, a quotation mark is never closed, or `mapped` names a column
            that is not there.
    """
    kind, mapped = wanted.kind, wanted.mapped
    tried = [heading_search.search(candidate, wanted) for candidate in candidates]
    found = heading_search.best(tried)
    if not found.columns:
        if found.problem is not None and all(one.problem for one in tried):
            raise found.problem
        if kind is ImportKind.OBJECTIONS and (rows := bare_lists.addresses(candidates[0], notes)):
            return iter(rows)
        raise _without_headings(candidates, name, wanted)
    if absent := [heading for heading in mapped if heading not in found.headings]:
        reason = _("il n’a pas la colonne « {name} » du fichier de correspondance").format(name=absent[0])
        raise errors.FileRefused(name=name, reason=reason)
    if kind is ImportKind.OBJECTIONS and headings.is_list_of_companies(found.titles):
        reason = _(
            "il ressemble à une liste d’entreprises, et une opposition ne se reprend pas : ne gardez que l’e-mail"
        )
        raise errors.FileRefused(name=name, reason=reason)
    if headings.is_list_of_people(wanted, found.titles):
        reason = _(
            "« Nom » y semble être le nom de personnes : nommez « Mission locale » la colonne des missions locales, ou "
            "importez ces personnes comme contacts"
        )
        raise errors.FileRefused(name=name, reason=reason)
    _note_sheets(found, tried, notes)
    return _rows(found, wanted, notes)


def _without_headings(candidates: Sequence[Candidate], name: str, wanted: Wanted) -> errors.FileRefused:
    """Return the refusal of a file that lacks an obligatory heading: the one that misses, where others are there."""
    nearest, line = 0, 0
    for candidate in candidates:
        for number, cells in islice(_readable(candidate), heading_search.LINES):
            found = len(set(headings.known(wanted, cells).values()))
            nearest, line = max((nearest, line), (found, number), key=lambda one: one[0])
    must = headings.obligatory(wanted)
    if nearest >= _ENOUGH_HEADINGS:
        reason = _("la ligne {line} porte ses en-têtes, mais il y manque {must}, qui est obligatoire")
    else:
        reason = _("aucune ligne d’en-têtes n’y est reconnue : il faut au moins {must}")
    cause = errors.RegisterNumberMissing if wanted.kind is ImportKind.COMPANIES else errors.FileRefused
    return cause(name=name, reason=reason.format(line=line, must=must))


def _readable(candidate: Candidate) -> Iterator[Record]:
    """Yield records until cells cannot be told apart any more."""
    try:
        yield from candidate.records()
    except errors.FileRefused:
        return


def _note_sheets(found: Found, tried: Sequence[Found], notes: Notes) -> None:
    """Note the sheets that are not read, and what is not seen in the one that is."""
    for one in tried:
        if one.candidate.title and one is not found and any(any(cells) for _line, cells in one.candidate.records()):
            reason = _("feuille « {title} » ignorée")
            if one.columns:
                reason = _("feuille « {title} » ignorée : elle est aussi une liste, et une seule est lue à la fois")
            notes.noticed.append(Skipped(0, reason.format(title=one.candidate.title)))
    if found.candidate.caution:
        notes.doubtful.append(Doubtful(0, found.candidate.caution))
    for run in found.candidate.hidden:
        if run.stop > found.line:
            reason = ngettext(
                "ligne masquée ou filtrée dans le tableur, lue comme les autres",
                "{n} lignes masquées ou filtrées dans le tableur (jusqu’à la ligne {last}), lues comme les autres",
                len(run),
            )
            notes.doubtful.append(Doubtful(run.start, reason.format(n=len(run), last=run.stop - 1)))


def _rows(found: Found, wanted: Wanted, notes: Notes) -> Iterator[Row]:
    empty: list[int] = []
    width = 0 if found.line else len(found.titles)
    for line, cells in found.candidate.records():
        tidied = [cell_text.tidy(cell) for cell in cells]
        if not any(tidied):
            empty.append(line)
        elif line < found.line:
            notes.noticed.append(Skipped(line, _("titre au-dessus des en-têtes")))
        elif line == found.line:
            width = len(tidied)
            _note_unknown(line, tidied, found.columns, wanted, notes)
        elif refusal := _refusal(line, cells, tidied, found, width):
            notes.rejected.append(refusal)
            yield Row(line, {})
        else:
            yield from _row(line, tidied, found.columns, notes)
    _note_empty(empty, notes)


def _refusal(line: int, cells: list[str], tidied: list[str], found: Found, width: int) -> Rejected | None:
    """Return why the cells of a line do not stand where they should, if so."""
    if stray := quotation_marks.swallowed(cells, len(found.titles)):
        column, reason = stray
        heading = found.titles[column] if column < len(found.titles) else ""
        return Rejected(line, heading, _shortened(tidied[column]), reason)
    if any(tidied[width:]):
        return Rejected(line, "", "", _("la ligne a plus de cellules que d’en-têtes"))
    return None


def _shortened(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_SHOWN else cell[:_LONGEST_SHOWN] + "…"


def _row(line: int, tidied: list[str], columns: Mapping[int, str], notes: Notes) -> Iterator[Row]:
    cells: dict[str, str] = {}
    for rank, name in columns.items():
        if rank < len(tidied) and tidied[rank]:
            cells[name] = f"{cells[name]} ; {tidied[rank]}" if name in cells else tidied[rank]
    if not _identified(cells) and any(map(_is_total, tidied)):
        notes.noticed.append(Skipped(line, _("ligne de total")))
    elif cells:
        yield Row(line, cells)
    else:
        notes.noticed.append(Skipped(line, _("rien dans les colonnes connues")))


def _identified(cells: dict[str, str]) -> bool:
    """Tell whether a row names somebody, so that « Total » in it may well be a company."""
    return any(_is_identity(name, cell) for name, cell in cells.items() if name in _IDENTIFYING)


def _is_identity(name: str, cell: str) -> bool:
    """Tell whether a cell names somebody; a number that stands under « E-mail » is a sum."""
    return "@" in cell if name == "email" else not _is_total(cell)


def _is_total(cell: str) -> bool:
    return _TOTAL.fullmatch(fold(cell)) is not None


def _note_unknown(line: int, titles: list[str], columns: Mapping[int, str], wanted: Wanted, notes: Notes) -> None:
    """Note the columns that are not read, and why: nobody knows them, or another one says the same."""
    fields = headings.fields(wanted.kind)
    read = {field: titles[rank] for rank, field in columns.items()}
    for rank, cell in enumerate(titles):
        if rank in columns or not cell or fold(cell) in wanted.mapped or fold(cell) == headings.REASON:
            continue
        if (other := read.get(fields.get(fold(cell), ""))) is not None:
            reason = _("colonne « {name} » ignorée : la colonne « {other} », lue, dit la même chose")
        else:
            reason = _("colonne inconnue « {name} »")
        notes.noticed.append(Skipped(line, reason.format(name=cell, other=other)))


def _note_empty(lines: list[int], notes: Notes) -> None:
    """Note runs of empty lines once each: a spreadsheet may leave a thousand at the end."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and runs[-1][-1] == line - 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    for run in runs:
        reason = ngettext("{n} ligne vide", "{n} lignes vides", len(run)).format(n=len(run))
        notes.noticed.append(Skipped(run[0], reason))
