"""An item as its letter shows it, while it is written: rendered by what renders the letter, from words not yet saved.

Changes nothing. Merge fields print their fallbacks; every condition holds, so that a block for some readers is seen.
"""

from __future__ import annotations

from collections.abc import Mapping

from campaigns.editorial import editions, item_writing, items, letter_context, publications
from campaigns.partnership import snapshotting
from runtime import clock
from runtime.installation import Installation
from templates import compiling, letters


def block(
    opened: Installation,
    item_id: int,
    said: Mapping[str, str] | None = None,
    body: object = None,
    *,
    publication_id: int | None = None,
) -> str:
    """Return the page that shows an item in its rubrique, with fields and a body that nobody has saved yet.

    A field or a body that cannot be used shows what was saved before. It looks as in the letter with this id, or in
    the first.

    Raises:
        errors.UnknownItem, errors.InBin; templates.errors.TemplatesError.
    """
    settings = opened.settings
    with opened.database.reading() as session:
        item = items.get(session, item_id)
        session.expunge(item)
        item_writing.tried(session, opened, item, said or {}, body)
        item.title = item.title or _NO_TITLE
        letters_ = publications.everything(session)
        letter = next((one for one in letters_ if one.id == publication_id), letters_[0] if letters_ else None)
        on = clock.in_paris(opened.clock.now()).date()
        alone = editions.alone(session, item, letter, settings.data, settings.base_url, on)
        snapshot = snapshotting.filled(session, opened, alone)
    context = letter_context.letter_context(snapshot)
    compiled = compiling.compile_block(context, overrides=settings.data / "templates")
    return letters.preview(compiled.variant(compiled.conditions), {})[1]


#: Keeps the room of the title as long as there is none.
_NO_TITLE = "…"
