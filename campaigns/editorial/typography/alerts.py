"""What only a person can fix in a text: each alert is a code, what was seen, and a French sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from campaigns.editorial.typography import protected_text, quoting
from campaigns.editorial.typography.styles import Style
from runtime.language import _
from templates import typed_text
from templates.rich_text import nodes
from templates.rich_text.nodes import Document

#: Fewer capital letters may be an acronym.
_SHOUTED = 12


@dataclass(frozen=True)
class Alert:
    """One thing to look at."""

    #: `unbalanced_quotes`, `capitals` or `term`.
    code: str
    message: str


def of_text(text: str, style: Style) -> Iterator[Alert]:
    """Yield what a person must check in a text of one line."""
    yield from _of_lines([text], style)


def of_document(body: Document, style: Style) -> Iterator[Alert]:
    """Yield what a person must check in a body; a quotation may span paragraphs."""
    yield from _of_lines(list(texts(body)), style)


def _of_lines(lines: list[str], style: Style) -> Iterator[Alert]:
    masked = [protected_text.masked(line, protected_text.spans(line, style.quoted)) for line in lines]
    for line, mask in zip(lines, masked, strict=True):
        yield from _of_line(line, mask, style)
    if not quoting.is_closed("\n".join(masked)):
        opened = next(line for line, mask in zip(lines, masked, strict=True) if not quoting.is_closed(mask))
        message = _("Un guillemet français est seul, à partir de « {text} ».")
        yield Alert("unbalanced_quotes", message.format(text=excerpt(opened)))


def _of_line(text: str, masked: str, style: Style) -> Iterator[Alert]:
    if quoting.pairs(masked) is None:
        message = _("Les guillemets droits de « {text} » ne vont pas par paires.")
        yield Alert("unbalanced_quotes", message.format(text=excerpt(text)))
    if is_shouted(masked):
        message = _("« {text} » est tout en capitales : écrivez en minuscules, avec les accents.")
        yield Alert("capitals", message.format(text=excerpt(text)))
    for term in style.terms:
        for found in _misspelled(masked, term):
            message = _("« {found} » s’écrit ici « {term} ».")
            yield Alert("term", message.format(found=found, term=term))


def texts(body: Document) -> Iterator[str]:
    """Yield the lines of a body as they are read; merge fields as words."""
    for block in typed_text.within(body, object):
        if isinstance(block, nodes.Paragraph | nodes.Heading):
            yield "".join(_words(part) for part in block.content)


def is_shouted(text: str) -> bool:
    """Tell whether a text is all in capitals, and longer than an acronym."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) >= _SHOUTED and " " in text.strip() and all(sign.isupper() for sign in letters)


def excerpt(text: str, length: int = 60) -> str:
    """Return the beginning of a text, enough to find it."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _words(part: nodes.Inline) -> str:
    match part:
        case nodes.Text():
            return part.text
        case nodes.Merge():
            return part.field.typed()
        case nodes.Break():
            return "\n"


def _misspelled(text: str, term: str) -> Iterator[str]:
    loose, right = _patterns(term)
    for match in loose.finditer(text):
        if right.fullmatch(match.group()) is None:
            yield match.group()


@lru_cache(maxsize=512)
def _patterns(term: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return a pattern for any spelling of a term, singular or plural, and one for the right spelling."""
    space = r"[ \u00a0\u202f-]"
    words = [re.escape(word) + ("" if word.endswith("s") else "s?") for word in re.split(r"[\s-]+", term)]
    separators = [re.escape(sign) if sign == "-" else r"[ \u00a0]" for sign in re.findall(r"[\s-]+", term)]
    right = words[0] + "".join(gap + word for gap, word in zip(separators, words[1:], strict=True))
    first = term[0]
    head = f"[{first.lower()}{first.upper()}]" if first.isalpha() and first.islower() else re.escape(first)
    loose = re.compile(rf"(?<!\w){space.join(words)}(?!\w)", re.IGNORECASE)
    return loose, re.compile(head + right.removeprefix(re.escape(first)))
