"""Markdown and HTML that was read as text: signs that an author meant for the form, and that would print. Pure."""

from __future__ import annotations

import re

#: A link whose address was broken by a blank, or that nothing was made of.
_LINK = r"!?\[[^\[\]\n]{1,200}\]\s?\([^()\n]{1,300}\)"
#: Bold with a blank inside of its signs, or without its other end.
_BOLD = r"(?<!\*)\*\*(?!\*)[^*\n]{0,80}(?:\*\*)?|(?<![\w_])__(?=\w)[^_\n]{1,80}__(?!\w)"
_TAG = (
    r"</?(?:a|abbr|b|big|blockquote|br|center|code|del|div|em|font|h[1-6]|hr|i|iframe|img|ins|li|mark|o:p|ol|p|pre|s|"
    r"script|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul)(?:\s[^<>]*)?/?>"
)
_ENTITY = r"&(?:nbsp|amp|lt|gt|quot|eacute|egrave|agrave|ccedil|rsquo|laquo|raquo|euro|\#\d{2,5});"
#: A title, a rule or code, which Markdown knows at the beginning of a line.
_LINE = r"\A\#{1,6}\s(?=\D)|\A(?:```|~~~).*"
_FOUND = re.compile(f"{_LINK}|{_BOLD}|{_TAG}|{_ENTITY}|{_LINE}", re.IGNORECASE)


def found(text: str) -> list[str]:
    """Return the passages of a line that would print signs of form, as they stand there."""
    return [match.group().strip() for match in _FOUND.finditer(text)]
