"""Reading a convention from TOML: every key is known, every value is looked at, and a refusal names its place.

Owns the shape of the file. Refuses what it does not know: a rule that is spelled wrongly would be no rule.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Never, TypeAlias

from campaigns.editorial.models import ItemType, Section
from campaigns.editorial.wordings import Words
from campaigns.partnership.conventions import values
from campaigns.partnership.conventions.values import Commitment, Convention, Partner, Rules
from campaigns.partnership.errors import ConventionRefused
from lists.kinds import OrganisationKind
from runtime.files import File
from runtime.language import _

#: Takes the place and the reason, and raises.
Refuse: TypeAlias = Callable[[str, str], Never]
#: The convention that is shipped; no installation has it by itself.
SHIPPED = Path(__file__).with_name("charte.toml")
_TABLES = ("partners", "words", "rules", "commitments")
#: Its keys that hold days.
DAYS = ("signed_on", "first_day", "last_day")
_KNOWN = ("title", "short", *DAYS, *_TABLES)
_WORDS: Mapping[str, type[StrEnum]] = {"sections": Section, "types": ItemType, "kinds": OrganisationKind}


def document(file: File) -> dict[str, Any]:
    """Return what a file says, not looked at yet.

    Raises:
        ConventionRefused: it is no TOML.
    """
    try:
        return tomllib.loads(file.content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        _refuse(file.name, _("le fichier"), _("il n’est pas écrit en UTF-8"))
    except tomllib.TOMLDecodeError as problem:
        _refuse(file.name, _("le fichier"), _("ce n’est pas du TOML ({problem})").format(problem=problem))


def convention(said: Mapping[str, Any], file: str, *, version: int = 0, amends: int = 0) -> Convention:
    """Make the value of what a file says.

    Raises:
        ConventionRefused: a key is unknown, or a value missing or unusable.
    """
    refuse = partial(_refuse, file)
    for key in said:
        if key not in _KNOWN:
            refuse(key, _("ce nom n’est pas connu"))
    days = {name: _day(said, name, refuse) for name in DAYS}
    if days["last_day"] < days["first_day"]:
        refuse("last_day", _("la convention finirait avant de commencer"))
    partners = _partners(said, refuse)
    codes = tuple(one.code for one in partners)
    return Convention(
        version=version,
        amends=amends,
        title=_text(said, "title", "title", refuse),
        short=_text(said, "short", "short", refuse),
        **days,
        partners=partners,
        words=_words(said.get("words", {}), refuse),
        rules=_rules(said.get("rules", {}), codes, refuse),
        commitments=_commitments(said, codes, refuse),
    )


def _refuse(file: str, place: str, reason: str) -> Never:
    raise ConventionRefused(file=file, place=place, reason=reason)


def _day(said: Mapping[str, Any], name: str, refuse: Refuse) -> date:
    day = said.get(name)
    if not isinstance(day, date) or isinstance(day, datetime):
        refuse(name, _("il faut un jour, comme 2009-06-16"))
    return day


def _text(said: Mapping[str, Any], key: str, place: str, refuse: Refuse, *, optional: bool = False) -> str:
    text = said.get(key, "")
    if not isinstance(text, str):
        refuse(place, _("« {value} » n’est pas un texte").format(value=text))
    if not text.strip() and not optional:
        refuse(place, _("il manque"))
    return text


def _listed(said: Mapping[str, Any], key: str, refuse: Refuse) -> list[Mapping[str, Any]]:
    tables = said.get(key)
    if not isinstance(tables, list) or not tables or not all(isinstance(one, dict) for one in tables):
        refuse(key, _("il en faut au moins un, écrit [[{key}]]").format(key=key))
    return tables


def _require_known(said: Mapping[str, Any], known: set[str], place: str, refuse: Refuse) -> None:
    for key in said:
        if key not in known:
            refuse(f"{place}, {key}", _("ce nom n’est pas connu ; les noms sont {known}").format(known=_list(known)))


def _partners(said: Mapping[str, Any], refuse: Refuse) -> tuple[Partner, ...]:
    names = [each.name for each in fields(Partner)]
    made = []
    for one in _listed(said, "partners", refuse):
        place = f"partners « {one.get('code', '')} »"
        _require_known(one, set(names), place, refuse)
        optional = ("represented_by", "signatory", "page")
        each = {name: _text(one, name, f"{place}, {name}", refuse, optional=name in optional) for name in names}
        made.append(Partner(**each))
    _require_single([one.code for one in made], "partners", refuse)
    return tuple(made)


def _words(said: Any, refuse: Refuse) -> Words:
    if not isinstance(said, dict):
        refuse("words", _("il faut des tables, écrites [words.sections]"))
    _require_known(said, set(_WORDS), "words", refuse)
    for name, vocabulary in _WORDS.items():
        place = f"words.{name}"
        table = said.get(name, {})
        if not isinstance(table, dict):
            refuse(place, _("il faut une table, écrite [{place}]").format(place=place))
        _require_known(table, {one.value for one in vocabulary}, place, refuse)
        for key in table:
            _text(table, key, f"{place}, {key}", refuse)
    return Words(**said)


def _rules(said: Any, codes: tuple[str, ...], refuse: Refuse) -> Rules:
    if not isinstance(said, dict):
        refuse("rules", _("il faut une table, écrite [rules]"))
    usual = Rules()
    _require_known(said, {each.name for each in fields(Rules)}, "rules", refuse)
    choices: dict[str, tuple[str, ...]] = {
        "guard": tuple(values.Guard),
        "after_end": tuple(values.AfterEnd),
        "approval": (values.EACH, values.BOTH, values.NOBODY, *codes),
        "proposals_seen_by": ("", *codes),
    }
    made: dict[str, Any] = {}
    for key, value in said.items():
        place = f"rules, {key}"
        if key in choices:
            made[key] = type(getattr(usual, key))(_one_of(value, choices[key], place, refuse))
        elif isinstance(getattr(usual, key), bool):
            made[key] = _truth(value, place, refuse)
        elif isinstance(getattr(usual, key), tuple):
            made[key] = tuple(_whole(one, place, refuse) for one in (value if isinstance(value, list) else [value]))
        else:
            made[key] = _whole(value, place, refuse, least=0 if getattr(usual, key) == 0 else 1)
    return Rules(**made)


def _whole(value: Any, place: str, refuse: Refuse, *, least: int = 1) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        refuse(place, _("« {value} » n’est pas un nombre de jours").format(value=value))
    return value


def _commitments(said: Mapping[str, Any], codes: tuple[str, ...], refuse: Refuse) -> tuple[Commitment, ...]:
    made = tuple(_commitment(one, codes, refuse) for one in _listed(said, "commitments", refuse))
    ids = [one.id for one in made]
    _require_single(ids, "commitments", refuse)
    for one in made:
        if one.parent:
            _one_of(one.parent, tuple(ids), f"commitments « {one.id} », parent", refuse)
    return made


def _commitment(said: Mapping[str, Any], codes: tuple[str, ...], refuse: Refuse) -> Commitment:
    place = f"commitments « {said.get('id', '')} »"
    _require_known(said, {each.name for each in fields(Commitment)}, place, refuse)

    def text(name: str, *, optional: bool = False) -> str:
        return _text(said, name, f"{place}, {name}", refuse, optional=optional)

    def one_of(name: str, known: tuple[str, ...], usual: str | None = None) -> str:
        return _one_of(said.get(name, usual), known, f"{place}, {name}", refuse)

    def side(name: str) -> tuple[str, ...]:
        named = _texts(said.get(name), f"{place}, {name}", refuse)
        return tuple(_one_of(code, codes, f"{place}, {name}", refuse) for code in named)

    return Commitment(
        id=text("id"),
        text=text("text"),
        lead=text("lead", optional=True),
        short=text("short"),
        debtor=side("debtor"),
        creditor=side("creditor"),
        kind=values.Kind(one_of("kind", tuple(values.Kind))),
        rhythm=values.Rhythm(one_of("rhythm", tuple(values.Rhythm))),
        deadline=one_of("deadline", ("", "last_day"), ""),
        needs=_texts(said.get("needs", []), f"{place}, needs", refuse),
        occasions=_texts(said.get("occasions", []), f"{place}, occasions", refuse),
        every_days=_whole(said.get("every_days", 0), f"{place}, every_days", refuse, least=0),
        optional=_truth(said.get("optional", False), f"{place}, optional", refuse),
        counted=_truth(said.get("counted", True), f"{place}, counted", refuse),
        accepts=_texts(said.get("accepts", []), f"{place}, accepts", refuse),
        parent=text("parent", optional=True),
    )


def _texts(said: Any, place: str, refuse: Refuse) -> tuple[str, ...]:
    if not isinstance(said, list) or not all(isinstance(one, str) and one for one in said):
        refuse(place, _("il faut une liste de textes, entre crochets"))
    return tuple(said)


def _truth(said: Any, place: str, refuse: Refuse) -> bool:
    if not isinstance(said, bool):
        refuse(place, _("il faut true ou false"))
    return said


def _one_of(value: Any, known: tuple[str, ...], place: str, refuse: Refuse) -> str:
    if not isinstance(value, str) or value not in known:
        reason = _("« {value} » n’est pas possible ; il faut {known}")
        refuse(place, reason.format(value="" if value is None else value, known=_list(known)))
    return value


def _require_single(names: list[str], place: str, refuse: Refuse) -> None:
    twice = [name for name, many in Counter(names).items() if many > 1]
    if twice:
        refuse(place, _("« {name} » y est deux fois").format(name=twice[0]))


def _list(known: Any) -> str:
    return ", ".join(f"« {one} »" for one in (sorted(known) if isinstance(known, set) else known))
