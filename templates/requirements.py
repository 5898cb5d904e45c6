"""What an e-mail needs in its context to fulfil its purpose. Refuses to check the appearance: `linting` does."""

from __future__ import annotations

from collections.abc import Callable

from runtime.language import _
from templates import errors
from templates.context import LetterContext


def check(name: str, context: LetterContext) -> None:
    """Raise LetterIncomplete when the e-mail `name` cannot be made from this context."""
    _REQUIREMENTS.get(name, _nothing)(context)


def _nothing(_context: LetterContext) -> None:
    """Most e-mails have no requirements."""


def _lead(context: LetterContext) -> None:
    if context.lead is None:
        reason = _("il lui faut l’article dont elle parle, « event » pour une invitation, « awareness_campaign » sinon")
        raise errors.LetterIncomplete(reason=reason)


def _moment(context: LetterContext) -> None:
    _lead(context)
    if context.lead is not None and not context.lead.when:
        raise errors.LetterIncomplete(reason=_("une invitation dit quand : donnez une date à son article"))


def _both_sides(context: LetterContext) -> None:
    """Co-branded: two logos, two links, two alternatives, two approvals (E3.S3 of the convention)."""
    if len(context.partners) != 2:
        many = len(context.partners)
        reason = _("un numéro spécial est signé par deux partenaires, et il y en a {many}").format(many=many)
        raise errors.LetterIncomplete(reason=reason)
    for partner in context.partners:
        if partner.logo is None or not partner.logo.alt:
            raise errors.LetterIncomplete(reason=_("le logo de « {name} » manque").format(name=partner.name))
        if not partner.url:
            raise errors.LetterIncomplete(reason=_("le site de « {name} » manque").format(name=partner.name))
        if not any(approval.partner == partner.name for approval in context.approvals):
            reason = _("personne n’a approuvé ce numéro pour « {name} »").format(name=partner.name)
            raise errors.LetterIncomplete(reason=reason)


_REQUIREMENTS: dict[str, Callable[[LetterContext], None]] = {
    "special": _both_sides,
    "awareness": _lead,
    "invitation": _moment,
}
