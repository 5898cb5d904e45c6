"""Which pages are to be looked at, and what the last look at each found.

A look that finds what a clause asks for is evidence, observed; one that does not proves nothing and is kept for the
screen. Refuses to look by itself: the page is handed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from campaigns.partnership import evidence
from campaigns.partnership.conventions import Commitment, Convention
from campaigns.partnership.evidence import Nature
from campaigns.partnership.link_checks import pages
from campaigns.partnership.link_checks.models import SiteCheck
from campaigns.partnership.link_checks.pages import Shown
from lists.kinds import OrganisationKind
from lists.models import Organisation
from lists.organisations import partners
from runtime import clock
from runtime.language import _

#: Before the name of a document, among what a page should show.
_DOCUMENT = "document:"


@dataclass(frozen=True)
class Pair:
    """A page of one partner, on which another should stand; unknown addresses are empty."""

    on: str
    of: str
    on_name: str
    of_name: str
    #: The page, and the site that it should lead to.
    page: str
    site: str
    #: By what words the logo may be known.
    names: tuple[str, ...]

    @property
    def document(self) -> str:
        """The name of the document that the page should offer; empty where a partner should stand there."""
        return self.of.removeprefix(_DOCUMENT) if self.of.startswith(_DOCUMENT) else ""

    def seen(self, content: bytes) -> Shown:
        """Look into the page."""
        if self.document:
            return pages.offers(content, self.page, self.document)
        return pages.look(content, self.page, self.site, self.names)


@dataclass(frozen=True)
class Look:
    """The last look at a page."""

    at: datetime
    page: str
    link: bool
    logo: bool
    #: Why it could not be looked at; empty when it could.
    reason: str


def pairs(session: Session, convention: Convention, on: datetime) -> tuple[Pair, ...]:
    """Return the pages that clauses ask for, in the order of the clauses."""
    asked = dict.fromkeys(pair for one in convention.commitments for act in one.accepts for pair in _asked(one, act))
    return tuple(_pair(session, convention, source, target, on) for source, target in asked)


def _asked(commitment: Commitment, act: str) -> list[tuple[str, str]]:
    """Return who should show what: `link:a:b` asks the site of a for b, a document is offered by whoever owes it."""
    if act.startswith(_DOCUMENT):
        return [(debtor, act) for debtor in commitment.debtor]
    parts = act.split(":")
    return [(parts[1], parts[2])] if parts[0] in ("link", "logo") and len(parts) == 3 else []


def last(session: Session, pair: Pair) -> Look | None:
    """Return the last look at a page; `None` when nobody has looked."""
    row = session.exec(
        select(SiteCheck)
        .where(SiteCheck.on_code == pair.on, SiteCheck.of_code == pair.of)
        .order_by(col(SiteCheck.id).desc())
        .limit(1)
    ).first()
    return Look(row.at, row.page, row.link, row.logo, row.reason) if row else None


def keep(
    session: Session,
    pair: Pair,
    shown: Shown,
    *,
    at: datetime,
    page: str,
    actor: str,
    is_file: bool = False,
    reason: str = "",
) -> Look:
    """Keep what a look found, and attach what it proves."""
    row = SiteCheck(
        on_code=pair.on, of_code=pair.of, at=at, page=page, is_file=is_file, link=shown.link, logo=shown.logo,
        reason=reason,
    )  # fmt: skip
    session.add(row)
    session.flush()
    day = clock.in_paris(at).date()
    for act, found, words in _acts(pair, shown):
        if found:
            said = words.format(of=pair.of_name, on=pair.on_name)
            evidence.attach(
                session,
                act,
                on=day,
                subject=f"site_check:{row.id}",
                text=_("{said} (page enregistrée)").format(said=said) if is_file else said,
                nature=Nature.OBSERVED,
                actor=actor,
                link="" if is_file else page,
            )
    return Look(at, page, shown.link, shown.logo, reason)


def _acts(pair: Pair, shown: Shown) -> tuple[tuple[str, bool, str], ...]:
    """Return each act that the page could prove, whether it does, and its sentence."""
    if pair.document:
        return ((pair.of, shown.link, _("Site « {on} » : « {of} » y est en ligne")),)
    return (
        (f"link:{pair.on}:{pair.of}", shown.link, _("Site « {on} » : le lien vers « {of} » y est")),
        (f"logo:{pair.on}:{pair.of}", shown.logo, _("Site « {on} » : le logo « {of} » y est")),
    )


def _pair(session: Session, convention: Convention, source: str, target: str, on: datetime) -> Pair:
    held = convention.partner(source)
    named, shown = (_identity(session, code, on) for code in (source, target))
    page = (held.page if held else "") or named[1]
    if target.startswith(_DOCUMENT):
        return Pair(source, target, held.name if held else source, target.removeprefix(_DOCUMENT), page, "", ())
    partner = convention.partner(target)
    names = tuple(filter(None, (shown[0], shown[2], partner.name if partner else "")))
    return Pair(
        source, target, held.name if held else source, partner.name if partner else target, page, shown[1], names
    )


def _identity(session: Session, code: str, on: datetime) -> tuple[str, str, str]:
    """Return name, site and alternative text of the logo of a partner on a day."""
    mine = select(Organisation.id).where(Organisation.kind == OrganisationKind.PARTNER.value, Organisation.code == code)
    number = session.exec(mine).first()
    found = partners.identity_at(session, number, clock.in_paris(on).date()) if number is not None else None
    return (found.name, found.url or "", found.logo_alt or "") if found else ("", "", "")
