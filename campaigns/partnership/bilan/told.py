"""A review in French words: what the page, the paper and the text document all say, said once.

Owns the sentences and their order: gaps first. Knows no markup.
"""

from __future__ import annotations

from dataclasses import dataclass

from campaigns.editorial import event_times
from campaigns.partnership.bilan import next_steps, phrases
from campaigns.partnership.bilan.next_steps import Amendment
from campaigns.partnership.bilan.reviewing import Review
from campaigns.partnership.bilan.standings import Standing
from campaigns.partnership.conventions import Convention
from campaigns.partnership.evidence import Evidence, Nature
from campaigns.partnership.statuses import status as statuses
from campaigns.partnership.statuses.status import Status
from runtime.language import N_, _, ngettext
from templates.views import paper

#: How the status of many commitments is said.
_PLURALS = {
    Status.KEPT: (N_("tenu"), N_("tenus")),
    Status.PARTLY: (N_("en partie"), N_("en partie")),
    Status.NOT_KEPT: (N_("non tenu"), N_("non tenus")),
    Status.NOT_APPLICABLE: (N_("sans objet"), N_("sans objet")),
    Status.UPCOMING: (N_("à venir"), N_("à venir")),
}
#: Characters of a hash that people compare.
_HASH = 16


@dataclass(frozen=True)
class Share:
    """How many commitments have a status."""

    key: str
    name: str
    many: int


@dataclass(frozen=True)
class Proof:
    """One line of evidence."""

    on: str
    text: str
    #: A whole address, and the beginning of the SHA-256; empty without.
    link: str
    sha256: str


@dataclass(frozen=True)
class Block:
    """One commitment."""

    id: str
    short: str
    status: str
    status_key: str
    #: « Le Secrétariat général, envers le CNML ».
    owed: str
    #: Verbatim: the words before it, and its own.
    lead: str
    text: str
    reason: str
    #: The committee's word on it, in a sentence with what was computed; empty without.
    correction: str
    observed: tuple[Proof, ...]
    declared: tuple[Proof, ...]
    #: Said when neither is there.
    nothing: str


@dataclass(frozen=True)
class Figure:
    """One figure with its words."""

    value: str
    words: str


def title(review: Review) -> str:
    """Return the title of the document."""
    return _("Bilan de {convention}").format(convention=review.scope.convention.short)


def period(review: Review) -> str:
    """Say which days are reviewed."""
    first, last = event_times.day(review.scope.since), event_times.day(review.scope.until)
    return _("Période du {first} au {last}").format(first=first, last=last)


def seen(review: Review) -> str:
    """Say on which day it was looked at."""
    return _("Situation au {day}").format(day=event_times.day(review.scope.at))


def shares(review: Review) -> tuple[Share, ...]:
    """Return how many commitments have each status, kept ones first; those that none has are left out."""
    return tuple(
        Share(status.value, ngettext(*_PLURALS[status], many), many)
        for status, many in reversed(review.tally.items())
        if many
    )


def sentence(review: Review) -> str:
    """Say the result in one sentence."""
    said = [f"{one.many}\u00a0{one.name}" for one in shares(review)]
    total = len(review.standings)
    begin = ngettext("Sur {total} engagement : ", "Sur {total} engagements : ", total).format(total=total)
    return begin + phrases.joined(said) + "."


def blocks(review: Review) -> tuple[Block, ...]:
    """Return the commitments, gaps first."""
    return tuple(_block(review, one) for one in review.gaps_first)


def _block(review: Review, standing: Standing) -> Block:
    proofs = {nature: _proofs(review, [one for one in standing.evidence if one.nature == nature]) for nature in Nature}
    return Block(
        id=standing.commitment.id,
        short=standing.commitment.short,
        status=_(statuses.NAMES[standing.status]),
        status_key=standing.status.value,
        owed=_owed(review.scope.convention, standing),
        lead=standing.commitment.lead,
        text=standing.commitment.text,
        reason=standing.computed.reason,
        correction=_correction(standing),
        observed=proofs[Nature.OBSERVED],
        declared=proofs[Nature.DECLARED],
        nothing="" if standing.evidence else _("Aucune preuve pour cette période."),
    )


def _owed(convention: Convention, standing: Standing) -> str:
    debtors, creditors = (
        phrases.joined([one.short for code in codes if (one := convention.partner(code))])
        for codes in (standing.commitment.debtor, standing.commitment.creditor)
    )
    if debtors == creditors:
        return phrases.capital(_("{debtors}, l’un envers l’autre").format(debtors=debtors))
    return phrases.capital(_("{debtors}, envers {creditors}").format(debtors=debtors, creditors=creditors))


def _correction(standing: Standing) -> str:
    if standing.correction is None:
        return ""
    said = _("Statut calculé : {computed}. Corrigé par le comité le {day} : {corrected}. Raison : {reason}")
    return said.format(
        computed=_(statuses.NAMES[standing.computed.status]),
        day=event_times.day(standing.correction.on),
        corrected=_(statuses.NAMES[standing.correction.status]),
        reason=standing.correction.reason,
    )


def _proofs(review: Review, found: list[Evidence]) -> tuple[Proof, ...]:
    """Return the lines; what was found again and again, in the same words, is one of them."""
    alike: dict[tuple[str, str, str], list[Evidence]] = {}
    for one in found:
        alike.setdefault((one.text, one.link, one.sha256), []).append(one)
    return tuple(_proof(review, each) for each in alike.values())


def _proof(review: Review, alike: list[Evidence]) -> Proof:
    one, many = alike[0], len(alike)
    link = review.base_url.rstrip("/") + one.link if one.link.startswith("/") else one.link
    text = one.text
    if many > 1:
        again = _("{text} ({many} fois, la dernière le {day})")
        text = again.format(text=one.text, many=many, day=event_times.day(alike[-1].on))
    return Proof(event_times.day(one.on), text, link, one.sha256[:_HASH])


def figures(review: Review) -> tuple[Figure, ...]:
    """Return the eight figures of the summary."""
    found, total = review.figures, review.coverage.total
    convention = review.scope.convention
    missions = phrases.kind(convention, "local_mission")
    return (
        Figure(paper.number(found.issues), ngettext("numéro envoyé", "numéros envoyés", found.issues)),
        Figure(paper.number(found.letters), ngettext("lettre remise", "lettres remises", found.letters)),
        Figure(paper.number(found.items_per_issue, 1), _("articles du partenariat par numéro")),
        Figure(f"{total.missions_reached}\u00a0/\u00a0{total.missions}", _("{kind} touchées").format(kind=missions)),
        Figure(paper.number(found.signed), ngettext("nouvelle signataire", "nouvelles signataires", found.signed)),
        Figure(paper.number(found.brought), _("dont apportées par les {kind}").format(kind=missions)),
        Figure(
            paper.number(found.practices),
            ngettext("bonne pratique publiée", "bonnes pratiques publiées", found.practices),
        ),
        Figure(paper.number(found.meetings), ngettext("réunion tenue", "réunions tenues", found.meetings)),
    )


def represented(review: Review) -> str:
    """Say where the items of the partnership came from; empty without any."""
    found = review.figures
    if not found.partner_items:
        return ""
    kind = phrases.kind(review.scope.convention, "local_mission")
    return " ".join(
        (
            ngettext(
                "{n} article du partenariat a paru.", "{n} articles du partenariat ont paru.", found.partner_items
            ).format(n=found.partner_items),
            _("Signés par des {kind} : {n}.").format(kind=kind, n=found.missions),
            _("Régions dont ils parlent : {n}.").format(n=found.regions),
        )
    )


def steps(review: Review) -> tuple[str, ...]:
    """Return the proposed steps."""
    return next_steps.steps(review)


def amendment(review: Review) -> Amendment:
    """Return the draft of an amendment."""
    return next_steps.amendment(review)
