"""The library of pictures: what each shows, who allowed it, where it is used. Their octets are kept by `images`.

A picture that came with an article is found here too. Refuses to throw away a picture that an article shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, cast
from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.editorial import images, item_errors, labels, library_pages, picture_cropping
from campaigns.editorial.library_pages import LibraryPage
from campaigns.editorial.models import Item, Picture
from campaigns.editorial.picture_cropping import Crop
from lists import folding
from runtime import audit
from runtime.files import File
from runtime.installation import Installation
from runtime.language import _

#: What may be said of a picture.
FIELDS = ("alt", "rights", "credit", "caption")
_LONGEST = 1_000


@dataclass(frozen=True)
class Use:
    """An article that shows a picture."""

    item: int
    title: str


@dataclass(frozen=True)
class Shown:
    """A picture, as the library shows it."""

    #: Under which it is stored, and what is left of its name in articles.
    name: str
    #: What people call it.
    label: str
    width: int
    height: int
    alt: str
    decorative: bool
    rights: str
    credit: str
    caption: str
    #: The picture that it was cut out of, empty for a whole one.
    original: str
    uses: tuple[Use, ...]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The keys of what is not said yet."""
        said = {"alt": self.alt or self.decorative, "rights": self.rights, "credit": self.credit}
        return tuple(key for key, value in said.items() if not value)


def add(opened: Installation, file: File, actor: str, said: Mapping[str, str] | None = None) -> Shown:
    """Keep a picture, and what is known of it; one that is there already stays what it was, and leaves the bin.

    Raises:
        errors.ImageRefused.
    """
    now = opened.clock.now()
    stored = images.keep(opened.settings.data, file)
    with opened.database.transaction() as session:
        row = session.get(Picture, stored.name) or Picture(
            name=stored.name, width=stored.width, height=stored.height, file_name=file.name[:200], added_at=now
        )
        row.deleted_at = None
        _say(row, said or {})
        session.add(row)
        session.flush()
        audit.record(session, now, actor, "image.added", name=stored.name)
        return _shown(session, row)


def listed(opened: Installation, text: str = "", page: int = 1) -> LibraryPage[Shown]:
    """Return a page of the pictures in use that every word of `text` speaks of, newest first."""
    _adopt(opened)
    words = folding.fold(text).split()
    with opened.database.reading() as session:
        query = select(Picture).where(col(Picture.deleted_at).is_(None))
        rows = session.exec(query.order_by(col(Picture.added_at).desc(), col(Picture.name)))
        found = library_pages.cut([row for row in rows if all(word in _words(row) for word in words)], page)
        shown = tuple(_shown(session, row) for row in found.entries)
        return LibraryPage(shown, found.page, found.pages, found.count)


def binned(opened: Installation) -> tuple[Shown, ...]:
    """Return the pictures that somebody put into the bin, the last first."""
    with opened.database.reading() as session:
        query = select(Picture).where(col(Picture.deleted_at).is_not(None))
        rows = session.exec(query.order_by(col(Picture.deleted_at).desc(), col(Picture.name)))
        return tuple(_shown(session, row) for row in rows)


def restore(opened: Installation, name: str, actor: str) -> Shown:
    """Take a picture out of the bin; nothing happens to one that is not in it.

    Raises:
        item_errors.UnknownPicture.
    """
    with opened.database.transaction() as session:
        row = session.get(Picture, name)
        if row is None:
            raise item_errors.UnknownPicture
        if row.deleted_at is not None:
            row.deleted_at = None
            session.add(row)
            audit.record(session, opened.clock.now(), actor, "image.restored", name=name)
        return _shown(session, row)


def show(opened: Installation, name: str) -> Shown:
    """Return one picture.

    Raises:
        item_errors.UnknownPicture.
    """
    with opened.database.reading() as session:
        return _shown(session, _known(session, name))


def describe(opened: Installation, name: str, said: Mapping[str, str], actor: str, *, decorative: bool) -> Shown:
    """Say what a picture shows, and who allowed it. Articles that show it already keep what they say.

    Raises:
        item_errors.UnknownPicture.
    """
    with opened.database.transaction() as session:
        row = _known(session, name)
        _say(row, said)
        row.decorative = decorative and not row.alt
        session.add(row)
        audit.record(session, opened.clock.now(), actor, "image.described", name=name)
        return _shown(session, row)


def crop(opened: Installation, name: str, how: Crop, actor: str) -> Shown:
    """Cut a picture out of another, which stays; what is known of that one is known of it.

    Raises:
        item_errors.UnknownPicture, item_errors.CropRefused, errors.ImageRefused.
    """
    now, data = opened.clock.now(), opened.settings.data
    with opened.database.reading() as session:
        whole = _known(session, name)
        label = whole.file_name
    made = images.keep_content(data, picture_cropping.cut(images.content(data, name), how), label or name)
    with opened.database.transaction() as session:
        whole = _known(session, name)
        row = session.get(Picture, made.name) or Picture(
            name=made.name, width=made.width, height=made.height, file_name=label, added_at=now
        )
        row.deleted_at = None
        if made.name != name:
            row.original, row.crop = name, how.as_json()
        for field in (*FIELDS, "decorative"):
            setattr(row, field, getattr(whole, field))
        session.add(row)
        session.flush()
        audit.record(session, now, actor, "image.cropped", name=made.name, original=name)
        return _shown(session, row)


def remove(opened: Installation, name: str, actor: str) -> Shown:
    """Put a picture into the bin.

    Raises:
        item_errors.UnknownPicture; errors.DeletionRefused: an article shows it.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        row = _known(session, name)
        uses = _uses(session, name)
        if uses:
            titles = _(" » et « ").join(one.title for one in uses[:3])
            reason = _("elle est dans « {titles} »").format(titles=titles)
            raise errors.DeletionRefused(what=_("L’image « {name} »").format(name=row.file_name), reason=reason)
        row.deleted_at = now
        session.add(row)
        audit.record(session, now, actor, "image.deleted", name=name)
        return _shown(session, row)


def _known(session: Session, name: str) -> Picture:
    found = session.get(Picture, name)
    if found is None or found.deleted_at is not None:
        raise item_errors.UnknownPicture
    return found


def _say(row: Picture, said: Mapping[str, str]) -> None:
    for key in FIELDS:
        if key in said:
            setattr(row, key, " ".join(said[key].split())[:_LONGEST])


def _adopt(opened: Installation) -> None:
    """Take in the pictures of articles that came by other ways, with what the article says of them."""
    known = select(Picture.name)
    query = select(Item).where(Item.image != "", col(Item.image).not_in(known))
    with opened.database.reading() as session:
        if session.exec(query.limit(1)).first() is None:
            return
    with opened.database.transaction() as session:
        found = {item.image: item for item in session.exec(query.order_by(col(Item.id).desc()))}
        session.add_all(_of(item) for item in found.values())


def _of(item: Item) -> Picture:
    at: datetime = item.created_at
    return Picture(
        name=item.image, width=item.image_width, height=item.image_height, file_name=item.title[:80],
        alt=item.image_alt, decorative=not item.image_alt and not item.alt_awaited,
        rights=item.rights, credit=item.credit, caption=item.caption, added_at=at,
    )  # fmt: skip


def _uses(session: Session, name: str) -> tuple[Use, ...]:
    shows = (col(Item.image) == name) | cast(col(Item.body), String).contains(name, autoescape=True)
    query = select(Item.id, Item.title).where(shows, col(Item.deleted_at).is_(None)).order_by(col(Item.id))
    return tuple(Use(item or 0, labels.titled(title)) for item, title in session.exec(query))


def _words(row: Picture) -> str:
    return folding.fold(f"{row.file_name} {row.alt} {row.credit} {row.caption} {row.rights}")


def _shown(session: Session, row: Picture) -> Shown:
    return Shown(
        row.name, row.file_name or row.name[:8], row.width, row.height, row.alt, row.decorative, row.rights,
        row.credit, row.caption, row.original, _uses(session, row.name),
    )  # fmt: skip
