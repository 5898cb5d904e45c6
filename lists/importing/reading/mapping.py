"""The officer's file that maps the columns of an import to our fields. Pure.

JSON or TOML, one pair per column: the officer's heading and ours, in either order; an empty one leaves the column out.
Refuses a heading that nobody knows, on either side.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping

from lists import errors
from lists.folding import fold
from lists.importing.reading import headings
from lists.kinds import ImportKind
from runtime.language import _

#: Folded heading of the file, and its field; `None`: the column is left out.
Mapped = Mapping[str, str | None]


def read(raw: bytes, name: str, kind: ImportKind) -> dict[str, str | None]:
    """Return what the pairs say.

    Raises:
        errors.FileRefused: it is neither JSON nor TOML, it is not a set of pairs, or a pair names no heading of ours.
    """
    pairs = _pairs(raw, name)
    if not isinstance(pairs, dict) or not all(isinstance(one, str | None) for one in pairs.values()):
        reason = _("il doit associer des en-têtes, par exemple {example}")
        example = '{"Courriel pro": "E-mail"}'
        raise errors.FileRefused(name=name, reason=reason.format(example=example))
    known = headings.fields(kind)
    found: dict[str, str | None] = {}
    for left, right in pairs.items():
        if not right:
            found[fold(left)] = None
        elif (field := known.get(fold(right))) is not None:
            found[fold(left)] = field
        elif (field := known.get(fold(left))) is not None:
            found[fold(right)] = field
        else:
            reason = _("« {heading} » n’est aucun de nos en-têtes, qui sont {expected}")
            expected = headings.expected(kind)
            raise errors.FileRefused(name=name, reason=reason.format(heading=right, expected=expected))
    return found


def _pairs(raw: bytes, name: str) -> object:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise errors.FileRefused(name=name, reason=_("ce n’est pas un texte en UTF-8")) from None
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as problem:
        line = getattr(problem, "lineno", 1)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        reason = _("ce n’est ni du JSON (voyez la ligne {line}) ni du TOML").format(line=line)
    raise errors.FileRefused(name=name, reason=reason)
