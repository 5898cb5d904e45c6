"""What to tell people who did not give their address themselves (GDPR art. 14), in the first letter at the latest.

A pure function of the frozen publication; the origin of the address is a slot per reader. Refuses to inform
without a legal basis: then nothing may be sent either.
"""

from __future__ import annotations

from campaigns.editorial.snapshots import Publication
from runtime.language import N_, _
from templates import context

#: The legal basis of the list -> its explanation in readers' words (art. 14(1)(c) and (2)(b)).
_RIGHTS = {
    "consent": N_("votre consentement (RGPD, article 6, 1, a), que vous pouvez retirer à tout moment"),
    "legitimate_interest": N_(
        "notre intérêt légitime à informer les professionnels concernés par ces sujets (RGPD, article 6, 1, f)"
    ),
    "public_task": N_("une mission d’intérêt public (RGPD, article 6, 1, e)"),
    "contract": N_("la convention qui nous lie à votre organisation (RGPD, article 6, 1, b)"),
}


def of(publication: Publication) -> context.Information | None:
    """Return what the letter tells readers who were never informed; `None` while its list has no legal basis."""
    right = _RIGHTS.get(publication.basis)
    if right is None:
        return None
    postal = ", ".join(filter(None, publication.postal.split("\n")))
    return context.Information(
        controller=", ".join(filter(None, (publication.publisher or publication.from_name, postal))),
        right=_(right),
        contact=publication.reply_to or publication.from_address,
    )
