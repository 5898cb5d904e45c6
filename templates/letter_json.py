"""A compiled letter as plain JSON and back: what an edition keeps, so that what was launched is what is sent.

Owns the shape of that JSON. Refuses nothing: it reads only what it wrote.
"""

from __future__ import annotations

from typing import Any

from templates.letters import Choice, Letter, Link, LinkOccurrence, Part, Parts, Slot, ValueContext


def dump(letter: Letter) -> dict[str, Any]:
    """Return the letter as values that JSON knows."""
    return {
        "subject": [_dumped(part) for part in letter.subject],
        "html": [_dumped(part) for part in letter.html],
        "text": [_dumped(part) for part in letter.text],
        "conditions": sorted(letter.conditions),
        "links": [[link.id, link.url, link.key, link.label] for link in letter.links],
    }


def load(value: dict[str, Any]) -> Letter:
    """Return the letter that `dump` wrote."""
    links = {link[0]: Link(*link) for link in value["links"]}
    subject, html, text = (_parts(value[name], links) for name in ("subject", "html", "text"))
    return Letter(subject, html, text, frozenset(value["conditions"]), tuple(links.values()))


def _dumped(part: Part) -> Any:
    match part:
        case Slot():
            return {"slot": part.name, "place": part.place.value, "fallback": part.fallback}
        case LinkOccurrence():
            return {"link": part.link.id, "place": part.place.value}
        case Choice():
            then, otherwise = ([_dumped(one) for one in parts] for parts in (part.then, part.otherwise))
            return {"if": part.condition, "then": then, "else": otherwise}
        case str():
            return part


def _parts(values: list[Any], links: dict[str, Link]) -> Parts:
    return tuple(_part(value, links) for value in values)


def _part(value: Any, links: dict[str, Link]) -> Part:
    if isinstance(value, str):
        return value
    if "slot" in value:
        return Slot(value["slot"], ValueContext(value["place"]), value["fallback"])
    if "link" in value:
        return LinkOccurrence(links[value["link"]], ValueContext(value["place"]))
    return Choice(value["if"], _parts(value["then"], links), _parts(value["else"], links))
