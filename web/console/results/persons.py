"""« Résultats », first page: what became of each letter, why, whose they are, and the gesture that helps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from campaigns.acting.following_up import overview
from campaigns.acting.following_up.overview import Overview, People
from campaigns.editorial import event_times
from campaigns.post import completions, labels
from campaigns.post.figures.groups import Asked, Group
from campaigns.post.figures.persons import Person
from campaigns.post.states import DeliveryState
from runtime.installation import Installation
from runtime.language import N_, _, grouped, ngettext
from web.console import pages
from web.console.departures.rights import ReadsHere
from web.console.results import words
from web.dependencies import Opened
from web.errors import NotFound

router = APIRouter(prefix="/envois/{campaign_id:int}/resultats")
_SHOWN = ["GET", "HEAD"]
_MOST_PAGES = 100_000
#: Why nothing can be done for somebody who did not get the letter, by why they may not be written to.
_STOPS = {
    "objection": N_("S’est opposée à tout envoi : rien à faire."),
    "unsubscribed": N_("S’est désinscrite : rien à faire."),
    "complained": N_("A signalé une lettre comme indésirable : rien à faire."),
    "erased": N_("Ses données sont effacées : rien à faire."),
}
_BLOCKED = "bounced"
_Text = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True)
class Fate:
    """One line of what the letters became."""

    words: str
    kind: str
    many: int
    address: str
    #: Why, how many, and the address of their rows.
    reasons: tuple[tuple[str, int, str], ...]
    #: What is said where there are no reasons.
    meaning: str = ""


@dataclass(frozen=True)
class Row:
    """One person, and what may be done for them."""

    person: Person
    state: str
    kind: str
    why: str
    #: What is said instead of a gesture; empty when there is one, or nothing to do.
    remark: str
    #: Whether their address may be corrected and the letter sent there.
    correctable: bool


@router.api_route("", methods=_SHOWN)
def show(
    opened: Opened, request: Request, visitor: ReadsHere, campaign_id: int, etat: _Text = "", raison: _Text = "",
    nature: _Text = "", region: _Text = "", fonction: _Text = "", portee: _Text = "",
    page: Annotated[int, Query(ge=1, le=_MOST_PAGES)] = 1,
) -> Response:  # fmt: skip
    """Show the fates of a campaign, and below the people of one figure: at first those without the letter."""
    del visitor
    asked = words.asked(etat, raison, nature=nature, region=region, fonction=fonction) if etat else None
    if etat and asked is None:
        raise NotFound
    typed = {"etat": etat, "raison": raison, "nature": nature, "region": region, "fonction": fonction, "portee": portee}
    return drawn(request, opened, campaign_id, asked, page, whole_issue=portee == "numero", typed=typed)


def drawn(
    request: Request, opened: Installation, campaign_id: int, asked: Asked | None = None, page: int = 1, *,
    whole_issue: bool = False, status: int = 200, **values: Any,
) -> Response:  # fmt: skip
    """Return the page; `values` may hold what a form of it refused: `refused` (a delivery), `email`, `error`."""
    found = overview.look(opened, campaign_id)
    if asked is None and found.unreached:
        asked = Asked(Group.UNREACHED)
    people = overview.people(opened, campaign_id, asked, page, whole_issue=whole_issue) if asked else None
    said: dict[str, Any] = {"refused": 0, "email": "", "error": "", "typed": {}} | values
    said["typed"] = {name: value for name, value in said["typed"].items() if value}
    return pages.page(
        request, "results/show.html", status=status, publication_id=found.publication_id, found=found,
        root=words.root(campaign_id), lead=lead(found), fates=_fates(found),
        whole=words.address(campaign_id, Asked()), left_out=_left_out(found), left=_left(found),
        heading=words.heading(asked) if asked else "", people=people,
        rows=[_row(one, people, found) for one in people.listed.people] if people else [],
        chips=_chips(found, asked), **said,
    )  # fmt: skip


def lead(found: Overview) -> str:
    """Return which letter this is, when it left, and to how many."""
    audience = found.report.campaign.audience
    said = ngettext(
        "{title}. Partie le {when}, {n} destinataire.", "{title}. Partie le {when}, {n} destinataires.", audience
    )
    return said.format(title=found.report.title, when=event_times.moment(found.left_at), n=grouped(audience))


def _fates(found: Overview) -> list[Fate]:
    report, told = found.report, []
    for state, kind in words.ORDER.items():
        if many := report.counts[state]:
            reasons = tuple(
                (labels.reason(why), number, words.address(report.campaign.id, Asked(state, why)))
                for why, number in report.reasons.get(state, {}).items()
                if why
            )
            address = words.address(report.campaign.id, Asked(state))
            told.append(Fate(_(words.MARKS[state]), kind, many, address, reasons, words.meaning(state)))
    return told


def _left_out(found: Overview) -> list[tuple[str, int]]:
    reasons = found.report.campaign.excluded_at_launch.items()
    return sorted(((labels.reason(why), many) for why, many in reasons), key=lambda one: -one[1])


def _left(found: Overview) -> Fate:
    report = found.report
    address = words.address(report.campaign.id, Asked(Group.LEFT))
    reasons = tuple((labels.reason(why), many, "") for why, many in report.left_reasons.items())
    return Fate(_(words.HEADINGS[Group.LEFT]), "draft", report.left, address, reasons)


def _chips(found: Overview, asked: Asked | None) -> list[tuple[str, str, int, bool]]:
    report = found.report
    counted = [
        (_("Ne l’ont pas reçue"), Group.UNREACHED, found.unreached),
        (_("L’ont reçue"), Group.REACHED, report.reach.contacts),
        (_("Désinscriptions"), Group.LEFT, report.left),
        (_("Tous"), Group.ALL, report.campaign.audience),
    ]
    return [
        (label, words.address(report.campaign.id, Asked(group)), many, asked == Asked(group))
        for label, group, many in counted
        if many
    ]


def _row(person: Person, people: People, found: Overview) -> Row:
    if person.state is None:
        return Row(person, "", "draft", "", "", correctable=False)
    state, kind = _(words.MARKS[person.state]), words.ORDER[person.state]
    # What had put it off at first says nothing of why it was given up.
    is_told = person.reason and person.state is not DeliveryState.EXPIRED
    why = labels.reason(person.reason) if is_told else words.meaning(person.state)
    return Row(person, state, kind, why, _remark(person, people), correctable=_correctable(person, found))


def _remark(person: Person, people: People) -> str:
    if person.had_by is not None:
        said = _("L’a reçue par l’envoi n° {id}.") if person.has_it else _("La recevra par l’envoi n° {id}.")
        return said.format(id=person.had_by)
    if person.state is DeliveryState.UNCERTAIN or not _is_lost(person):
        return ""
    if person.contact_id is None:
        return _("Personne effacée depuis : rien à faire.")
    if person.stop in _STOPS:
        return _(_STOPS[person.stop])
    if person.contact_id in people.remaining:
        return _("Peut la recevoir par un nouvel envoi.")
    return "" if person.stop == _BLOCKED else _("N’est plus dans la liste de cette lettre.")


def _correctable(person: Person, found: Overview) -> bool:
    may = person.stop in ("", _BLOCKED) and person.had_by is None and person.contact_id is not None
    return _is_lost(person) and may and found.is_over


def _is_lost(person: Person) -> bool:
    return person.state in completions.UNREACHED
