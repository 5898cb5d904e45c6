"""Articles as a person reads them in a list, and what a file lost on its way in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from campaigns.editorial import labels
from campaigns.editorial.items import Entry
from campaigns.editorial.wordings import ORDINARY, Words
from cli import terminal
from runtime.language import _

if TYPE_CHECKING:
    from campaigns.editorial.ingesting import Brought


def table(listed: Sequence[Entry], words: Words = ORDINARY) -> str:
    """Return a table of articles, or that there is none."""
    rows = [[one.id, labels.item_type(one.type, words), labels.item_state(one.state), one.title] for one in listed]
    return terminal.table([_("n°"), _("type"), _("état"), _("titre")], rows) if rows else _("Aucun article.")


def answer_brought(brought: Sequence[Brought], *, json_: bool, alone: bool = False) -> None:
    """Print articles that came from files, and the remarks about these; `alone` for one that is no list."""
    from cli import advice

    added = [replace(one, notes=tuple(map(advice.noted, one.notes))) for one in brought]
    told = list(dict.fromkeys(f"{one.file} : {note}" for one in added for note in one.notes))
    words = "\n".join([table([one.item for one in added]), *told])
    document = [one.as_json() for one in added]
    terminal.answer(document[0] if alone else document, words, json_=json_)
