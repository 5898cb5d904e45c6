"""The zip of a Word file, treated as hostile input.

Owns every byte read from it, and its XML. Refuses archives that unpack to more than the limits, document type
declarations (and with them every entity), and to fetch anything. Nothing is ever written to disk.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any

import lxml.etree

from campaigns.editorial.manuscripts.manuscript import Unreadable
from runtime.language import _

#: Octets: of the file, of one part of XML, of one picture, of all that is unpacked.
_LARGEST_FILE, _LARGEST_PART, _LARGEST_PICTURE, _LARGEST_WHOLE = 50_000_000, 12_000_000, 20_000_000, 100_000_000
_MOST_PARTS = 3_000
#: The first octets of the files that Word wrote before 2007, and of those with a password today (MS-OFFCRYPTO 2.2).
_OLD_WORD, _PROTECTED = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED = 0x1
_OFFICE_DOCUMENT = "/officeDocument"


@dataclass(frozen=True)
class Relation:
    """What a part refers to."""

    target: str
    #: Whether it lies outside of the archive.
    external: bool


@dataclass
class Archive:
    """An open archive, and how much of it may still be unpacked."""

    zip: zipfile.ZipFile
    left: int = _LARGEST_WHOLE
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    def xml(self, name: str) -> Any:
        """Return the root of a part; `None` when there is no such part.

        Raises:
            Unreadable.
        """
        raw = self._read(name, _LARGEST_PART)
        return None if raw is None else _parsed(raw)

    def picture(self, name: str) -> bytes | None:
        """Return the octets of a picture; `None` when it is missing or too large."""
        try:
            return self._read(name, _LARGEST_PICTURE)
        except Unreadable:
            return None

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part refers to, by id."""
        if part not in self._relations:
            folder, name = posixpath.split(part)
            root = self.xml(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
            found = [] if root is None else root
            self._relations[part] = {
                one.get("Id", ""): _relation(folder, one) for one in found if isinstance(one.tag, str)
            }
        return self._relations[part]

    def main(self) -> str:
        """Return the name of the part that holds the text.

        Raises:
            Unreadable: this is no Word file.
        """
        root = self.xml("_rels/.rels")
        for one in [] if root is None else root:
            if isinstance(one.tag, str) and one.get("Type", "").endswith(_OFFICE_DOCUMENT):
                return _relation("", one).target
        raise Unreadable(_("ce n’est pas un document Word"))

    def _read(self, name: str, most: int) -> bytes | None:
        try:
            with self.zip.open(name) as member:
                raw = member.read(min(most, self.left) + 1)
        except KeyError:
            return None
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError):
            raise Unreadable(_("l’archive est abîmée : ouvrez-le dans Word et enregistrez-le de nouveau")) from None
        self.left -= len(raw)
        if len(raw) > most or self.left < 0:
            raise Unreadable(
                _("il contient bien plus de données qu’une lettre : copiez-en le texte dans un nouveau document")
            )
        return raw


def opened(raw: bytes) -> Archive:
    """Open a Word file.

    Raises:
        Unreadable.
    """
    if len(raw) > _LARGEST_FILE:
        raise Unreadable(_("il pèse plus de 50 Mo : allégez ses images"))
    if raw.startswith(_OLD_WORD):
        raise Unreadable(_locked() if _PROTECTED in raw else _old())
    if raw.startswith(b"{\\rtf"):
        raise Unreadable(_old())
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Unreadable(_("ce n’est pas un document Word")) from None
    if len(archive.infolist()) > _MOST_PARTS:
        raise Unreadable(_("il contient trop de parties pour une lettre"))
    if any(one.flag_bits & _ENCRYPTED for one in archive.infolist()):
        raise Unreadable(_locked())
    if "mimetype" in archive.namelist():
        raise Unreadable(_("c’est un document OpenDocument : ouvrez-le et enregistrez-le au format .docx"))
    return Archive(archive)


def _old() -> str:
    return _("il est d’un format ancien : ouvrez-le dans Word et enregistrez-le au format .docx")


def _locked() -> str:
    return _("un mot de passe le protège : ouvrez-le dans Word et enregistrez-le sans mot de passe")


def _parsed(raw: bytes) -> Any:
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = lxml.etree.fromstring(raw, parser)
    except (lxml.etree.XMLSyntaxError, ValueError):
        raise Unreadable(_("l’archive est abîmée : ouvrez-le dans Word et enregistrez-le de nouveau")) from None
    # The standard forbids document types (ECMA-376 part 2): a file that has one is an attack.
    if root.getroottree().docinfo.doctype:
        reason = _("une déclaration de type de document s’y trouve : ouvrez-le dans Word et enregistrez-le de nouveau")
        raise Unreadable(reason)
    return root


def _relation(folder: str, one: Any) -> Relation:
    target, external = one.get("Target", ""), one.get("TargetMode") == "External"
    if external:
        return Relation(target, external=True)
    inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return Relation(inside, external=False)
