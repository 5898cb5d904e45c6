"""What the issue is made of: something, by both partners, new, and at its time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from campaigns.checking.drafts import Draft, LetterLimits
from campaigns.checking.findings import Mending, Seen
from campaigns.checking.rules.rule import Basis, blocks, warns
from campaigns.editorial import event_times
from campaigns.editorial.snapshots import Piece
from runtime.language import _
from templates.errors import LetterIncomplete


def empty(draft: Draft) -> Iterator[Seen]:
    """A letter says something."""
    if not draft.snapshot.sections:
        yield Seen(_("Ce numéro ne contient aucun article."))


def branding(draft: Draft) -> Iterator[Seen]:
    """If one partner shows its logo, every partner does, with its site and an alternative text."""
    if is_unequal(draft):
        yield Seen(str(draft.problem))
        return
    partners = draft.snapshot.partners
    if not any(partner.logo for partner in partners):
        return
    for partner in partners:
        lacks = [words for name, words in _parts().items() if not getattr(partner, name)]
        if lacks:
            message = _("Il manque au partenaire « {name} » {lacks}.")
            yield Seen(message.format(name=partner.name, lacks=_listed(lacks)), remedy=Mending.PARTNER)


def _listed(words: list[str]) -> str:
    """Return « un logo, un texte et un site »."""
    return _("{several} et {last}").format(several=", ".join(words[:-1]), last=words[-1]) if words[1:] else words[0]


def is_unequal(draft: Draft) -> bool:
    """Say whether a co-branded issue cannot be made because one side is missing something."""
    return draft.snapshot.is_special and isinstance(draft.problem, LetterIncomplete)


def _parts() -> dict[str, str]:
    return {
        "logo": _("un logo"),
        "logo_alt": _("le texte de remplacement de son logo"),
        "url": _("l’adresse de son site"),
    }


def absence(draft: Draft) -> Iterator[Seen]:
    """Every partner has a name and a logo for this day: nothing is shown of a convention that ended."""
    for name in draft.absent:
        message = _("{name} n’a pas d’identité à la date du numéro, et n’y figure donc pas.")
        yield Seen(message.format(name=name), remedy=Mending.PARTNER)


def published(draft: Draft) -> Iterator[Seen]:
    """An item is published only once."""
    for item in draft.snapshot.items:
        if item.id in draft.past.published:
            message = _("« {title} » a déjà paru dans {name}.")
            yield Seen(message.format(title=item.title, name=draft.past.published[item.id]), item.id)


def taken_over(draft: Draft) -> Iterator[Seen]:
    """What was taken over from another issue is looked at."""
    for item in draft.snapshot.items:
        if item.id in draft.taken:
            message = _("« {title} » est repris du {source} sans un mot changé : relisez-le, ou confirmez-le.")
            yield Seen(message.format(title=item.title, source=draft.taken[item.id]), item.id)


def embargo(draft: Draft) -> Iterator[Seen]:
    """An item is not published before its day."""
    for item, limits in _limited(draft):
        if limits.embargo is not None and limits.embargo > draft.day:
            message = _("« {title} » est sous embargo jusqu’au {day}.")
            yield Seen(_at(message, item, limits.embargo), item.id)


def expiry(draft: Draft) -> Iterator[Seen]:
    """An item is not published after its last day."""
    for item, limits in _limited(draft):
        if limits.expires is not None and limits.expires < draft.day:
            message = _("« {title} » n’est plus valable depuis le {day}.")
            yield Seen(_at(message, item, limits.expires), item.id)


def past_event(draft: Draft) -> Iterator[Seen]:
    """Nobody is invited to an event that is over."""
    for item in draft.snapshot.items:
        if item.starts and event_times.day_of(item.ends or item.starts) < draft.day:
            message = _("« {title} » a eu lieu le {day}, avant le départ de la lettre.")
            yield Seen(_at(message, item, event_times.day_of(item.ends or item.starts)), item.id)


def _limited(draft: Draft) -> Iterator[tuple[Piece, LetterLimits]]:
    return ((item, draft.limits[item.id]) for item in draft.snapshot.items if item.id in draft.limits)


def _at(message: str, item: Piece, day: date) -> str:
    return message.format(title=item.title, day=event_times.day(day))


RULES = (
    blocks("empty", empty, Basis.CONTENT),
    blocks("co_branding", branding, Basis.CONTENT),
    warns("partner_absent", absence),
    warns("published_before", published, field="title"),
    warns("taken_over", taken_over, field="title"),
    warns("embargo", embargo, field="embargo"),
    warns("expired", expiry, field="expires"),
    warns("past_event", past_event, field="day"),
)
