"""What an e-mail needs in its context to fulfil its purpose. Refuses to check the appearance: `linting` does."""

from __future__ import annotations

from collections.abc import Callable

from runtime.language import _
from templates import errors
from templates.context import LetterContext, Piece


def check(name: str, context: LetterContext) -> None:
    """Raise LetterIncomplete when the e-mail `name` cannot be made from this context."""
    _REQUIREMENTS.get(name, _nothing)(context)


def _nothing(_context: LetterContext) -> None:
    """Most e-mails have no requirements."""


def _campaign(context: LetterContext) -> None:
    _led(context, _("il lui faut l’article dont elle parle : une campagne de sensibilisation"))


def _moment(context: LetterContext) -> None:
    lead = _led(context, _("il lui faut l’article dont elle parle : un événement"))
    if not lead.when:
        raise errors.LetterIncomplete(reason=_("elle dit quand : donnez une date à son article"))


def _agenda(context: LetterContext) -> None:
    """Who is summoned knows where, when and what about."""
    _moment(context)
    if context.lead is not None and not context.lead.place:
        raise errors.LetterIncomplete(reason=_("une convocation dit où : donnez un lieu à son article"))
    if context.lead is not None and not context.lead.body.blocks:
        reason = _("une convocation dit de quoi on parlera : écrivez l’ordre du jour dans le texte de son article")
        raise errors.LetterIncomplete(reason=reason)


def _alone(context: LetterContext) -> None:
    """A service message has one thing to say; what else stood in it would be lost, or would promote something."""
    _led(context, _("il lui faut l’article qui dit ce que les destinataires doivent savoir"))
    if context.written:
        reason = _("un message de service ne porte qu’un article : gardez le sien, et retirez les autres")
        raise errors.LetterIncomplete(reason=reason)


def _led(context: LetterContext, reason: str) -> Piece:
    if context.lead is None:
        raise errors.LetterIncomplete(reason=reason)
    return context.lead


def _both_sides(context: LetterContext) -> None:
    """Co-branded: two logos, two links, two alternatives, two approvals."""
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
    "awareness": _campaign,
    "invitation": _moment,
    "summons": _agenda,
    "service": _alone,
}
