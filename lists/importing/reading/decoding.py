"""The bytes of a file as text. Pure.

UTF-8 and UTF-16 are recognised. Everything else is read as cp1252, which French Excel writes and which people call
latin-1; lines with accents are then shown, so that a person sees whether that was right. Refuses files that are
not text, and to guess any other encoding: where another one reads better, it is offered.
"""

from __future__ import annotations

import codecs
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lists import errors
from runtime import charsets
from runtime.language import N_, _

_NO_TEXT: Mapping[bytes, str] = {
    b"%PDF": N_("c’est un document PDF"),
    b"\x1f\x8b": N_("c’est une archive"),
}
_EXCEL = "cp1252"
_UTF_8 = "utf-8-sig"
#: An é in UTF-8: where the file has one, a byte that is not UTF-8 is damage, not another encoding.
_E_ACUTE = "é".encode()
#: Encodings of old Macs and of old DOS programs, with the name that people know them by.
_OFFERED: Mapping[str, str] = {"mac_roman": "Mac Roman", "cp850": "DOS (cp850)"}
_FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ’‘“”«»–—…€°²·\u00a0\u202f")
#: A capital in the middle of a word in small letters.
_MISPLACED = re.compile("(?:(?<=[a-zß-ÿœ])[ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ])|(?:(?<=[A-Z])[ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ](?=[a-zß-ÿœ]))")
#: Bytes that are enough to tell one encoding from another.
_ENOUGH = 200_000
#: What many programs save as « .xls »: a table in a web page, or in the XML of Excel 2003.
_MARKUP = re.compile(r"\s*<(\?xml|!doctype|html|head|meta|style|body|table|workbook)\b", re.IGNORECASE)
_WORDS = re.compile(r"[ \t\r\n;,\"]+")
#: What a person may choose among: how it is called, and how people know it.
_CHOICES: Mapping[str, str] = {"utf-8": "UTF-8", _EXCEL: "Windows (cp1252)", **_OFFERED}
_SAMPLES = 3
_SAMPLE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text that was decoded and checked to its end."""

    raw: bytes
    encoding: str
    #: A few lines with accents, when the encoding is only assumed.
    samples: tuple[str, ...] = ()

    @property
    def choice(self) -> str:
        """Its encoding as one that may be chosen; another one, such as UTF-16, leaves no choice."""
        return self.encoding.removesuffix("-sig")

    def lines(self) -> Iterator[str]:
        """Yield the lines with their ends, however they end."""
        return iter(io.TextIOWrapper(io.BytesIO(self.raw), self.encoding, newline=""))


def decode(raw: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the text of a file, read as `encoding` when the caller names one.

    Raises:
        errors.EncodingUnclear: it reads better in another encoding, which is named.
        errors.FileRefused: it is empty or no text, has a byte that its encoding lacks (with the line), or the
            encoding is unknown.
    """
    for beginning, kind in _NO_TEXT.items():
        if raw.startswith(beginning):
            advice = _("enregistrez la feuille au format CSV, puis importez le fichier obtenu")
            raise errors.FileRefused(name=name, reason=f"{_(kind)}, {advice}")
    chosen = _named(encoding, name) if encoding else _recognised(raw)
    supposed = not encoding and chosen == _EXCEL
    if supposed:
        _require_french(raw, name)
    try:
        text = raw.decode(chosen)
    except UnicodeDecodeError as damage:
        line = damage.object.count(b"\n", 0, damage.start) + 1
        reason = _("à la ligne {line}, l’octet 0x{byte:02X} n’existe pas en {encoding}, indiquez l’encodage")
        reason = reason.format(line=line, byte=damage.object[damage.start], encoding=damage.encoding)
        raise errors.FileRefused(name=name, reason=reason) from None
    except UnicodeError:  # UTF-16 without its mark
        reason = _("il ne se lit pas en {encoding}, indiquez un autre encodage").format(encoding=chosen)
        raise errors.FileRefused(name=name, reason=reason) from None
    _check(text, name)
    return Decoded(raw, chosen, _samples(text) if supposed else ())


@dataclass(frozen=True, slots=True)
class Offer:
    """An encoding that a file can be read in, and what some of its lines look like then."""

    encoding: str
    #: As people know it.
    name: str
    samples: tuple[str, ...]


def offers(raw: bytes) -> tuple[Offer, ...]:
    """Return the encodings among which a person chooses by looking; empty where accents leave no choice."""
    if raw.isascii() or _recognised(raw) == "utf-16":
        return ()
    found = []
    for encoding, name in _CHOICES.items():
        try:
            text = raw.decode(_named(encoding, name))
        except UnicodeDecodeError:
            continue
        found.append(Offer(encoding, name, _samples(text)))
    return tuple(found)


def _named(encoding: str, name: str) -> str:
    found = charsets.codec(encoding)
    if found is None:
        reason = _("l’encodage « {encoding} » est inconnu").format(encoding=encoding)
        raise errors.FileRefused(name=name, reason=reason)
    return {"utf-8": _UTF_8}.get(found, found)


def _recognised(raw: bytes) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if raw.startswith(codecs.BOM_UTF8) or _E_ACUTE in raw:
        return _UTF_8
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return _EXCEL
    return _UTF_8


def _require_french(raw: bytes, name: str) -> None:
    """Refuse what reads like French in another encoding, and not in cp1252."""
    beginning = raw[:_ENOUGH]
    supposed = beginning.decode(_EXCEL, "replace")
    if _frenchness(supposed) >= 0.5:
        return
    better = max(_OFFERED, key=lambda encoding: _frenchness(beginning.decode(encoding, "replace")))
    proposed = beginning.decode(better, "replace")
    if _frenchness(proposed) < 0.9:
        return
    words = zip(_WORDS.split(supposed), _WORDS.split(proposed), strict=False)
    bad, good = next(((bad, good) for bad, good in words if not bad.isascii()), ("", ""))
    reason = _("« {bad} » s’y lit « {good} » en {name}").format(
        bad=_visible(bad), good=_visible(good), name=_OFFERED[better]
    )
    raise errors.EncodingUnclear(name=name, reason=reason, better=better)


def _frenchness(text: str) -> float:
    """Return the share of the non-ASCII characters that stand where French has them; 1 when there are no such ones."""
    strange = [sign for sign in text if not sign.isascii()]
    well = sum(sign in _FRENCH for sign in strange) - len(_MISPLACED.findall(text))
    return well / len(strange) if strange else 1.0


def _samples(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for line in text[:_ENOUGH].splitlines():
        if not line.isascii() and (shown := _visible(line)) not in found:
            found.append(shown)
        if len(found) == _SAMPLES:
            break
    return tuple(found)


def _visible(line: str) -> str:
    plain = "".join("\ufffd" if unicodedata.category(sign) == "Cc" and sign != "\t" else sign for sign in line)
    return plain.replace("\t", " ").strip()[:_SAMPLE_LENGTH]


def _check(text: str, name: str) -> None:
    if _MARKUP.match(text.removeprefix("\ufeff")):
        reason = _(
            "c’est une page web ou du XML sous un autre nom : ouvrez-le dans le tableur, enregistrez-le au format "
            ".xlsx, puis importez le fichier obtenu"
        )
        raise errors.FileRefused(name=name, reason=reason)
    if "\0" in text:
        raise errors.FileRefused(name=name, reason=_("ce n’est pas un fichier texte, enregistrez-le en CSV"))
    if not text.strip("\ufeff \t\r\n;,"):
        raise errors.FileRefused(name=name, reason=_("il est vide"))
