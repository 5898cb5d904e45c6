"""The file form of an item: YAML front matter, then Markdown. Every fault names its line, field and value.

Pure. Reads values as text and converts them by field: YAML's own guesses (`no`, `1e3`, dates) never
apply. What may be written in each field stands in `FIELDS`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from campaigns import errors
from campaigns.editorial import event_times, header_lines
from campaigns.editorial.models import ItemType
from lists import geography
from runtime.errors import RelaisError
from runtime.language import _
from templates import typed_text, urls

_AUDIENCES = ("company", "local_mission")
_TITLE_LENGTH = 80
_INTRO_LENGTH = 300
_HARD = re.compile("[\u00a0\u202f]")


@dataclass(frozen=True)
class ItemFile:
    """What a file says: fields of `models.Item` by name, the Markdown of the body, and where it begins."""

    values: dict[str, Any] = field(default_factory=dict)
    markdown: str = ""
    body_line: int = 1


def _text(value: str) -> str:
    """Return a text on one line; spaces that do not break stay."""
    return re.sub(r"[ \t\r\n]+", " ", value).strip(" ")


def _at_most(length: int) -> Callable[[str], str]:
    def check(value: str) -> str:
        said = _text(value)
        signs = len(_HARD.sub("", said))  # hard spaces from mending do not count
        if signs > length:
            raise ValueError(_("{length} signes, {most} au plus").format(length=signs, most=length))
        return said

    return check


def _type(value: str) -> str:
    if value not in list(ItemType):
        raise ValueError(
            _("« {value} » n’est pas un type d’article ({known})").format(value=value, known=", ".join(ItemType))
        )
    return value


def _link(value: str) -> str:
    if not urls.is_web(value.lower()) or any(sign.isspace() for sign in value):
        raise ValueError(_("« {value} » n’est pas une adresse http ou https").format(value=value))
    try:
        urls.normalised(value)
    except RelaisError as refused:
        raise ValueError(str(refused).rstrip(".")) from None
    return value


def _day(value: str) -> Any:
    return event_times.day_of(event_times.parse(value))


def _territory(value: str) -> str:
    try:
        geography.territory(value)
    except RelaisError as refused:
        raise ValueError(str(refused).rstrip(".")) from None
    return value


def _audience(value: str) -> str:
    if value not in _AUDIENCES:
        raise ValueError(_("« {value} » n’est ni company ni local_mission").format(value=value))
    return value


#: Key in the file -> (field of the item, reader of one value, whether it is a list).
FIELDS: dict[str, tuple[str, Callable[[str], Any], bool]] = {
    "type": ("type", _type, False),
    "title": ("title", _at_most(_TITLE_LENGTH), False),
    "kicker": ("kicker", _text, False),
    "intro": ("intro", _at_most(_INTRO_LENGTH), False),
    "image": ("image", str.strip, False),
    "image_alt": ("image_alt", _text, False),
    "caption": ("caption", _text, False),
    "credit": ("credit", _text, False),
    "rights": ("rights", _text, False),
    "link": ("link", _link, False),
    "link_label": ("link_label", _text, False),
    "date": ("starts", event_times.parse, False),
    "end": ("ends", event_times.parse, False),
    "place": ("place", _text, False),
    "territory": ("territory", _territory, True),
    "for": ("audience", _audience, True),
    "commitments": ("commitments", _text, True),
    "author": ("author", _text, False),
    "source": ("source", _text, False),
    "embargo": ("embargo", _day, False),
    "expires": ("expires", _day, False),
    "meeting": ("meeting", _text, False),
}


def parse(raw: bytes, file: str) -> ItemFile:
    """Read an item file.

    Raises:
        errors.FileRefused: not text, or without front matter.
        errors.ItemRefused: a field that cannot be used, with its line.
    """
    lines = _decoded(raw, file).split("\n")
    if lines[0].strip() != "---":
        raise errors.FileRefused(file=file, reason=_("un en-tête entre deux lignes « --- » est attendu au début"))
    ends = [number for number, line in enumerate(lines) if number and line.strip() == "---"]
    if not ends:
        raise errors.FileRefused(file=file, reason=_("l’en-tête n’est pas fermé par une ligne « --- »"))
    values = _header("\n".join(lines[1 : ends[0]]), file)
    return ItemFile(values, "\n".join(lines[ends[0] + 1 :]).strip("\n"), ends[0] + 2)


def value(key: str, said: str) -> tuple[str, Any]:
    """Return the field of `models.Item` that a key means, and what it would hold; several values stand in commas.

    Raises:
        ValueError: there is no such key, or it cannot hold that; the message is a French clause.
    """
    if key not in FIELDS:
        raise ValueError(_("ce champ est inconnu ; les champs sont {known}").format(known=", ".join(FIELDS)))
    target, read, many = FIELDS[key]
    _require_printable(said)
    if key in ("type", "title") and not said.strip():
        raise ValueError(_("ce champ est obligatoire"))
    if many:
        return target, [read(one.strip()) for one in said.split(",") if one.strip()]
    return target, read(said) if said.strip() else _empty(target)


def written(keys: Iterable[tuple[str, str | list[str]]]) -> str:
    """Return a header with these values, including its two lines of `---`; `parse` reads it."""
    lines = yaml.safe_dump(dict(keys), allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=None)
    return f"---\n{lines}---\n"


def said(values: Mapping[str, Any]) -> list[tuple[str, str | list[str]]]:
    """Return the header entries for these fields of `models.Item`, key by key; empty fields are left out."""
    found: list[tuple[str, str | list[str]]] = []
    for key, (target, _reader, many) in FIELDS.items():
        value = values.get(target)
        if many and (value or key == "commitments"):
            found.append((key, list(value or [])))
        elif not many and (value or (key == "image_alt" and values.get("image"))):
            found.append((key, str(value or "")))
    return found


def _decoded(raw: bytes, file: str) -> str:
    if b"\0" in raw:
        raise errors.FileRefused(file=file, reason=_("ce n’est pas un fichier de texte"))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise errors.ItemRefused(
            file=file,
            line=line,
            field=_("texte"),
            reason=_("ce n’est pas de l’UTF-8 : enregistrez le fichier en UTF-8"),
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, written in enumerate(text.split("\n"), 1):
        sign = typed_text.unprintable(written.replace("\t", " "))
        if sign is not None:
            reason = _("un caractère invisible de commande ({sign}) s’y trouve : retapez ce passage")
            reason = reason.format(sign=typed_text.named(sign))
            raise errors.ItemRefused(file=file, line=number, field=_("texte"), reason=reason)
    return unicodedata.normalize("NFC", text)


def _header(text: str, file: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    read = header_lines.entries(text, file)
    for key, value in read:
        _read_field(key, value, values, file)
    for required in ("type", "title"):
        if not values.get(required):
            raise errors.ItemRefused(file=file, line=1, field=required, reason=_("ce champ est obligatoire"))
    _require_order(read, values, file)
    return values


def _require_order(read: list[tuple[yaml.Node, yaml.Node]], values: dict[str, Any], file: str) -> None:
    if "ends" not in values:
        return
    try:
        event_times.require_order(values.get("starts", ""), values["ends"])
    except ValueError as problem:
        line = next(key.start_mark.line for key, _value in read if key.value == "end") + 2
        raise errors.ItemRefused(file=file, line=line, field="end", reason=str(problem)) from None


def _read_field(key: yaml.Node, value: yaml.Node, values: dict[str, Any], file: str) -> None:
    name, line = str(key.value) if isinstance(key, yaml.ScalarNode) else _("en-tête"), key.start_mark.line + 2
    try:
        if name not in FIELDS:
            raise ValueError(_("ce champ est inconnu ; les champs sont {known}").format(known=", ".join(FIELDS)))  # noqa: TRY301 -- told with its line below
        target, read, many = FIELDS[name]
        if target in values:
            raise ValueError(_("ce champ est donné deux fois"))  # noqa: TRY301 -- told with its line below
        values[target] = [read(one) for one in _several(value)] if many else read(_one(value))
    except ValueError as problem:
        raise errors.ItemRefused(file=file, line=line, field=name, reason=str(problem)) from None


def _one(value: yaml.Node) -> str:
    if not isinstance(value, yaml.ScalarNode):
        raise ValueError(_("une seule valeur est attendue"))  # noqa: TRY004 -- it is the person's value that is wrong
    said = str(value.value)
    _require_printable(said)
    return said


def _empty(target: str) -> str | None:
    """Return what stands in a field of which nothing is said."""
    return None if target in ("embargo", "expires") else ""


def _require_printable(said: str) -> None:
    sign = typed_text.unprintable(said.replace("\t", " "))
    if sign is not None:
        raise ValueError(
            _("un caractère invisible de commande ({sign}) s’y trouve").format(sign=typed_text.named(sign))
        )


def _several(value: yaml.Node) -> list[str]:
    if isinstance(value, yaml.SequenceNode):
        return [_one(one) for one in value.value]
    return [one.strip() for one in _one(value).split(",") if one.strip()]
