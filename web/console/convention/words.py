"""The words of the board: its groups, the marks of statuses, and the one gesture that helps each clause along."""

from __future__ import annotations

from dataclasses import dataclass

from campaigns.partnership.bilan.standings import Standing
from campaigns.partnership.conventions import Commitment, Convention
from campaigns.partnership.statuses.status import NAMES, Status
from runtime.language import N_, _

#: The headings of `board.GROUPS`, and what each says when it is empty (nothing at all when it says nothing).
GROUPS = (
    (N_("À reprendre"), N_("Rien ne manque aujourd’hui.")),
    (N_("À venir"), ""),
    (N_("Tenus"), N_("Rien n’est encore tenu : les premières preuves viendront avec le premier numéro.")),
    (N_("Sans objet"), ""),
)
KINDS = {
    Status.KEPT: "ready",
    Status.PARTLY: "todo",
    Status.NOT_KEPT: "stopped",
    Status.NOT_APPLICABLE: "draft",
    Status.UPCOMING: "sent",
}
#: Beginning of an accepted act -> the gesture that brings such evidence, and where it is made.
_GESTURES = (
    ("content:", N_("Choisir un article"), "/numeros"),
    ("practice", N_("Choisir une bonne pratique"), "/articles"),
    ("block:", N_("Composer le numéro"), "/numeros"),
    ("transmission", N_("Transmettre la liste"), "/convention/transmissions"),
    ("link:", N_("Vérifier les sites"), "/convention/sites"),
    ("document:", N_("Déposer le document"), "/documents"),
    ("meeting:", N_("Préparer la rencontre"), "/convention/rencontres"),
    ("association:initiative", N_("Voir les propositions"), "/convention/propositions"),
    ("association:", N_("Inviter le partenaire"), "/convention/rencontres"),
    ("designation:", N_("Désigner une personne"), "/convention/personnes"),
    ("amendment", N_("Préparer le bilan"), "/convention/bilan"),
)


@dataclass(frozen=True)
class Line:
    """A clause on the board."""

    id: str
    short: str
    owed: str
    kind: str
    status: str
    why: str
    proofs: int
    gesture: str
    href: str


def line(convention: Convention, standing: Standing, served: frozenset[str]) -> Line:
    """Return the line of a clause; its gesture leads to a page that is `served`."""
    one = standing.commitment
    page = f"/convention/engagements/{one.id}"
    gesture, href = (_("Voir les preuves"), page) if standing.status is Status.KEPT else _gesture(one, served)
    return Line(
        id=one.id,
        short=one.short,
        owed=owed(convention, one),
        kind=KINDS[standing.status],
        status=_(NAMES[standing.status]),
        why=standing.why,
        proofs=len(standing.evidence),
        gesture=gesture,
        href=href or page,
    )


def owed(convention: Convention, commitment: Commitment) -> str:
    """Say who owes it to whom: « le CNML envers le Secrétariat général »."""
    debtors, creditors = (
        [partner.short for code in codes if (partner := convention.partner(code))]
        for codes in (commitment.debtor, commitment.creditor)
    )
    if len(debtors) > 1:
        return _(" et ").join(debtors)
    return _("{debtor} envers {creditor}").format(debtor=debtors[0], creditor=_(" et ").join(creditors))


def _gesture(commitment: Commitment, served: frozenset[str]) -> tuple[str, str]:
    for act in commitment.accepts:
        for begins, words, href in _GESTURES:
            if act.startswith(begins) and href in served:
                return _(words), href
    return _("Déclarer une preuve"), ""
