"""The words of one line as Markdown: bold, italic, links, and typed characters escaped where they have a meaning.

CommonMark recognises emphasis only next to blanks or punctuation (section 6.2). A letter next to it is written as an
entity, which counts as punctuation: `_ét_&#233;`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from templates import errors
from templates.rich_text import nodes, rebuilding

#: Characters that have a meaning anywhere; `_` inside a word and `*` between figures have none.
#: `{%` and `{#` would hide from the parser a field that follows them.
_SIGNS = re.compile(r"[`\\\[\]|<]|\*|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|!$|(?<=\{)[%#]")
_BETWEEN_FIGURES = re.compile(r"(?<=\d)\*(?=\d)")


@dataclass
class _Atom:
    """A unit of Markdown that is not divided."""

    written: str
    #: The character itself, if it may be written as an entity; else an empty string.
    sign: str = ""
    #: Whether CommonMark, next to emphasis, takes it for a letter rather than punctuation or a blank.
    is_letter: bool = False


@dataclass
class _Edge(_Atom):
    """Where emphasis begins or ends."""

    opens: bool = True


def line(content: rebuilding.Content) -> str:
    """Return a line; raises DocumentUnwritable when a new line stands in it."""
    atoms = [atom for link, run in groupby(content, _link) for atom in _linked(link, list(run))]
    for place in (0, -1):
        if atoms and atoms[place].sign.isspace():
            _as_entity(atoms[place])
    for number, atom in enumerate(atoms):
        if isinstance(atom, _Edge):
            _set_apart(atoms, number, atom)
    for before, atom, after in zip(atoms, atoms[1:], atoms[2:], strict=False):
        if atom.written == "*" and atom.sign and not (before.written.isdigit() and after.written.isdigit()):
            atom.written = "\\*"  # a figure next to it became an entity
    return "".join(atom.written for atom in atoms)


def escaped(text: str) -> str:
    """Return typed text with its special characters escaped."""
    return "".join(atom.written for atom in _typed(text))


def destination(url: str) -> str:
    """Return an address as Markdown writes it after the words of a link."""
    return f"<{url}>" if re.search(r"[\s()*]", url) or not url else url


def _link(part: nodes.Inline) -> str | None:
    if isinstance(part, nodes.Break):
        raise errors.DocumentUnwritable
    return part.marks.link


def _linked(link: str | None, run: list[nodes.Inline]) -> list[_Atom]:
    words = _emphasised(run)
    if link is None:
        return words
    return [_Atom("["), *words, _Atom(f"]({destination(link)})")]


def _emphasised(run: Iterable[nodes.Inline]) -> list[_Atom]:
    """Write bold, and italic inside of it, with two different characters, so that the same ones never touch."""
    atoms: list[_Atom] = []
    for bold, several in groupby(run, lambda part: not isinstance(part, nodes.Break) and part.marks.bold):
        inner: list[_Atom] = []
        for italic, parts in groupby(several, lambda part: not isinstance(part, nodes.Break) and part.marks.italic):
            inner += _between("_" if italic else "", [atom for part in parts for atom in _said(part)])
        atoms += _between("**" if bold else "", inner)
    return atoms


def _between(sign: str, atoms: list[_Atom]) -> list[_Atom]:
    return [_Edge(sign), *atoms, _Edge(sign, opens=False)] if sign else atoms


def _said(part: nodes.Inline) -> list[_Atom]:
    if isinstance(part, nodes.Merge):
        return [_Atom(part.field.typed(), is_letter=True)]  # the parser sees a letter in its place
    return _typed(part.text) if isinstance(part, nodes.Text) else []


def _typed(text: str) -> list[_Atom]:
    free = set() if "<" in text else {match.start() for match in _BETWEEN_FIGURES.finditer(text)}
    signs = {match.start() for match in _SIGNS.finditer(text)} - free
    return [
        _Atom(f"\\{sign}" if number in signs else sign, sign, is_letter=not sign.isspace() and not _is_ascii_sign(sign))
        for number, sign in enumerate(text)
    ]


def _is_ascii_sign(sign: str) -> bool:
    return sign.isascii() and not sign.isalnum() and not sign.isspace()


def _set_apart(atoms: list[_Atom], number: int, edge: _Edge) -> None:
    """Make sure that emphasis is recognised: no blank inside of its edge, no letter outside where that matters."""
    outside, inside = (number - 1, number + 1) if edge.opens else (number + 1, number - 1)
    first = atoms[inside]
    if first.sign.isspace():
        _as_entity(first)
    if not 0 <= outside < len(atoms) or not atoms[outside].is_letter:
        return
    if edge.written == "_" or not first.sign.isalnum():
        if atoms[outside].sign:
            _as_entity(atoms[outside])
        elif edge.written == "_":
            edge.written = "*"


def _as_entity(atom: _Atom) -> None:
    atom.written, atom.is_letter = f"&#{ord(atom.sign)};", False
