"""A Word file that somebody dropped: kept while it is cut into articles, then gone.

Owns `<data>/received/`, where a file lies under a name that cannot be guessed, for a day at most.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from campaigns import errors
from campaigns.editorial import ingesting, item_errors, item_files
from campaigns.editorial.ingesting import Brought
from campaigns.editorial.item_files import ItemSource, Submission
from campaigns.editorial.manuscripts import item_building, passages
from campaigns.editorial.manuscripts.item_building import Composed
from campaigns.editorial.manuscripts.manuscript import Unreadable
from campaigns.editorial.manuscripts.passages import Passage
from campaigns.editorial.models import ItemState, ItemType
from runtime.files import File
from runtime.installation import Installation
from runtime.language import _
from templates import typed_text
from templates.rich_text import bare_links, nodes, rebuilding

#: Octets.
LARGEST = 50_000_000
_DAY = 86_400
_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Drawn:
    """A picture in the text that says nothing yet of what it shows."""

    src: str
    octets: bytes


@dataclass(frozen=True)
class Received:
    """A file, read and ready to be cut."""

    key: str
    file_name: str
    passages: tuple[Passage, ...]
    #: French clauses: what was left out, or is formatted differently.
    notes: tuple[str, ...]
    #: The pictures of its text without words, in the order of reading.
    pictures: tuple[Drawn, ...]


def keep(opened: Installation, file: File) -> str:
    """Keep a file that can be read, and return the key under which it is found again.

    Raises:
        errors.FileRefused: it cannot be read, or holds no text.
    """
    if len(file.content) > LARGEST:
        raise errors.FileRefused(file=file.name, reason=_("il pèse plus de 50 Mo"))
    if not item_files.manuscript(Submission(file.name, file.content)).parts:
        raise errors.FileRefused(file=file.name, reason=_("il ne contient aucun texte"))
    folder = _folder(opened)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _tidy(opened, folder)
    key = secrets.token_hex(16)
    (folder / key).mkdir(mode=0o700)
    (folder / key / Path(file.name).name[-120:]).write_bytes(file.content)
    return key


def show(opened: Installation, key: str) -> Received:
    """Return a kept file with the cuts that are proposed.

    Raises:
        item_errors.ReceivedGone.
    """
    file = _kept(opened, key)
    read = item_files.manuscript(file)
    held = passages.of(read, Path(file.name).stem)
    drawn = dict.fromkeys(
        picture.src for one in held.passages for picture in typed_text.within(one.block, nodes.Image)
        if picture.alt is None and picture.src in read.pictures
    )  # fmt: skip
    pictures = tuple(Drawn(src, read.pictures[src]) for src in drawn)
    return Received(key, file.name, held.passages, held.notes, pictures)


def create(
    opened: Installation,
    key: str,
    titles: Mapping[int, str],
    alts: Mapping[str, str],
    actor: str,
    kind: ItemType | None = None,
) -> list[Brought]:
    """Make drafts that begin at these passages, by number, under these titles; the file is gone afterwards.

    `alts` says what a picture shows, by its `src`.

    Raises:
        item_errors.ReceivedGone; errors.FileRefused: there is no text, or a title is too long.
    """
    file = _kept(opened, key)
    read = item_files.manuscript(file)
    try:
        made = passages.cut(passages.of(read, Path(file.name).stem), titles)
        items, notes = item_building.of_drafts(made, kind)
    except Unreadable as problem:
        raise errors.FileRefused(file=file.name, reason=str(problem)) from None

    def described(picture: nodes.Image) -> nodes.Image:
        words = alts.get(picture.src, "").strip()
        return replace(picture, alt=words) if picture.alt is None and words else picture

    def source(one: Composed) -> ItemSource:
        body = rebuilding.rebuilt(bare_links.linked(one.body), image=described)
        return ItemSource(file, dict(one.values), body, read.pictures, notes)

    brought = ingesting.enter(opened, [source(one) for one in items], actor, ItemState.DRAFT)
    _forget(_folder(opened) / key)
    return brought


def _kept(opened: Installation, key: str) -> Submission:
    folder = _folder(opened) / key
    found = next(folder.iterdir(), None) if _KEY.fullmatch(key) and folder.is_dir() else None
    if found is None:
        raise item_errors.ReceivedGone
    return Submission(found.name, found.read_bytes())


def _folder(opened: Installation) -> Path:
    return opened.settings.data / "received"


def _tidy(opened: Installation, folder: Path) -> None:
    before = opened.clock.now().timestamp() - _DAY
    for one in folder.iterdir():
        if one.stat().st_mtime < before:
            _forget(one)


def _forget(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
