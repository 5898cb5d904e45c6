"""Looking whether each partner's site shows the other: the live page by the guarded visitor, or a file of it.

Refuses to follow what the visitor refuses: private networks, endless redirects, slow sites.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from campaigns.acting.partnership.outcomes import Outcome
from campaigns.checking.links.link_states import LinkState
from campaigns.checking.links.redirects import Visitor
from campaigns.partnership import conventions
from campaigns.partnership.errors import NoConvention, PairUnclear
from campaigns.partnership.link_checks import looks, pages
from campaigns.partnership.link_checks.looks import Look, Pair
from campaigns.partnership.link_checks.pages import Shown
from runtime import clock
from runtime.files import File
from runtime.installation import Installation
from runtime.language import _
from runtime.remedies import Remark

#: Days after which a page that could not be looked at is tried again.
_AGAIN = timedelta(days=1)


@dataclass(frozen=True)
class Checked:
    """A page that a clause asks for, and the last look at it."""

    pair: Pair
    look: Look | None

    @property
    def is_good(self) -> bool:
        """Whether the link was there when somebody looked."""
        return self.look is not None and self.look.link

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        told = {"from": self.pair.on, "to": self.pair.of, "page": self.pair.page}
        if self.look is None:
            return told | {"at": None, "link": None, "logo": None, "reason": ""}
        seen = {"link": self.look.link, "logo": self.look.logo, "reason": self.look.reason}
        return told | {"page": self.look.page, "at": self.look.at.isoformat(timespec="seconds")} | seen


def listed(opened: Installation) -> tuple[Checked, ...]:
    """Return the pages that the convention of today asks for, with the last look at each; empty without one."""
    now = opened.clock.now()
    with opened.database.reading() as session:
        convention = conventions.in_force(session, clock.today(opened.clock))
        found = looks.pairs(session, convention, now) if convention else ()
        return tuple(Checked(one, looks.last(session, one)) for one in found)


def check(opened: Installation, actor: str, visitor: Visitor | None = None) -> tuple[Checked, ...]:
    """Look at every page now.

    Raises:
        errors.NoConvention.
    """
    waiting = listed(opened)
    if not waiting:
        raise NoConvention(day=clock.today(opened.clock).isoformat())
    return _look(opened, [one.pair for one in waiting], actor, visitor or Visitor(opened.resolver))


def check_file(opened: Installation, file: File, actor: str, on: str = "", of: str = "") -> Checked:
    """Look at a saved page; `on` and `of` say whose page it is, where there are several.

    Raises:
        errors.NoConvention, errors.PairUnclear.
    """
    waiting = listed(opened)
    if not waiting:
        raise NoConvention(day=clock.today(opened.clock).isoformat())
    meant = [one.pair for one in waiting if on in ("", one.pair.on) and of in ("", one.pair.of)]
    if len(meant) > 1 and not of:  # a page is looked at for the partner first
        meant = [one for one in meant if not one.document]
    if len(meant) != 1:
        known = ", ".join(f"{one.pair.on} → {one.pair.of}" for one in waiting)
        raise PairUnclear(known=known)
    (pair,) = meant
    shown = pair.seen(file.content)
    with opened.database.transaction() as session:
        kept = looks.keep(
            session, pair, shown, at=opened.clock.now(), page=file.name, actor=actor, is_file=True
        )  # fmt: skip
    return Checked(pair, kept)


def monthly(opened: Installation, visitor: Callable[[Installation], Visitor] | None = None) -> Outcome:
    """Look again at each page whose last look is older than the partners agreed."""
    now = opened.clock.now()
    with opened.database.reading() as session:
        convention = conventions.in_force(session, clock.today(opened.clock))
        days = timedelta(days=convention.rules.link_check_days) if convention else timedelta()
    due = [one.pair for one in listed(opened) if one.pair.page and _is_due(one.look, now - days, now - _AGAIN)]
    if not due:
        return Outcome()
    looked = _look(opened, due, "tick", visitor(opened) if visitor else Visitor(opened.resolver))
    wrong = [one for one in looked if one.look and not one.look.reason and not one.look.link]
    words = _("Le site de {on} ne montre pas {of} : {page}.")
    alerts = (Remark(words.format(on=one.pair.on_name, of=one.pair.of_name, page=one.pair.page)) for one in wrong)
    return Outcome(tuple(f"site.checked:{one.pair.on}:{one.pair.of}" for one in looked), tuple(alerts))


def _is_due(look: Look | None, before: Any, again: Any) -> bool:
    return look is None or look.at < (again if look.reason else before)


def _look(opened: Installation, due: list[Pair], actor: str, visitor: Visitor) -> tuple[Checked, ...]:
    """Read the pages outside of any transaction, then keep what was found."""
    seen = [(one, *_read(one, visitor)) for one in due]
    with opened.database.transaction() as session:
        return tuple(
            Checked(
                pair, looks.keep(session, pair, shown, at=opened.clock.now(), page=pair.page, actor=actor, reason=why)
            )
            for pair, shown, why in seen
        )


def _read(pair: Pair, visitor: Visitor) -> tuple[Shown, str]:
    if not pair.page:
        return Shown(link=False, logo=False), _("son site n’est pas connu : donnez-le au partenaire")
    link, content = visitor.read(pair.page, pages.MOST)
    if link.outcome is not LinkState.ALIVE:
        return Shown(link=False, logo=False), link.reason
    return pair.seen(content), ""
