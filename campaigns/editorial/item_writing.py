"""Writing an item in a form that saves as one types: a blank one, its sheet, each save, and when it is ready.

What is saved was seen before: a save that does not know the newest revision is refused, and nothing is overwritten. A
field that cannot be used keeps its former value and says why; the others are saved. A draft may lack anything, and its
title and chapô may be too long for the moment (`campaigns.checking.item_lacks` says so).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from campaigns.editorial import event_times, frontmatter, images, item_errors, item_versions, items
from campaigns.editorial import meeting_references as meetings
from campaigns.editorial.items import Entry
from campaigns.editorial.models import Item, ItemState, ItemType, ItemVersion, Picture, Placement
from runtime import audit
from runtime.errors import RelaisError
from runtime.installation import Installation
from runtime.language import _
from templates.rich_text import markdown_reading, markdown_writing, nodes, prosemirror

#: The keys of a sheet beside those of `frontmatter.FIELDS`.
DECORATIVE, BODY = "decorative", "body"
#: Signs of a title or a chapô that a draft keeps.
_LONGEST_IN_DRAFT = 2_000
_SHORT = {"title", "intro"}
_EMPTY_BODY = prosemirror.dump(nodes.Document((nodes.Paragraph(()),)))


@dataclass(frozen=True)
class Sheet:
    """An item as its form shows it."""

    entry: Entry
    #: To be given back with the next save.
    version: int
    #: Every key of `frontmatter.FIELDS`; several values stand in commas.
    said: Mapping[str, str]
    #: Whether its picture shows nothing that must be said.
    decorative: bool
    #: The JSON of `templates.rich_text.prosemirror`.
    body: Mapping[str, Any]
    #: Pixels.
    image_size: tuple[int, int]
    #: Where it stands, by the titles of the issues and their ids.
    places: tuple[tuple[int, str], ...] = ()

    @property
    def markdown(self) -> str:
        """The body as text with signs, for whoever has no scripts."""
        return markdown_writing.to_markdown(prosemirror.parse(self.body))


@dataclass(frozen=True)
class Saved:
    """What a save did."""

    version: int
    at: datetime
    #: Key of the sheet -> why it kept its former value.
    refused: Mapping[str, str]


def blank(opened: Installation, actor: str, kind: str = ItemType.LOCAL_MISSION_ACTION.value) -> Sheet:
    """Begin a draft.

    Raises:
        ValueError: there is no such type.
    """
    now, type_ = opened.clock.now(), ItemType(kind)
    with opened.database.transaction() as session:
        item = Item(type=type_.value, title="", body=dict(_EMPTY_BODY), state=ItemState.DRAFT.value, created_at=now)
        session.add(item)
        session.flush()
        audit.record(session, now, actor, "item.begun", id=item.id)
        return _sheet(session, item)


def sheet(opened: Installation, item_id: int) -> Sheet:
    """Return what the form of an item shows.

    Raises:
        errors.UnknownItem, errors.InBin.
    """
    with opened.database.reading() as session:
        return _sheet(session, items.get(session, item_id))


def written(opened: Installation, item_id: int, said: Mapping[str, str], body: object, seen: int, actor: str) -> Saved:
    """Save fields of an item by their keys, and its body: JSON, Markdown as `str`, or `None` to keep it.

    Raises:
        errors.UnknownItem, errors.InBin.
        item_errors.EditedMeanwhile: `seen` is not its newest revision.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        item = _locked(session, item_id)
        if seen != item.revision:
            raise _meanwhile(session, item)
        before = item_versions.content(item)
        refused = tried(session, opened, item, said, body)
        session.add(item)
        if item_versions.keep(session, item, before, now, actor, joins=True):
            _told_once(session, item_id, now, actor)
        session.flush()
        session.refresh(item)
        return Saved(item.revision, now, refused)


def tried(session: Session, opened: Installation, item: Item, said: Mapping[str, str], body: object) -> dict[str, str]:
    """Put values into an item that is not saved yet; return what could not be used, by key, and why."""
    starts, ends = item.starts, item.ends
    found = {key: _set(session, opened, item, key, value) for key, value in said.items()}
    if body is not None:
        found[BODY] = _set_body(item, body)
    if reason := _order(item):
        item.ends, found["end"] = ends if starts == item.starts else "", reason
    return {key: reason for key, reason in found.items() if reason}


def restored(opened: Installation, item_id: int, number: int, actor: str) -> Sheet:
    """Make an item what one of its versions was; what it is now stays in its history.

    Raises:
        errors.UnknownItem, errors.InBin, item_errors.UnknownItemVersion.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        item = _locked(session, item_id)
        kept = item_versions.number(session, item_id, number)
        before = item_versions.content(item)
        item_versions.put(item, kept)
        session.add(item)
        if item_versions.keep(session, item, before, now, actor):
            audit.record(session, now, actor, "item.restored_version", id=item_id, version=number)
        return _sheet(session, item)


def ready(opened: Installation, item_id: int, actor: str) -> Sheet:
    """Say that a draft may go into an issue.

    Raises:
        errors.UnknownItem, errors.InBin.
        item_errors.NotReady: it has no title, no text, or one that is too long.
    """
    with opened.database.transaction() as session:
        item = _locked(session, item_id)
        make_ready(session, item, opened.clock.now(), actor)
        return _sheet(session, item)


def make_ready(session: Session, item: Item, now: datetime, actor: str) -> None:
    """Say it in this transaction; an item that is no draft stays what it is. Raises item_errors.NotReady."""
    if item.state == ItemState.DRAFT.value:
        _require_whole(item)
        item.state = ItemState.READY.value
        session.add(item)
        audit.record(session, now, actor, "item.ready", id=item.id)


def unready(opened: Installation, item_id: int, actor: str) -> Sheet:
    """Make a draft again of an item that stands in no issue.

    Raises:
        errors.UnknownItem, errors.InBin.
        item_errors.NotReady: it stands in an issue, or readers have received it.
    """
    with opened.database.transaction() as session:
        item = _locked(session, item_id)
        if session.exec(select(Placement).where(Placement.item_id == item_id)).first() is not None:
            raise item_errors.NotReady(reason=_("il figure dans un numéro ; retirez-l’en d’abord"))
        if item.state == ItemState.READY.value:
            item.state = ItemState.DRAFT.value
            session.add(item)
            audit.record(session, opened.clock.now(), actor, "item.unready", id=item_id)
        return _sheet(session, item)


def too_long(key: str, value: str) -> str:
    """Return why a title or a chapô is too long for a letter, as a French clause; empty if it is not."""
    try:
        frontmatter.FIELDS[key][1](value)
    except ValueError as problem:
        return str(problem)
    return ""


def _locked(session: Session, item_id: int) -> Item:
    """Return an item that nobody else changes until the end of this transaction."""
    session.get(Item, item_id, with_for_update=True)
    return items.get(session, item_id)


def _sheet(session: Session, item: Item) -> Sheet:
    session.flush()
    session.refresh(item)
    said = dict.fromkeys(frontmatter.FIELDS, "")
    for key, (target, _read, many) in frontmatter.FIELDS.items():
        value = getattr(item, target)
        said[key] = ", ".join(value) if many else str(value or "")
    decorative = bool(item.image) and not item.image_alt and not item.alt_awaited
    places = tuple(items.places(session, item.id or 0))
    size = (item.image_width, item.image_height)
    return Sheet(items.entry(item), item.revision, said, decorative, item.body, size, places)


def _meanwhile(session: Session, item: Item) -> item_errors.EditedMeanwhile:
    last = session.exec(
        select(ItemVersion).where(ItemVersion.item_id == item.id).order_by(col(ItemVersion.id).desc()).limit(1)
    ).first()
    who, at = (last.actor, last.at) if last else ("", item.created_at)
    return item_errors.EditedMeanwhile(id=item.id, actor=who, at=at, version=item.revision)


def _set(session: Session, opened: Installation, item: Item, key: str, value: str) -> str:
    """Set a field; return why it cannot be, or an empty string."""
    draft = item.state == ItemState.DRAFT.value
    try:
        if key == DECORATIVE:
            item.alt_awaited = bool(item.image) and not item.image_alt and value not in ("1", "on", "true")
            return ""
        if key == "image":
            return _set_image(session, opened, item, value.strip())
        if draft and key == "title" and not value.strip():
            item.title = ""
            return ""
        target, read = frontmatter.value(key, value)
        if key == "meeting" and read != item.meeting:
            read = meetings.resolved(session, read)
    except (ValueError, RelaisError) as problem:
        if draft and key in _SHORT and len(value) <= _LONGEST_IN_DRAFT and too_long(key, value):
            setattr(item, key, " ".join(value.split(" ")).strip())
            return ""
        return str(problem).rstrip(".")
    setattr(item, target, read)
    if key == "image_alt":
        item.alt_awaited = bool(item.image) and not read
    return ""


def _set_image(session: Session, opened: Installation, item: Item, name: str) -> str:
    if name == item.image:
        return ""
    known = session.get(Picture, name) if name else None
    width, height = images.size(images.folder(opened.settings.data) / name) if name else (0, 0)
    item.image, item.image_width, item.image_height = name, width, height
    item.image_alt = known.alt if known else ""
    for field in ("rights", "credit", "caption"):
        setattr(item, field, getattr(known, field) if known else "")
    item.alt_awaited = bool(name) and not item.image_alt and not (known and known.decorative)
    return ""


def _set_body(item: Item, body: object) -> str:
    try:
        document = markdown_reading.from_markdown(body) if isinstance(body, str) else prosemirror.parse(body)
    except RelaisError as problem:
        return str(problem).rstrip(".")
    item.body = prosemirror.dump(document)
    return ""


def _order(item: Item) -> str:
    try:
        event_times.require_order(item.starts, item.ends)
    except ValueError as problem:
        return str(problem)
    return ""


def _require_whole(item: Item) -> None:
    from templates.rich_text import standalone

    if not item.title.strip():
        raise item_errors.NotReady(reason=_("il n’a pas encore de titre"))
    for key, words in (("title", _("son titre compte {reason}")), ("intro", _("son chapô compte {reason}"))):
        if reason := too_long(key, getattr(item, key)):
            raise item_errors.NotReady(reason=words.format(reason=reason))
    has_text = item.intro.strip() or standalone.text(prosemirror.parse(item.body)).strip()
    # The list of new signatories writes itself where nobody wrote one.
    if not has_text and item.type != ItemType.NEW_SIGNATORIES.value:
        raise item_errors.NotReady(reason=_("il n’a ni chapô ni texte"))


def _told_once(session: Session, item_id: int, now: datetime, actor: str) -> None:
    """Write one line a sitting into the journal, not one for each pause of a writer."""
    last = audit.last(session, ["item.edited"], id=item_id)
    if last is None or last.actor != actor or now - last.at > item_versions.SITTING:
        audit.record(session, now, actor, "item.edited", id=item_id)
