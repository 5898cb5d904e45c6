"""What a file that is no usable picture is instead, and the way out: recognised by its first octets. Pure."""

from __future__ import annotations

import re

from runtime.language import N_, _

_CONVERT = N_("c’est une image {kind} : enregistrez-la en JPEG ou en PNG")
_TELEPHONE = N_(
    "c’est une image {kind} : exportez-la en JPEG, ou réglez l’appareil photo de l’iPhone sur « Le plus compatible »"
)
_DRAWING = N_("c’est un dessin {kind}, que les messageries n’affichent pas : exportez-le en PNG")
_DOCUMENT = N_("c’est un document {kind} : enregistrez en PNG ou en JPEG l’image qu’il contient")

#: What a file begins with -> what it is, and what to do with it. The first that fits counts.
_KINDS: tuple[tuple[re.Pattern[bytes], str, str], ...] = tuple(
    (re.compile(begins, re.DOTALL), kind, words)
    for begins, kind, words in (
        (rb".{4}ftypavi[fs]", "AVIF", _CONVERT),
        (rb".{4}ftyp(?:hei[cxms]|hev[cxm]|mif1|msf1)", "HEIC", _TELEPHONE),
        (rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<!DOCTYPE svg|<svg).{0,2000}<?svg\b", "SVG", _DRAWING),
        (rb"\s*<svg\b", "SVG", _DRAWING),
        (rb"\x1f\x8b", "SVGZ", _DRAWING),
        (rb"II\*\0|MM\0\*|II\+\0|MM\0\+", "TIFF", _CONVERT),
        (rb"BM", "BMP", _CONVERT),
        (rb"\x00\x00\x01\x00", "ICO", _CONVERT),
        (rb"8BPS", "Photoshop", _CONVERT),
        (rb"\xff\x0a|\0\0\0\x0cJXL ", "JPEG XL", _CONVERT),
        (rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51", "JPEG 2000", _CONVERT),
        (rb"%!PS|\xc5\xd0\xd3\xc6", "EPS", _DRAWING),
        (rb"\xd7\xcd\xc6\x9a|\x01\x00\x00\x00.{36} EMF", "WMF ou EMF", _DRAWING),
        (rb"%PDF-", "PDF", _DOCUMENT),
        (rb"PK\x03\x04|\xd0\xcf\x11\xe0", "bureautique", _DOCUMENT),
    )
)
_READ = re.compile(rb"(\x89PNG\r\n\x1a\n)|(\xff\xd8\xff)|(GIF8[79]a)|(RIFF.{4}WEBP)", re.DOTALL)
_NAMES = ("PNG", "JPEG", "GIF", "WebP")


def refusal(raw: bytes) -> str:
    """Return why octets are not a picture that can be used, as a French clause with the way out."""
    read = _READ.match(raw)
    if read is not None and read.lastindex is not None:
        words = _("ce fichier {kind} est incomplet ou abîmé : reprenez-le là où il a été enregistré, ou copié")
        return words.format(kind=_NAMES[read.lastindex - 1])
    for begins, kind, words in _KINDS:
        if begins.match(raw[:4096]):
            return _(words).format(kind=kind)
    return _("ce n’est pas une image PNG, JPEG, GIF ou WebP lisible")
