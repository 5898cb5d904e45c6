"""The bytes of a file as text. Pure.

UTF-8 and UTF-16 are recognised, everything else is read as cp1252, which is what French Excel writes and what
people call latin-1. Refuses files that are no text, and to guess any other encoding: the caller says it.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping

from lists import errors
from runtime.language import N_, _

_NO_TEXT: Mapping[bytes, str] = {
    b"PK\x03\x04": N_("c’est un classeur (.xlsx, .ods) ou une archive"),
    b"\xd0\xcf\x11\xe0": N_("c’est un classeur d’un ancien Excel (.xls)"),
    b"%PDF": N_("c’est un document PDF"),
    b"\x1f\x8b": N_("c’est une archive"),
}
_LATIN_1 = "iso8859-1"
_EXCEL = "cp1252"
#: An é in UTF-8: where the file has one, a byte that is not UTF-8 is damage, not another encoding.
_E_ACUTE = "é".encode()


def decode(raw: bytes, name: str, encoding: str | None = None) -> str:
    """Return the text of a file, read as `encoding` when the caller names one.

    Raises:
        errors.FileRefused: it is empty or no text, has a byte that its encoding lacks (with the line), or the
            encoding is unknown.
    """
    for beginning, kind in _NO_TEXT.items():
        if raw.startswith(beginning):
            advice = _("enregistrez la feuille au format CSV, puis importez le fichier obtenu")
            raise errors.FileRefused(name=name, reason=f"{_(kind)}, {advice}")
    try:
        chosen = _named(encoding) if encoding else _recognised(raw)
        text = raw.decode(chosen).removeprefix("\ufeff")
    except UnicodeDecodeError as damage:
        line = raw.count(b"\n", 0, damage.start) + 1
        reason = _("à la ligne {line}, l’octet 0x{byte:02X} n’existe pas en {encoding}, indiquez l’encodage")
        reason = reason.format(line=line, byte=raw[damage.start], encoding=damage.encoding)
        raise errors.FileRefused(name=name, reason=reason) from None
    except (LookupError, ValueError):
        # Python also knows encodings that are none of text, and says so in several ways.
        reason = _("l’encodage « {encoding} » est inconnu").format(encoding=encoding)
        raise errors.FileRefused(name=name, reason=reason) from None
    return _checked(text, name)


def _named(encoding: str) -> str:
    # Latin-1 has control characters where cp1252 has œ, ’ and €: whoever says the first means the second.
    name = codecs.lookup(encoding).name
    return _EXCEL if name == _LATIN_1 else name


def _recognised(raw: bytes) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if raw.startswith(codecs.BOM_UTF8) or _E_ACUTE in raw:
        return "utf-8"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return _EXCEL
    return "utf-8"


def _checked(text: str, name: str) -> str:
    if "\0" in text:
        raise errors.FileRefused(name=name, reason=_("ce n’est pas un fichier texte, enregistrez-le en CSV"))
    if not text.strip():
        raise errors.FileRefused(name=name, reason=_("il est vide"))
    return text
