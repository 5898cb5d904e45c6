"""What one person answers to another: words, a name, what it answers. No design and no logo, as by hand. Pure.

Refuses marks of any kind: what was typed is text.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from templates.letters import Flat
from templates.notices import Notice

_PAGE = (
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{subject}</title></head>'
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.5">{body}</body></html>\n'
)
_QUOTE = '<blockquote style="margin:1em 0 0;padding-left:1em;border-left:3px solid #888">{quote}</blockquote>'


@dataclass(frozen=True, kw_only=True)
class Answer(Notice):
    """What somebody of the house answers to what a reader wrote: a person's words, which no template frames."""

    EMAIL = "answer"

    greeting: str = ""
    #: « Re: La Lettre n° 12 »: the subject.
    title: str
    #: As it was typed; an empty line parts paragraphs.
    words: str
    #: Who signs; empty for the publication alone.
    name: str = ""
    #: The line above what is quoted: « Le 3 décembre, vous écriviez : ».
    introduction: str = ""
    #: What the reader wrote; empty when it is too long to be quoted.
    quoted: str = ""
    #: The Message-ID that it answers, and those before, each in its brackets; empty without any.
    in_reply_to: str = ""
    references: tuple[str, ...] = ()

    @property
    def signature(self) -> tuple[str, ...]:
        """The lines below the words."""
        return tuple(filter(None, (self.name, self.publication)))


def write(answer: Answer) -> Flat:
    """Return the answer as it goes over the wire."""
    signed = answer.signature
    quoted = [f"> {line}".rstrip() for line in answer.quoted.splitlines()]
    below = ["", answer.introduction, *quoted] if quoted else []
    text = "\n".join([*answer.words.splitlines(), "", *signed, *below, ""])
    body = [_paragraphs(answer.words), _paragraphs("\n".join(signed))]
    if quoted:
        body += [_paragraphs(answer.introduction), _QUOTE.format(quote=_paragraphs(answer.quoted))]
    html = _PAGE.format(subject=escape(answer.title), body="".join(body))
    return Flat((answer.title,), (html,), (text,))


def _paragraphs(text: str) -> str:
    blocks = [block for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
    return "".join(f"<p>{'<br>'.join(escape(line) for line in block.strip().splitlines())}</p>" for block in blocks)
