"""« Pourquoi reçois-je cette lettre ? »: on what basis, and from which kinds of sources.

The same answer for everybody: it knows no token, so a forwarded letter shows nobody's data.
"""

from __future__ import annotations

from dataclasses import dataclass

from campaigns.editorial import letter_context
from campaigns.editorial.legal_notices import Masthead
from lists.kinds import Basis, ImportKind
from lists.models import MailingList
from lists.permission import address_origins
from runtime.installation import Installation
from runtime.language import N_, _

#: The law behind each basis (GDPR art. 6).
_LAW = {
    Basis.CONSENT: N_("votre consentement (RGPD, article 6, 1, a), que vous pouvez retirer à tout moment"),
    Basis.LEGITIMATE_INTEREST: N_("l’intérêt légitime de l’éditeur (RGPD, article 6, 1, f)"),
    Basis.PUBLIC_TASK: N_("une mission d’intérêt public (RGPD, article 6, 1, e)"),
    Basis.CONTRACT: N_("l’exécution d’une convention (RGPD, article 6, 1, b)"),
}
_SOURCES: dict[ImportKind | None, str] = {
    ImportKind.COMPANIES: N_("les coordonnées professionnelles que les entreprises nous ont communiquées"),
    ImportKind.MISSIONS: N_("l’annuaire public des missions locales et de leurs animations régionales"),
    ImportKind.CONTACTS: N_("les listes de contacts professionnels qui nous ont été confiées"),
    None: N_("une demande faite auprès de nous : par un formulaire, un message, ou de vive voix"),
}


@dataclass(frozen=True)
class Explanation:
    """Why people receive a letter, in words."""

    #: One sentence; empty while no legal basis is set.
    why: str
    #: The law that allows us to write; empty while no legal basis is set.
    law: str
    #: Kinds of sources, never the source itself: an officer's note about a file may name people.
    sources: tuple[str, ...]


def explain(opened: Installation, letter: Masthead) -> Explanation:
    """Return why people receive a letter."""
    with opened.database.reading() as session:
        basis = session.get_one(MailingList, letter.mailing_list_id).basis or ""
        kinds = address_origins.kinds(session, letter.mailing_list_id)
        return Explanation(
            why=letter.why or _(letter_context.REASONS.get(basis, "")).format(name=letter.name),
            law=_(_LAW[Basis(basis)]) if basis else "",
            sources=tuple(_(_SOURCES[kind]) for kind in kinds if kind in _SOURCES),
        )
