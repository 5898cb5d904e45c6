"""Character sets that foreign letters and pages name: which codec is meant, and which names are not character sets.

Python knows codecs that no letter is written in (`unicode_escape`, `idna`, `undefined`…), and some of them turn bytes
into surrogates or code. Only the names below are accepted, and latin-1 is read as Windows-1252, as every browser and
mail program does (WHATWG Encoding 4.2). Pure.
"""

from __future__ import annotations

import codecs
import re

#: What Python calls the character sets of letters and pages.
_KNOWN = frozenset(
    {
        "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-7",
        "ascii", "mac-roman", "koi8-r", "koi8-u", "tis-620", "johab", "hz", "gb2312", "gbk", "gb18030", "big5",
        "big5hkscs", "euc_jp", "euc_kr", "shift_jis", "cp932", "cp949", "iso2022_jp", "iso2022_jp_1",
        "iso2022_jp_2", "iso2022_kr", "cp437", "cp850", "cp852", "cp858", "cp866", "cp874",
        *(f"cp{number}" for number in range(1250, 1259)),
        *(f"iso8859-{number}" for number in range(1, 17) if number != 12),  # number 12 was never published
    }
)  # fmt: skip
#: Often declared, although the text uses characters of a wider set as well: ’ œ … €.
_WINDOWS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932",
}  # fmt: skip
#: Names that pages and letters use and Python does not know.
_ALIASES = {
    "x-mac-roman": "mac-roman", "x-mac-french": "mac-roman", "mac": "mac-roman",
    "x-sjis": "shift_jis", "x-gbk": "gbk", "x-cp1252": "cp1252", "utf8mb4": "utf-8",
}  # fmt: skip
#: The controls of ISO 8859, which nobody types: programs that say ISO 8859 write there what Windows-1252 has.
_CONTROLS = {code: text for code in range(0x80, 0xA0) if (text := bytes([code]).decode("cp1252", "ignore"))}
#: A lone surrogate of UTF-16, which no database and no encoder accepts, and NUL, which PostgreSQL refuses.
_UNSTORABLE = re.compile("[\ud800-\udfff\x00]")
#: Controls of C0 and C1, lone surrogates, and what reverses the direction of writing.
ACTING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def codec(name: str) -> str | None:
    """Return the codec of Python that reads what is declared as `name`; `None` when it names no character set."""
    try:
        found = codecs.lookup(_ALIASES.get(name.strip().lower(), name.strip())).name
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return None
    return _WINDOWS.get(found, found) if found in _KNOWN else None


def harmless(text: str) -> str:
    """Return text that moves no cursor and turns no line round: such signs become U+FFFD; ends of lines and tabs stay.

    What a stranger wrote may clear a terminal, set its title, or show « exe.fdp » as « pdf.exe ».
    """
    return ACTING.sub("\ufffd", text.replace("\r\n", "\n"))


def storable(text: str) -> str:
    """Return text without what cannot be stored: lone surrogates and NUL become U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def decoded(raw: bytes, name: str) -> str | None:
    """Return bytes as text in the character set of that name; `None` when there is no such set, or it does not fit."""
    known = codec(name)
    if known is None:
        return None
    try:
        # Five octets of Windows-1252 are unassigned; a letter that holds one is not refused for it.
        text = storable(raw.decode(known, "replace" if known == "cp1252" else "strict"))
    except ValueError:
        return None
    return text.translate(_CONTROLS) if known.startswith("iso8859") else text
