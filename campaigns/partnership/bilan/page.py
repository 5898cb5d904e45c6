"""A review as one page of HTML that is also its paper: what `prints/bilan.html` needs, in words and plain numbers."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from campaigns.editorial import event_times
from campaigns.partnership.bilan import phrases, territories, told
from campaigns.partnership.bilan.faces import Face
from campaigns.partnership.bilan.reviewing import Review
from campaigns.partnership.conventions import Commitment, Partner
from campaigns.partnership.statuses import status as statuses
from runtime.language import _, ngettext
from templates.views import paper

#: Gaps that the page of summary has room for.
_GAPS = 9
#: Statuses that leave something to do.
MISSING = ("not_kept", "partly", "upcoming")


@dataclass(frozen=True)
class Bar:
    """One line of a chart."""

    name: str
    value: float
    shown: str


def html(review: Review) -> str:
    """Return the page; it holds all that it shows."""
    blocks = told.blocks(review)
    return paper.page(
        "bilan",
        title=told.title(review),
        period=told.period(review),
        seen=told.seen(review),
        sentence=told.sentence(review),
        convention=review.scope.convention,
        faces=[_face(one) for one in review.partners],
        shares=told.shares(review),
        total=len(review.standings) or 1,
        figures=told.figures(review),
        gaps=[one for one in blocks if one.status_key in MISSING],
        most_gaps=_GAPS,
        blocks=blocks,
        represented=told.represented(review),
        letters=[_letter(one) for one in review.figures.by_issue],
        bars=[Bar(one.name, one.recipients, paper.number(one.recipients)) for one in review.figures.by_issue],
        coverage=territories.said(review.scope.convention, review.coverage),
        overrides=[
            {"letter": one.letter, "on": event_times.day(one.on), "reason": one.reason} for one in review.overrides
        ],
        steps=told.steps(review),
        amendment=amendment(review),
    )


def pdf(review: Review) -> bytes:
    """Return it as a tagged PDF.

    Raises:
        templates.errors.PrinterMissing.
    """
    return paper.pdf([html(review)])


def _face(face: Face) -> dict[str, Any]:
    source = f"data:{face.media_type};base64,{base64.b64encode(face.logo).decode('ascii')}" if face.logo else ""
    return {"partner": face.partner, "name": face.name, "logo": face.logo, "alt": face.alt, "source": source}


def _letter(one: Any) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": one.title,
        "on": event_times.day(one.on),
        "recipients": one.recipients,
        "partner_items": one.partner_items,
    }


def amendment(review: Review) -> dict[str, Any]:
    """Return the words of the draft of an amendment."""
    draft = told.amendment(review)
    return {
        "number": draft.number,
        "span": _("La convention est renouvelée du {first} au {last}, premier et dernier jours compris.").format(
            first=event_times.day(draft.first_day), last=event_times.day(draft.last_day)
        ),
        "shares": [
            {"name": _engaged(share.partners), "commitments": list(map(_clause, share.commitments))}
            for share in draft.renewed
        ],
        "to_discuss": [
            {"id": one.commitment.id, "short": one.commitment.short, "status": _(statuses.NAMES[one.status])}
            for one in draft.to_discuss
        ],
    }


def _engaged(partners: tuple[Partner, ...]) -> str:
    names = phrases.joined([one.subject for one in partners])
    said = ngettext("{names} s’engage à", "{names} s’engagent à", len(partners))
    return phrases.capital(said.format(names=names))


def _clause(one: Commitment) -> dict[str, str]:
    return {"id": one.id, "text": one.text}
