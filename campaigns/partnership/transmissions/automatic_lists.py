"""« Nouveaux signataires », which writes itself: the names by région under an item that holds none, as it is frozen.

Owns how the list is worded in a letter. Where nobody is to be announced the item is left out, and its section with it,
if nothing else stands there. Refuses to touch a list that somebody wrote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sqlmodel import Session

from campaigns.editorial import event_times
from campaigns.editorial.snapshots import Piece, Section, Snapshot
from campaigns.partnership.transmissions import announcements
from lists import geography
from lists.organisations import signatories
from lists.organisations.signatories import Signatory
from runtime.installation import Installation
from runtime.language import _, ngettext
from templates.rich_text import nodes, prosemirror


def is_automatic(item: Piece) -> bool:
    """Tell whether the list of an item writes itself."""
    return announcements.is_unwritten(item.type, item.body)


def filled(session: Session, opened: Installation, snapshot: Snapshot) -> Snapshot:
    """Return a snapshot whose automatic list holds whom its issue announces."""
    automatic = [item.id for item in snapshot.items if is_automatic(item)]
    if not automatic:
        return snapshot
    found = announcements.of_issue(session, opened, snapshot.issue.id)
    # The same names are not said twice in one letter.
    first = automatic[0] if found else 0
    return replace(snapshot, sections=tuple(_sections(snapshot.sections, found, first)))


def _sections(sections: Iterable[Section], found: Sequence[Signatory], first: int) -> Iterator[Section]:
    for section in sections:
        kept = tuple(
            _with_names(item, found) if item.id == first else item
            for item in section.items
            if item.id == first or not is_automatic(item)
        )
        if kept:
            yield replace(section, items=kept)


def _with_names(item: Piece, found: Sequence[Signatory]) -> Piece:
    return replace(item, body=prosemirror.dump(document(found)), intro=item.intro or summary(found))


def document(found: Sequence[Signatory]) -> nodes.Document:
    """Return the names below their région."""
    return nodes.Document(tuple(_blocks(found)))


def _blocks(found: Sequence[Signatory]) -> Iterator[nodes.Block]:
    for region, group in signatories.regions(found):
        yield nodes.Heading(3, (nodes.Text(region.name if region else _("Région inconnue")),))
        yield nodes.BulletList(tuple(nodes.ListItem((nodes.Paragraph((nodes.Text(line(one)),)),)) for one in group))


def line(one: Signatory) -> str:
    """Say one of them: « Logiciels Ombelle, en Gironde », and when it signed, if that became known late."""
    said = f"{one.name}, {one.locative}" if one.locative else one.name
    if not one.late:
        return said
    words = _("{name} (signature du {day}, enregistrée tardivement)")
    return words.format(name=said, day=event_times.day(one.signed_on))


def summary(found: Sequence[Signatory]) -> str:
    """Say how many they are, and where most are: « 18 nouveaux signataires, dont 3 en Gironde. »."""
    count = ngettext("{n} nouveau signataire", "{n} nouveaux signataires", len(found)).format(n=len(found))
    [(most, many), *others] = Counter(one.departement for one in found).most_common(2)
    place = geography.departements().get(most or "")
    if place is None or not others or many < 2 or others[0][1] == many:
        return f"{count}."
    return _("{count}, dont {many} {place}.").format(count=count, many=many, place=place.locative)
