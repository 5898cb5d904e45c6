"""JSON as tables of text: the directory of the administration, that of the missions locales, flat records. Pure.

The DILA publishes the first, « Annuaire de l'administration » (Licence Ouverte 2.0), in two shapes: the older
one has French keys with accents, the newer one has lists that may also be JSON inside a text. Refuses what is not
a list of records; a record is one line, numbered from 1.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from lists import errors
from lists.importing.reading import decoding
from lists.importing.reading.candidates import Candidate, Record
from lists.kinds import ImportKind
from runtime.language import _

#: Keys under which the records stand in their file, the outermost first.
_WRAPPERS = ("service", "services", "organismes", "results", "records", "features", "data", "missions", "value")
#: Keys in which each record may be wrapped once more.
_SHELLS = ("Organisme", "properties", "fields", "record")
_MISSION_TYPE = "mission_locale"

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """How one publisher writes a mission locale."""

    #: A key that no other publisher has.
    mark: str
    #: Our heading, and how its cell is found in a record.
    cells: Mapping[str, Callable[[Node], str]]


def is_one(raw: bytes) -> bool:
    """Tell whether these bytes look like JSON, whatever the file is called."""
    return raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def read(raw: bytes, name: str, kind: ImportKind) -> list[Candidate]:
    """Return the records as one table; of a directory, only its missions locales.

    Raises:
        errors.FileRefused: it is not JSON, or not a list of records.
        errors.DirectoryMisnamed: it is a directory of missions locales, and `kind` says otherwise.
    """
    decoded = decoding.decode(raw, name)
    try:
        found = json.loads(raw.decode(decoded.encoding), object_pairs_hook=_composed)
    except json.JSONDecodeError as problem:
        reason = _("la ligne {line} n’est pas du JSON").format(line=problem.lineno)
        raise errors.FileRefused(name=name, reason=reason) from None
    except ValueError:  # Python refuses integers of more than 4300 digits
        raise errors.FileRefused(name=name, reason=_("un nombre y est beaucoup trop grand")) from None
    except RecursionError:
        raise errors.FileRefused(name=name, reason=_("ses données sont imbriquées trop profondément")) from None
    records = [_unwrapped(record) for record in _list(found)]
    if not records:
        raise errors.FileRefused(name=name, reason=_("aucun enregistrement n’y est lisible"))
    shape = next((shape for shape in _SHAPES if any(shape.mark in record for record in records)), None)
    if shape is None:
        return [Candidate("", partial(_flat, records))]
    if kind is not ImportKind.MISSIONS:
        raise errors.DirectoryMisnamed(name=name, reason=_("c’est un annuaire de missions locales"))
    return [Candidate("", partial(_shaped, records, shape))]


def _composed(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object with its keys in one spelling: a Mac writes é as two characters."""
    return {unicodedata.normalize("NFC", key): value for key, value in pairs}


def _list(found: Any) -> list[Any]:
    for key in _WRAPPERS:
        if isinstance(found, dict) and key in found:
            found = found[key]
    if isinstance(found, dict):
        found = [found]
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _unwrapped(record: Node) -> Node:
    for inside in (record.get(key) for key in _SHELLS):
        if isinstance(inside, dict):
            # The id of the record may stand outside.
            return _unwrapped({"id": record.get("id", ""), **inside})
    return record


def _flat(records: list[Node]) -> Iterator[Record]:
    headings = list(dict.fromkeys(key for record in records for key in record))
    yield 0, headings
    for line, record in enumerate(records, start=1):
        yield line, [_said(record.get(key)) for key in headings]


def _shaped(records: list[Node], shape: Shape) -> Iterator[Record]:
    yield 0, list(shape.cells)
    for line, record in enumerate(records, start=1):
        if _is_mission(record):
            yield line, [cell(record) for cell in shape.cells.values()]


def _is_mission(record: Node) -> bool:
    """Tell whether a record is a mission locale; a record without a type counts as one."""
    told = [record.get("pivotLocal"), *(one.get("type_service_local") for one in _nodes(record.get("pivot")))]
    kinds = [str(one) for one in told if one]
    ident = str(record.get("id", ""))
    if not kinds and "-" in ident and not ident[:1].isdigit() and "_" in ident:
        kinds = [ident.partition("-")[0]]
    return _MISSION_TYPE in kinds if kinds else True


def _nodes(value: Any) -> list[Node]:
    """Return the objects of a list, of a single object, or of either written as JSON inside a text."""
    opened = _opened(value)
    listed = opened if isinstance(opened, list) else [opened]
    return [one for one in listed if isinstance(one, dict)]


def _opened(value: Any) -> Any:
    if isinstance(value, str) and value.lstrip()[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value


def _said(value: Any) -> str:
    """Return the text of a value: several texts side by side, `{"valeur": …}` and `{"$t": …}` unwrapped."""
    match value := _opened(value):
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case list():
            return " ; ".join(filter(None, map(_said, value)))
        case dict():
            return _said(value.get("valeur", value.get("$t", value.get("#text"))))
    return str(value)


def _at(*path: str) -> Callable[[Node], str]:
    """Return a function that reads the value under these keys; of a list on the way it takes the first object."""

    def read_(record: Node) -> str:
        here: Any = record
        for key in path:
            here = next(iter(_nodes(here)), {}).get(key)
        return _said(here)

    return read_


def _first(cell: Callable[[Node], str]) -> Callable[[Node], str]:
    return lambda record: cell(record).partition(" ; ")[0]


def _street(record: Node) -> str:
    place = next(iter(_nodes(record.get("adresse"))), {})
    parts = (place.get(key) for key in ("complement1", "complement2", "numero_voie", "service_distribution"))
    return ", ".join(str(part) for part in parts if part)


_OLDER = Shape(
    "CoordonnéesNum",
    {
        "Code": _at("id"),
        "Nom": _at("Nom"),
        "Adresse": lambda record: _at("Adresse", "Ligne")(record).replace(" ; ", ", "),
        "Code postal": _at("Adresse", "CodePostal"),
        "Commune": _at("Adresse", "NomCommune"),
        "Téléphone": _first(_at("CoordonnéesNum", "Téléphone")),
        "Site": _first(_at("CoordonnéesNum", "Url")),
        "E-mail": _at("CoordonnéesNum", "Email"),
    },
)
_NEWER = Shape(
    "adresse_courriel",
    {
        "Code": _at("ancien_code_pivot"),
        "Nom": _at("nom"),
        "SIRET": _first(_at("siret")),
        "Adresse": _street,
        "Code postal": _at("adresse", "code_postal"),
        "Commune": _at("adresse", "nom_commune"),
        "Téléphone": _first(_at("telephone")),
        "Site": _first(_at("site_internet")),
        "E-mail": _at("adresse_courriel"),
    },
)
_NETWORK = Shape(
    "localisation",
    {
        "Code": _at("code"),
        "Nom": _at("nom"),
        "SIRET": _at("siret"),
        "Adresse": _at("localisation", "adresse"),
        "Code postal": _at("localisation", "cp"),
        "Commune": _at("localisation", "ville"),
        "Téléphone": _at("contact", "telephone"),
        "Site": _at("contact", "siteWeb"),
        "E-mail": _at("contact", "email"),
    },
)
_SHAPES = (_OLDER, _NEWER, _NETWORK)
