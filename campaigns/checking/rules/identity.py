"""Who writes, from where, why, and how to leave: what the law wants in every letter."""

from __future__ import annotations

from collections.abc import Iterator

from campaigns.checking.drafts import Draft
from campaigns.checking.findings import Mending, Seen
from campaigns.checking.rules.rule import Basis, blocks
from campaigns.editorial import letter_context
from runtime import settings
from runtime.language import _
from templates import letters


def sender(draft: Draft) -> Iterator[Seen]:
    """A letter says who writes (LCEN art. 20)."""
    if not draft.snapshot.publication.from_address:
        yield Seen(_("L’expéditeur manque."), remedy=Mending.SENDER)


def postal(draft: Draft) -> Iterator[Seen]:
    """It says where its sender can be found."""
    if not draft.snapshot.publication.postal:
        yield Seen(_("L’adresse postale manque."), remedy=Mending.POSTAL)


def basis(draft: Draft) -> Iterator[Seen]:
    """It states its legal basis (GDPR art. 6 and 14)."""
    if not draft.snapshot.publication.basis:
        yield Seen(_("La base légale de la liste de diffusion manque."), remedy=Mending.BASIS)


def leaving(draft: Draft) -> Iterator[Seen]:
    """Every part of every variant has a way to unsubscribe (CPCE art. L34-5)."""
    if draft.letter is None:
        return
    reached = [variant.reached for variant in draft.variants] or [frozenset[str]()]
    # What a contract asks for can be left by those alone who receive the letter because they asked for it.
    own = {letters.PERSONAL} if letter_context.may_be_left(draft.snapshot) else {letters.PERSONAL, letters.AGREED}
    if not all(_can_be_left(draft.letter.variant(one | own)) for one in reached):
        yield Seen(_("Le modèle de lettre n’a pas de lien de désinscription."))


def _can_be_left(flat: letters.Flat) -> bool:
    return all(
        any(not isinstance(one, str) and one.name == "leave_token" for one in part) for part in (flat.html, flat.text)
    )


def base_address(draft: Draft) -> Iterator[Seen]:
    """Links that lead to this machine itself are useless to readers elsewhere."""
    given = draft.installation.settings
    if given.smtp_url is None or not settings.is_loopback(given.base_url):
        return
    if not settings.is_loopback(given.smtp_url.get_secret_value()):
        message = _("Les liens mèneraient à {url}, que les lecteurs ne peuvent pas ouvrir : réglez RELAIS_BASE_URL.")
        yield Seen(message.format(url=given.base_url))


RULES = (
    blocks("sender_missing", sender, Basis.CONTENT),
    blocks("postal_missing", postal, Basis.CONTENT),
    blocks("basis_missing", basis, Basis.CONTENT),
    blocks("no_unsubscribe", leaving, Basis.PEOPLE),
    blocks("base_url_loopback", base_address),
)
