"""Files that a person names on disk, read into values for the verbs, and written from their results.

Refuses what cannot be read or written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import partial
from pathlib import Path, PurePath

from campaigns import errors
from campaigns.editorial import documents, images, item_files
from campaigns.editorial.item_files import Submission
from runtime.errors import RelaisError
from runtime.files import File
from runtime.language import _
from templates import errors as template_errors
from templates import fingerprints

#: Octets of a file for which nothing else sets a bound.
_HEAVIEST = 200_000_000


def submission(file: Path) -> Submission:
    """Read a file that holds items; a picture beside it is read when the text asks for it.

    Raises:
        errors.FileRefused: it cannot be read.
    """
    unreadable = errors.FileRefused(file=file.name, reason=_("ce fichier ne peut pas être lu"))
    missing = errors.FileRefused(file=file.name, reason=_("ce fichier n’existe pas"))
    return Submission(file.name, _octets(file, None, unreadable, missing), partial(_beside, file.parent))


def _beside(folder: Path, name: str) -> bytes:
    if "://" in name or "\0" in name:
        return item_files.nothing(name)
    try:
        file = _found(folder, name)
        is_inside = file.resolve().is_relative_to(folder.resolve())
    except OSError:
        raise errors.ImageRefused(image=name, reason=_("le fichier ne peut pas être lu")) from None
    return picture(file).content if is_inside else item_files.nothing(name)


def _found(folder: Path, name: str) -> Path:
    """Return where a file lies, also when the disk spells its name with loose accents, as macOS does (NFD)."""
    place = folder
    for part in PurePath(name).parts:
        composed = unicodedata.normalize("NFC", part)
        beside = [] if (place / part).exists() or not place.is_dir() else place.iterdir()
        alike = (one.name for one in beside if unicodedata.normalize("NFC", one.name) == composed)
        place /= next(alike, part)
    return place


def document(file: Path) -> File:
    """Read a brochure or a kit.

    Raises:
        errors.DocumentRefused: it cannot be read.
    """
    reason = _("il n’existe pas, ou ne peut pas être lu")
    refused = errors.DocumentRefused(file=file.name, reason=reason)
    return File(file.name, _octets(file, documents.HEAVIEST, refused, refused))


def convention(file: Path) -> File:
    """Read a convention or an amendment.

    Raises:
        errors.FileRefused: it cannot be read.
    """
    refused = errors.FileRefused(file=file.name, reason=_("il n’existe pas, ou ne peut pas être lu"))
    return File(file.name, _octets(file, None, refused, refused))


def picture(file: Path) -> File:
    """Read a picture.

    Raises:
        errors.ImageRefused: it cannot be read.
    """
    unreadable = errors.ImageRefused(image=file.name, reason=_("le fichier ne peut pas être lu"))
    missing = errors.ImageRefused(image=file.name, reason=_("le fichier n’existe pas"))
    return File(file.name, _octets(file, images.LARGEST, unreadable, missing))


def template(file: Path) -> File:
    """Read a file of MJML, which is called as it was typed.

    Raises:
        templates.errors.FileRefused: it cannot be read.
    """
    refused = template_errors.FileRefused(file=file)
    return File(str(file), _octets(file, None, refused, refused))


def templates(folder: Path) -> dict[str, bytes]:
    """Read every template below a folder, by its name there.

    Raises:
        templates.errors.FileRefused: one cannot be read.
    """
    found = (file for file in folder.rglob("*") if file.suffix in fingerprints.KINDS and file.is_file())
    return {file.relative_to(folder).as_posix(): template(file).content for file in found}


def write(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write files into a folder, which is made where it is missing; return where they are.

    Raises:
        errors.FileRefused: one cannot be written.
    """
    return [_written(folder, name, content) for name, content in contents.items()]


def export(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write templates into a folder, all or none; return where they are.

    Raises:
        templates.errors.FileTaken: a file with other content is there already.
        templates.errors.FolderRefused: the folder cannot be written to.
    """
    try:
        for name, content in contents.items():
            if (folder / name).exists() and (folder / name).read_bytes() != content:
                raise template_errors.FileTaken(file=folder / name)
        return [_exported(folder / name, content) for name, content in contents.items()]
    except OSError as problem:
        reason = problem.strerror or _("écriture impossible")
        raise template_errors.FolderRefused(folder=folder, reason=reason) from None


def _exported(target: Path, content: bytes) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return target


def _written(folder: Path, name: str, content: bytes) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    except OSError as problem:
        reason = _("écriture impossible ({why})").format(why=problem.strerror)
        raise errors.FileRefused(file=folder / name, reason=reason) from None
    return folder / name


def _octets(file: Path, heaviest: int | None, unreadable: RelaisError, missing: RelaisError) -> bytes:
    """Read a file; of one that is too heavy, read just enough to know that.

    A device or a pipe is refused: it may never end.
    """
    if file.exists() and not file.is_file():
        raise unreadable
    try:
        with file.open("rb") as held:
            content = held.read((_HEAVIEST if heaviest is None else heaviest) + 1)
    except FileNotFoundError:
        raise missing from None
    except OSError:
        raise unreadable from None
    if heaviest is None and len(content) > _HEAVIEST:
        raise unreadable
    return content
