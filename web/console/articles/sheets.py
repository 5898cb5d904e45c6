"""What the form of an article sends, as JSON or as a form, and what it shows: keys of the sheet and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends

from campaigns.editorial import labels, territory_words
from campaigns.editorial.item_writing import BODY, DECORATIVE, Sheet
from runtime.clock import PARIS
from runtime.language import N_
from web.console import sent_forms

#: What the form has under the same name as the sheet.
PLAIN = (
    "type", "title", "kicker", "intro", "image", "image_alt", DECORATIVE, "caption", "credit", "rights", "link",
    "link_label", "author", "source", "place", "for", "embargo", "expires", "meeting",
)  # fmt: skip
#: Key of the sheet -> the field of the form beside which its mistakes stand.
_PLACES = {"date": "day", "end": "end_day"}


@dataclass(frozen=True)
class Sent:
    """A form of an article, as it came."""

    #: As it was typed, by the names of the form.
    typed: Mapping[str, str]
    #: Keys of the sheet.
    said: Mapping[str, str]
    #: JSON, Markdown, or `None` to keep the body.
    body: object
    version: int
    #: Whether a script sent it and wants JSON.
    is_json: bool
    #: Field of the form -> what is wrong with it before any verb looks.
    errors: Mapping[str, str]


def _sent(sent: sent_forms.Sent) -> Sent:
    return _read(sent.values, sent.version, is_json=sent.is_json)


#: The form of an article.
Sending = Annotated[Sent, Depends(_sent)]


def _read(found: Mapping[str, Any], version: int, *, is_json: bool) -> Sent:
    typed = {key: _text(value) for key, value in found.items() if key != BODY}
    said = {key: typed[key] for key in PLAIN if key in typed}
    if "image_alt" in typed and not typed["image_alt"].strip():
        said[DECORATIVE] = typed.get(DECORATIVE, "")
    else:
        said.pop(DECORATIVE, None)
    for key, day, hour in (("date", "day", "hour"), ("end", "end_day", "end_hour")):
        if day in typed:
            at = typed.get(hour, "").strip()
            said[key] = typed[day].strip() + (f"T{at}" if at and typed[day].strip() else "")
    errors = {}
    if "territory" in typed:
        try:
            said["territory"] = territory_words.codes(typed["territory"])
        except ValueError as problem:
            errors["territory"] = labels.sentence(str(problem))
    return Sent(typed, said, sent_forms.body(found, BODY), version, is_json, errors)


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value if value is not None else "")


def mistakes(sent: Sent, refused: Mapping[str, str]) -> dict[str, str]:
    """Return what is wrong with a form, by its own fields."""
    return dict(sent.errors) | {_PLACES.get(key, key): labels.sentence(reason) for key, reason in refused.items()}


def shown(sheet: Sheet) -> dict[str, str]:
    """Return what the form shows of a sheet, by the names of its fields, without the body."""
    said = sheet.said
    found = {key: said[key] for key in PLAIN if key in said}
    found[DECORATIVE] = "1" if sheet.decorative else ""
    found["territory"] = territory_words.written(filter(None, said["territory"].split(", ")))
    for key, day, hour in (("date", "day", "hour"), ("end", "end_day", "end_hour")):
        found[day], found[hour] = _split(said[key])
    return found | {"version": str(sheet.version)}


def theirs(sheet: Sheet) -> dict[str, Any]:
    """Return the same for a script that shows both texts."""
    return shown(sheet) | {"version": sheet.version, BODY: dict(sheet.body)}


def _split(iso: str) -> tuple[str, str]:
    if "T" not in iso:
        return iso, ""
    local = datetime.fromisoformat(iso).astimezone(PARIS)
    return local.date().isoformat(), local.strftime("%H:%M")


#: The fields that both texts are compared by, with their labels, when somebody else saved meanwhile.
COMPARED = (
    ("title", N_("Titre")), ("kicker", N_("Surtitre")), ("intro", N_("Chapô")),
    ("image_alt", N_("Texte de remplacement")), ("caption", N_("Légende")), ("credit", N_("Crédit")),
    ("rights", N_("Droits")), ("link", N_("Lien")), ("place", N_("Lieu")),
)  # fmt: skip
