"""Taking a file of readers, and what a person says about it: its encoding, its sheet, what each column holds.

What was said of a file with the same columns is proposed again. Refuses a file of which no table can be read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlmodel import Session

from campaigns import errors
from campaigns.acting.importing import kept_files
from campaigns.editorial import publications
from campaigns.editorial.models import Publication
from lists import errors as lists_errors
from lists import importing
from lists.importing import drafts
from lists.importing.drafts import Draft, Said
from lists.importing.reading import decoding, headings, previewing, workbooks
from lists.importing.reading.decoding import Offer
from lists.importing.reading.previewing import Preview
from lists.importing.reports import Notes
from lists.kinds import ImportKind
from runtime.files import File
from runtime.installation import Installation
from runtime.language import _

#: Days after which a file is forgotten.
DAYS = kept_files.DAYS
#: Octets that a page takes.
LARGEST = 50_000_000
#: Characters of the sentence that says where addresses come from.
LONGEST_ORIGIN = 300


@dataclass(frozen=True)
class Looked:
    """A file, and what is understood of it."""

    draft: Draft
    #: `None`: nothing can be read in it as it is said to be; `problem` says why.
    preview: Preview | None
    problem: str
    #: The encodings that it can be read in; empty where nothing is to be chosen.
    encodings: tuple[Offer, ...]
    #: That in which it is read.
    encoding: str
    #: The headings of the columns that it must have and lacks, as part of a sentence; empty when it has them.
    lacks: str
    #: What a column may be understood as: field and heading.
    fields: tuple[tuple[str, str], ...]
    #: Whether what was said of an earlier file with these columns is proposed.
    is_remembered: bool

    @property
    def needs_origin(self) -> bool:
        """Whether nothing in the file says where its addresses come from."""
        columns = self.preview.columns if self.preview else ()
        return self.draft.kind is not ImportKind.OBJECTIONS and all(one.field != "collected_from" for one in columns)


def receive(opened: Installation, file: File, kind: ImportKind, actor: str, *, publication: str | None = None) -> Draft:
    """Take a file.

    Raises:
        errors.FileRefused: it is too heavy; errors.PublicationUnknown.
        lists.errors.FileRefused: nothing can be read in it.
    """
    if len(file.content) > LARGEST:
        raise errors.FileRefused(file=file.name, reason=_("il pèse plus de 50 Mo"))
    said = _recognised(file, kind)
    preview = _preview(file.content, file.name, kind, said)
    print_of = drafts.fingerprint(kind, preview.mapped)
    with opened.database.transaction() as session:
        listed = publications.chosen(session, publication).mailing_list_id
        known = drafts.remembered(session, print_of)
        if known is not None:
            said = replace(said, mapped=known.mapped, creates=known.creates, origin=known.origin)
        draft = drafts.add(session, file.name, kind, listed, said, actor=actor, now=opened.clock.now())
    kept_files.drop_expired(opened, kept_files.since(opened))
    kept_files.keep(opened, draft.id, file.content)
    return draft


def look(opened: Installation, number: int) -> Looked:
    """Return a file as it is understood now.

    Raises:
        lists.errors.ImportUnknown: there is no such file, or it is gone.
    """
    with opened.database.reading() as session:
        draft = drafts.show(session, number)
    raw = held(opened, draft)
    said, problem, preview = draft.said, "", None
    try:
        preview = _preview(raw, draft.file_name, draft.kind, said)
    except lists_errors.FileRefused as refused:
        problem = str(refused)
    wanted = _wanted(draft.kind, said)
    lacks = preview is not None and preview.lacks(wanted)
    is_bare = draft.kind is ImportKind.OBJECTIONS and preview is not None and _holds_addresses(preview)
    offers = () if workbooks.is_one(raw) else decoding.offers(raw)
    return Looked(
        draft, preview, problem, offers, said.encoding or _supposed(raw, draft.file_name, offers),
        headings.obligatory(wanted) if lacks and not is_bare else "",
        tuple((name, headings.shown(draft.kind, name)) for name in headings.HEADINGS[draft.kind]),
        is_remembered=bool(said.mapped),
    )  # fmt: skip


def tell(opened: Installation, number: int, said: Said) -> Draft:
    """Note what a person says about a file; `mapped` may be partial, the rest is as it was recognised.

    Raises:
        lists.errors.ImportUnknown, lists.errors.ImportUnderWay, lists.errors.FileRefused.
    """
    with opened.database.reading() as session:
        draft = drafts.show(session, number)
    raw = held(opened, draft)
    preview = _preview(raw, draft.file_name, draft.kind, said)
    with opened.database.transaction() as session:
        drafts.tell(session, number, said, drafts.fingerprint(draft.kind, preview.mapped))
        return drafts.show(session, number)


def held(opened: Installation, draft: Draft) -> bytes:
    """Return the octets of a file.

    Raises:
        lists.errors.ImportUnknown: they are gone.
    """
    raw = kept_files.content(opened, draft.id)
    if raw is None:
        raise lists_errors.ImportUnknown(id=draft.id)
    return raw


def as_file(opened: Installation, draft: Draft) -> importing.File:
    """Return a file as an import takes it. Raises as `held`."""
    said = draft.said
    return importing.File(
        held(opened, draft), draft.file_name, draft.kind, said.encoding, mapped=dict(said.mapped),
        origin=said.origin or None, creates=said.creates, sheet=said.sheet, headed=said.headed,
    )  # fmt: skip


def forget(opened: Installation, number: int) -> None:
    """Delete a file that will not be imported.

    Raises:
        lists.errors.ImportUnknown, lists.errors.ImportUnderWay.
    """
    with opened.database.transaction() as session:
        drafts.discard(session, number)
    kept_files.forget(opened, number)


def publication_of(session: Session, draft: Draft) -> Publication | None:
    """Return the letter whose readers a file holds."""
    return publications.of_list(session, draft.mailing_list_id)


def publication_id(opened: Installation, number: int) -> int | None:
    """Return the number of the letter whose readers a file holds.

    Raises:
        lists.errors.ImportUnknown.
    """
    with opened.database.reading() as session:
        found = publication_of(session, drafts.show(session, number))
        return found.id if found else None


def _recognised(file: File, kind: ImportKind) -> Said:
    """Return what can be said of a file without asking anybody."""
    encoding = None
    try:
        if not workbooks.is_one(file.content):
            decoding.decode(file.content, file.name)
    except lists_errors.EncodingUnclear as unclear:
        encoding = unclear.data["better"]
    said = Said(encoding=encoding)
    candidates = importing.opened(_file(file.content, file.name, kind, said), Notes())
    headed = kind is ImportKind.OBJECTIONS or previewing.is_headed(candidates, _wanted(kind, said))
    return replace(said, headed=headed)


def _preview(raw: bytes, name: str, kind: ImportKind, said: Said) -> Preview:
    return previewing.look(importing.opened(_file(raw, name, kind, said), Notes()), _wanted(kind, said))


def _file(raw: bytes, name: str, kind: ImportKind, said: Said) -> importing.File:
    return importing.File(raw, name, kind, said.encoding, sheet=said.sheet)


def _wanted(kind: ImportKind, said: Said) -> headings.Wanted:
    return headings.Wanted(kind, said.mapped, creates=said.creates, headed=said.headed)


def _holds_addresses(preview: Preview) -> bool:
    return any("@" in text for one in preview.columns for text in (one.title, *one.cells))


def _supposed(raw: bytes, name: str, offers: tuple[Offer, ...]) -> str:
    try:
        return decoding.decode(raw, name).choice if offers else ""
    except lists_errors.FileRefused:
        return ""
