"""« Pourquoi reçois-je cette lettre ? »: on what basis, from which kinds of sources, who answers for it, which rights.

The same page for everybody: it knows no token, so a forwarded letter shows nobody's data.
"""

from __future__ import annotations

from fastapi import APIRouter, Response

from campaigns.editorial import publications, rendering
from lists import origins
from lists.kinds import Basis, ImportKind
from runtime.language import N_, _
from web.dependencies import Opened
from web.reader import pages

router = APIRouter(prefix=rendering.WHY_PATH)

#: The law behind each basis (GDPR art. 6).
_LAW = {
    Basis.CONSENT: N_("votre consentement (RGPD, article 6, 1, a), que vous pouvez retirer à tout moment"),
    Basis.LEGITIMATE_INTEREST: N_("l’intérêt légitime de l’éditeur (RGPD, article 6, 1, f)"),
    Basis.PUBLIC_TASK: N_("une mission d’intérêt public (RGPD, article 6, 1, e)"),
    Basis.CONTRACT: N_("l’exécution d’une convention (RGPD, article 6, 1, b)"),
}
_SOURCES: dict[ImportKind | None, str] = {
    ImportKind.COMPANIES: N_("les coordonnées que les entreprises donnent en signant la Charte de la diversité"),
    ImportKind.MISSIONS: N_("l’annuaire des missions locales et de leurs animations régionales"),
    ImportKind.CONTACTS: N_("les listes de contacts professionnels des partenaires de la lettre"),
    None: N_("une demande faite auprès de nous : par un formulaire, un message, ou de vive voix"),
}


@router.api_route("", methods=["GET", "HEAD"])
def show(opened: Opened) -> Response:
    """Say why people receive the letter."""
    with opened.database.reading() as session:
        publication = publications.only(session)
        basis = publications.mailing_list(session, publication).basis or ""
        found = [_(_SOURCES[kind]) for kind in origins.kinds(session, publication.mailing_list_id) if kind in _SOURCES]
        return pages.public(
            "why.html", site=pages.site(session), title=_("Pourquoi reçois-je cette lettre ?"), place="",
            why=_(rendering.REASONS.get(basis, "")).format(name=publication.name),
            law=_(_LAW[Basis(basis)]) if basis else "", sources=found,
        )  # fmt: skip
