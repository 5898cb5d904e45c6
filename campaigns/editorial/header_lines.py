"""The YAML between the two lines `---` of an item file, read strictly: what was typed is read whole, or refused.

YAML itself drops what follows a ` #`, reads `&Co` as a mark and `!Bravo` as a kind, and says nothing. Refuses all of
them, with the line and what to do. A line that begins with `#` is a comment. Pure; converts no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from campaigns import errors
from runtime.language import _

#: A sign that has a meaning for YAML where a value begins.
_MARKS = (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken, yaml.DirectiveToken)
#: Where a comment may begin: at the beginning of a line, or behind a blank.
_HASHES = re.compile(r"(?:(?<=\s)|\A)#")
#: The field that a line begins with.
_KEY = re.compile(r"([a-z_]+):")
#: A comment of a whole line: `# …`, `## …`, or a field that was taken out, `#kicker: …`.
_COMMENT = re.compile(r"#(?:[\s#]|$|[a-z_]+:(?:\s|$))")
#: No field of an item goes deeper than a list of values.
_DEEPEST = 3


def entries(text: str, file: str) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return the keys and values of a header, each with its place; `file` names it in a refusal.

    Raises:
        errors.FileRefused: it is not made of lines `key: value`.
        errors.ItemRefused: a line cannot be read, or not as it was typed.
    """
    try:
        _require_plain(text, file)
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        reason = _("l’en-tête n’est pas du YAML ; {advice}").format(advice=_quoting())
        raise _refused(text, file, mark.line if mark else 0, reason) from None
    if not isinstance(node, yaml.MappingNode):
        raise errors.FileRefused(file=file, reason=_("l’en-tête doit être fait de lignes « nom: valeur »"))
    _require_whole(text, node, file)
    return list(node.value)


def _require_plain(text: str, file: str) -> None:
    """Refuse what YAML reads as its own marks, and lists in lists, which would fill the stack."""
    depth = 0
    for token in yaml.scan(text, Loader=yaml.BaseLoader):
        if isinstance(token, _MARKS):
            said = text[token.start_mark.index : token.end_mark.index]
            reason = _("« {said} » y serait perdu ; {advice}").format(said=said[:40], advice=_quoting())
            raise _refused(text, file, token.start_mark.line, reason)
        depth += isinstance(token, (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken))
        depth += isinstance(token, (yaml.BlockSequenceStartToken, yaml.BlockMappingStartToken))
        depth -= isinstance(token, (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken))
        if depth > _DEEPEST:
            raise _refused(text, file, token.start_mark.line, _("des listes y sont imbriquées : une seule suffit"))


def _require_whole(text: str, node: yaml.Node, file: str) -> None:
    """Refuse a `#` that YAML took for the beginning of a comment, behind a value or below it."""
    spans = list(_spans(text, node))
    for found in _HASHES.finditer(text):
        place = found.start()
        if any(start <= place < end for start, end in spans):
            continue
        begins_line = not place or text[place - 1] == "\n"
        if not begins_line or not _COMMENT.match(text, place):
            said = text[place:].partition("\n")[0].strip()
            reason = _("« {said} » y serait perdu ; {advice}").format(said=said[:40], advice=_quoting())
            raise _refused(text, file, text.count("\n", 0, place), reason)


def _spans(text: str, node: yaml.Node) -> Iterator[tuple[int, int]]:
    """Yield where the values of a header begin and end."""
    if isinstance(node, yaml.ScalarNode):
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in ("|", ">"):  # behind the sign itself, a `#` begins a comment
            start = start + len(text[start:end].partition("\n")[0])
        yield start, end
        return
    for child in node.value:
        for one in child if isinstance(child, tuple) else (child,):
            yield from _spans(text, one)


def _quoting() -> str:
    return _(
        "un texte qui contient « : » ou « # », ou qui commence par « & », « * », « [ » ou « ! », "
        "se met entre guillemets droits"
    )


def _refused(text: str, file: str, line: int, reason: str) -> errors.ItemRefused:
    written = text.split("\n")[line : line + 1]
    key = _KEY.match(written[0]) if written else None
    # The line `---` stands above the header.
    return errors.ItemRefused(file=file, line=line + 2, field=key[1] if key else _("en-tête"), reason=reason)
