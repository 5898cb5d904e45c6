"""What the committee may decide next: a step for each gap, and the draft of an amendment, to be edited.

Proposes only what follows from the figures, and decides nothing: dates are proposals, and stand in a draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.partnership.bilan import phrases
from campaigns.partnership.bilan.reviewing import Review
from campaigns.partnership.bilan.standings import Standing
from campaigns.partnership.conventions import Commitment, Convention, Kind, Partner, Rhythm
from campaigns.partnership.statuses.status import Status
from runtime.language import N_, _

#: What helps where commitments of this kind have gaps; `{other_to}` is whom they are owed to.
_ADVICE = {
    Kind.TRANSMISSION: N_("transmettre à date fixe, une fois par mois, même s’il y a peu à transmettre."),
    Kind.STATE: N_("vérifier les pages chaque mois, et corriger dans la semaine ce qui manque."),
    Kind.EVENT: N_("fixer la date dès le premier trimestre, et la confirmer aux deux parties."),
    Kind.ASSOCIATION: N_("écrire {other_to} dès que la date est connue."),
    Kind.NOMINATION: N_("désigner une personne et sa suppléance dans le mois, avec les dates de leur mission."),
}
_CONTENT = {
    Rhythm.ISSUE: N_("demander le sujet {other_to} quinze jours avant chaque numéro, et lui garder sa place."),
    Rhythm.OCCASION: N_("publier, dans le mois qui suit chaque réunion, ce qui s’y est dit."),
}
_OTHERWISE = N_("prévoir une action chaque trimestre, et la noter ici quand elle a lieu.")
_GAPS = (Status.NOT_KEPT, Status.PARTLY, Status.UPCOMING)
#: Régions that a sentence names.
_REGIONS = 6


@dataclass(frozen=True)
class Share:
    """What the same partners owe, and renew."""

    partners: tuple[Partner, ...]
    commitments: tuple[Commitment, ...]


@dataclass(frozen=True)
class Amendment:
    """The draft of an amendment."""

    first_day: date
    last_day: date
    #: Which amendment of the convention it would be.
    number: int
    renewed: tuple[Share, ...]
    #: What the committee may want to word anew.
    to_discuss: tuple[Standing, ...]


def steps(review: Review) -> tuple[str, ...]:
    """Return the steps as sentences: gaps that the same thing helps are one step, then what the coverage asks for."""
    together: dict[str, list[str]] = {}
    for one in review.gaps_first:
        if one.status in _GAPS:
            together.setdefault(_advice(review, one), []).append(one.commitment.short)
    begun = (_("{gaps} : {advice}").format(gaps=" ; ".join(gaps), advice=how) for how, gaps in together.items())
    return (*begun, *_reach(review))


def amendment(review: Review) -> Amendment:
    """Return a draft that renews every commitment for as long as a year."""
    convention = review.scope.convention
    first = convention.last_day + timedelta(days=1)
    owed: dict[tuple[str, ...], list[Commitment]] = {}
    for one in convention.counted:
        owed.setdefault(one.debtor, []).append(one)
    unsure = (Status.NOT_KEPT, Status.PARTLY, Status.NOT_APPLICABLE)
    return Amendment(
        first_day=first,
        last_day=_a_year_on(first) - timedelta(days=1),
        number=review.amendments + 1,
        renewed=tuple(_share(convention, *one) for one in sorted(owed.items(), key=lambda one: len(one[0]))),
        to_discuss=tuple(one for one in review.gaps_first if one.status in unsure),
    )


def _share(convention: Convention, debtors: tuple[str, ...], commitments: list[Commitment]) -> Share:
    partners = tuple(one for code in debtors if (one := convention.partner(code)) is not None)
    return Share(partners, tuple(commitments))


def _a_year_on(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 3, 1)


def _advice(review: Review, standing: Standing) -> str:
    others = [review.scope.convention.partner(code) for code in standing.commitment.creditor]
    commitment = standing.commitment
    said = _CONTENT.get(commitment.rhythm, _OTHERWISE) if commitment.kind == Kind.CONTENT else _ADVICE[commitment.kind]
    return _(said).format(other_to=phrases.joined([one.to for one in others if one is not None]))


def _reach(review: Review) -> Iterator[str]:
    """Propose to find those whom no letter reached."""
    missing = [line for line in review.coverage.lines if line.missions > line.missions_reached and line.code]
    if missing:
        named = phrases.joined([line.name for line in missing[:_REGIONS]], others=len(missing) - _REGIONS)
        kind = phrases.kind(review.scope.convention, "local_mission")
        said = _("Retrouver un contact dans les {kind} qu’aucune lettre n’a touchées : {regions}.")
        yield said.format(kind=kind, regions=named)
    silent = [line for line in review.coverage.lines if line.code and not line.signed and line.missions_reached]
    if silent and review.figures.signed:
        named = phrases.joined([line.name for line in silent[:_REGIONS]], others=len(silent) - _REGIONS)
        yield _("Chercher ensemble des signataires là où personne n’a signé : {regions}.").format(regions=named)
