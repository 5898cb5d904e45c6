"""Who will receive it: somebody, about as many as the last time, and not twice."""

from __future__ import annotations

from collections.abc import Iterator

from campaigns.checking.drafts import Draft
from campaigns.checking.findings import Seen
from campaigns.checking.rules.rule import Basis, blocks, warns
from runtime.language import _, ngettext

#: A list that grew or shrank by more than this between two issues was changed by a mistake.
_DRIFT = 0.20
#: Fewer than these come and go from any list; of a small one they are a large share.
_FEW = 5


def nobody(draft: Draft) -> Iterator[Seen]:
    """There is somebody to write to."""
    if not draft.audience.contacts:
        yield Seen(_("Personne à qui écrire : la liste est vide, ou tout le monde en est écarté."))


def drift(draft: Draft) -> Iterator[Seen]:
    """There are about as many readers as the last time that this list or segment was written to."""
    now, before = draft.audience.contacts, draft.past.audience
    if not now or not before or abs(now - before) <= before * _DRIFT:
        return
    if abs(now - before) < _FEW:
        return
    message = _("Ce numéro irait à {now} adresses, le dernier est allé à {before} : vérifiez la liste et le segment.")
    yield Seen(message.format(now=now, before=before))


def repetition(draft: Draft) -> Iterator[Seen]:
    """Nobody gets the same issue twice because somebody pressed Send twice."""
    if draft.launched:
        message = _(
            "Ce numéro est déjà parti, ou prêt à partir (envoi n° {id}) : ses lecteurs le recevraient deux fois."
        )
        yield Seen(message.format(id=draft.launched[-1]))


def without_target(draft: Draft) -> Iterator[Seen]:
    """Every reader receives something that is meant for them."""
    whole = sum(variant.readers for variant in draft.variants if variant.is_whole)
    if whole:
        message = ngettext(
            "Aucun article n’est pour {n} lecteur : il les recevra tous. Placez-en un qui soit pour tous.",
            "Aucun article n’est pour {n} lecteurs : ils les recevront tous. Placez-en un qui soit pour tous.",
            whole,
        )
        yield Seen(message.format(n=whole))


RULES = (
    blocks("nobody", nobody, Basis.PEOPLE),
    blocks("audience_drift", drift, Basis.PEOPLE),
    blocks("already_launched", repetition),
    warns("no_target", without_target, Basis.PEOPLE),
)
