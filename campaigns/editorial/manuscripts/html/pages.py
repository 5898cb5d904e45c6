"""Pages and clipboards as octets and as trees: decoded, cleaned of Word's conditional comments, parsed by lxml.

Refuses to fetch anything, pages that are far too long, and elements nested too deeply.
"""

from __future__ import annotations

import re
from typing import Any

import lxml.etree
import lxml.html

from campaigns.editorial.manuscripts.manuscript import Unreadable
from runtime import charsets
from runtime.language import _

#: Word wraps what other programs should or should not see in its own comments.
_CONDITIONAL = re.compile(
    r"<!--\[if[^\]]*\]>(?!\s*<!--).*?<!\[endif\]-->|<!\[(?:if|endif)[^\]]*\]>", re.DOTALL | re.IGNORECASE
)
_FRAGMENT = re.compile(r"<!--StartFragment-->(.*)<!--EndFragment-->", re.DOTALL)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHARSET = re.compile(rb"""<meta[^>]+charset=["']?([\w-]+)""", re.IGNORECASE)
#: Declared by pages that are UTF-8 all the same.
_REPLACED = frozenset({"cp1252", "iso8859-15", "utf-16", "utf-16-le", "utf-16-be"})
#: Signs without the pictures: a hundred pages of Word.
_LARGEST = 3_000_000
_PICTURES = re.compile(r"data:image/[a-z+]+;base64,[^\"')>]*", re.IGNORECASE)


def decoded(raw: bytes) -> str:
    """Return the text of a page: by its byte order mark, its own declaration, UTF-8, or Windows-1252.

    A page that says UTF-16 in octets of ASCII is none (WHATWG HTML 13.2.3.5), and one that says latin-1 in octets of
    UTF-8 was saved again by a program that left the declaration: the other way round is no French.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return charsets.storable(raw.decode(encoding, "replace"))
    said = _CHARSET.search(raw[:4096])
    declared = said[1].decode("ascii") if said else "utf-8"
    first = "utf-8" if charsets.codec(declared) in _REPLACED else declared
    for name in (first, declared, "utf-8"):
        text = charsets.decoded(raw, name)
        if text is not None:
            return text
    return charsets.storable(raw.decode("cp1252", "replace"))


def parsed(html: str) -> Any:
    """Return the root of a page, or of the copied fragment when it is marked; `None` for an empty page.

    Raises:
        Unreadable.
    """
    whole = _FRAGMENT.search(html)
    source = _CONDITIONAL.sub("", whole[1] if whole else html).replace("\0", "")
    if not source.strip():
        return None
    if len(source) > _LARGEST and len(_PICTURES.sub("", source)) > _LARGEST:
        raise Unreadable(_("le texte est bien plus long qu’une lettre : copiez-en seulement ce qui doit paraître"))
    parser = lxml.html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8"
    )
    try:
        root = lxml.html.document_fromstring(source.encode("utf-8", "replace"), parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return None
    if any(fault.level == lxml.etree.ErrorLevels.FATAL for fault in parser.error_log):
        raise Unreadable(_("trop d’éléments y sont imbriqués : copiez-en le texte dans un nouveau document"))
    return root
