"""New signatories: the letter forgets nobody, where a convention asks for their list."""

from __future__ import annotations

from collections.abc import Iterator

from campaigns.checking.drafts import Draft
from campaigns.checking.findings import Seen
from campaigns.checking.rules.rule import Basis, warns
from campaigns.partnership.transmissions import announcements
from runtime.language import ngettext

#: The e-mail that announces them.
_NEWSLETTER = "newsletter"


def unannounced(draft: Draft) -> Iterator[Seen]:
    """Whoever signed is announced in some issue, and this one has the list."""
    issue = draft.snapshot.issue
    if draft.snapshot.template.name != _NEWSLETTER or issue.number is None:
        return
    many = announcements.forgotten(draft.installation, issue.id)
    if many:
        message = ngettext(
            "{n} signataire n’est annoncé dans aucun numéro : placez-y « Nouveaux signataires », sans texte, et sa "
            "liste s’écrit d’elle-même.",
            "{n} signataires ne sont annoncés dans aucun numéro : placez-y « Nouveaux signataires », sans texte, et "
            "leur liste s’écrit d’elle-même.",
            many,
        )
        yield Seen(message.format(n=many))


RULES = (warns("signatories_unannounced", unannounced, Basis.PEOPLE),)
