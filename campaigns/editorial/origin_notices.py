"""What somebody must be told whose address did not come from herself (GDPR art. 14), in the first letter at the latest.

A pure function of the publication as it was frozen; where her address comes from is her own slot. Refuses to inform
without a legal basis: then nothing may be sent either.
"""

from __future__ import annotations

from campaigns.editorial.snapshots import Publication
from runtime.language import N_, _
from templates import context

#: By what right, in the words of whoever reads it (art. 14(1)(c) and (2)(b)); by the basis of the list.
_RIGHTS = {
    "consent": N_("votre consentement (RGPD, article 6, 1, a), que vous pouvez retirer à tout moment"),
    "legitimate_interest": N_(
        "notre intérêt légitime à informer celles et ceux que leurs fonctions concernent (RGPD, article 6, 1, f)"
    ),
    "public_task": N_("une mission d’intérêt public (RGPD, article 6, 1, e)"),
    "contract": N_("la convention qui nous lie à votre organisation (RGPD, article 6, 1, b)"),
}


def of(publication: Publication) -> context.Information | None:
    """Return what the letter tells readers who were never informed; nothing while its list has no legal basis."""
    right = _RIGHTS.get(publication.basis)
    if right is None:
        return None
    postal = ", ".join(filter(None, publication.postal.split("\n")))
    return context.Information(
        controller=", ".join(filter(None, (publication.publisher or publication.from_name, postal))),
        right=_(right),
        contact=publication.reply_to or publication.from_address,
    )
