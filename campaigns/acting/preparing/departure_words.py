"""What will happen when a departure is confirmed, in the sentences that stand beside the letter. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from campaigns.acting.issue_desk import Desk
from campaigns.acting.preparing import moments
from campaigns.acting.preparing.plans import Wish
from campaigns.partnership.approvals.standing import Side, State
from lists.audiences import Count
from runtime.language import _, grouped, ngettext

#: Months as people shorten them behind a number.
_SHORT = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip
_NBSP = "\u00a0"


def sentences(
    desk: Desk, wish: Wish, audience: Count, witnesses: Sequence[str], given: Sequence[Side]
) -> tuple[str, ...]:
    """Return what leaves, when and to whom; who gets it at once; what happens if it is late; who approved it."""
    found = [
        _("{letter} partira {moment} pour {people}{organisations}.").format(
            letter=_letter(desk), moment=_moment(wish), people=people(audience.contacts).replace(" ", _NBSP),
            organisations=_organisations(audience.organisations),
        )
    ]  # fmt: skip
    if wish.segment:
        found.append(_("Ce sont les destinataires du segment «\u00a0{name}\u00a0».").format(name=wish.segment))
    if witnesses:
        words = ngettext(
            "L’adresse témoin la reçoit tout de suite.", "Les {n} adresses témoins la reçoivent tout de suite.",
            len(witnesses),
        )  # fmt: skip
        found.append(words.format(n=len(witnesses)))
    if wish.not_after:
        found.append(
            _("Ce qui ne serait pas parti {moment} (heure de Paris) attendra votre décision.").format(
                moment=_the(wish.not_after)
            )
        )
    if given:
        found.append(_("Bon à tirer\u00a0: {sides}.").format(sides=", ".join(map(_given, given))))
    return tuple(found)


def people(many: int) -> str:
    """Say how many get it: « 507 personnes »."""
    return ngettext("{n} personne", "{n} personnes", many).format(n=grouped(many))


def _letter(desk: Desk) -> str:
    said = desk.outline
    if not said.number:
        return _("« {subject} » ({letter})").format(letter=desk.letter, subject=said.subject)
    name = _("{letter} n° {number}").format(letter=desk.letter, number=said.number)
    about = _about(said.title, said.number) or _about(said.subject, said.number)
    return _("{name}, « {about} »,").format(name=name, about=about) if about else name


def _about(line: str, number: int) -> str:
    """Return what a line says behind the number of the issue: nobody reads its name twice."""
    found = re.sub(rf"^.*\bn°\s*{number}\b[\s:,–—-]*", "", line)
    return found[:1].upper() + found[1:]


def _moment(wish: Wish) -> str:
    if wish.not_before is None:
        return _("dix minutes après votre confirmation,")
    return _("{moment} (heure de Paris)").format(moment=_the(wish.not_before))


def _the(when: datetime) -> str:
    return _("le {moment}").format(moment=moments.words(when))


def _organisations(many: int) -> str:
    return ngettext(" d’une organisation", " de {n} organisations", many).format(n=grouped(many)) if many else ""


def _given(side: Side) -> str:
    """Return who approved, and when: « CNML (3 déc.) »."""
    name = side.name[:1].upper() + side.name[1:]
    if side.answer is None:
        return name
    at = side.answer.at
    number = _("1er") if at.day == 1 else str(at.day)
    how = _("accord tacite, ") if side.state is State.TACIT else ""
    return f"{name} ({how}{number}{_NBSP}{_SHORT[at.month - 1]})"
