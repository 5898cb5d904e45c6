"""How far a person who gave no sign for too long is from being erased, and what follows, in French. Pure."""

from __future__ import annotations

from enum import StrEnum

from lists.kinds import SuppressionReason
from lists.retention.inactivity import ON_NO_LIST, Lapsing
from runtime.language import N_, _


class InactivityStage(StrEnum):
    """The stages, in their order."""

    #: The next pass puts the person on the officer's list.
    FOUND = "found"
    #: The officer may review the person; then the last delay begins without a question.
    REVIEWED = "reviewed"
    #: The officer may review the person; then the person is asked.
    ASKED_SOON = "asked_soon"
    #: The question is on its way.
    ASKED = "asked"
    #: The person is erased when the term is over.
    ERASED_SOON = "erased_soon"


#: Why no question is asked -> what people read; an empty reason means that a question is asked.
WHY = {
    "": N_("question posée"),
    ON_NO_LIST: N_("sur aucune liste, sans question"),
    SuppressionReason.OBJECTION.value: N_("opposée, sans question"),
    SuppressionReason.UNSUBSCRIBED.value: N_("désinscrite, sans question"),
    SuppressionReason.COMPLAINED.value: N_("a signalé une lettre, sans question"),
    SuppressionReason.BOUNCED.value: N_("adresse en échec, sans question"),
    SuppressionReason.ERASED.value: N_("effacée"),
}


def of(one: Lapsing) -> InactivityStage:
    """Return the stage of a person."""
    if one.erase_on is not None:
        return InactivityStage.ERASED_SOON
    if one.asked_on is not None:
        return InactivityStage.ASKED
    if one.ask_on is None:
        return InactivityStage.FOUND
    return InactivityStage.REVIEWED if one.unasked else InactivityStage.ASKED_SOON


_WORDS = {
    InactivityStage.FOUND: N_("sur la liste au prochain passage"),
    InactivityStage.REVIEWED: N_("{why}, à relire jusqu’au {ask}"),
    InactivityStage.ASKED_SOON: N_("question le {ask}"),
    InactivityStage.ASKED: N_("question en chemin"),
    InactivityStage.ERASED_SOON: N_("{why}, effacement le {erase}"),
}


def said(one: Lapsing) -> str:
    """Return what follows, and when."""
    days = {name: f"{day:%d/%m/%Y}" for name, day in (("ask", one.ask_on), ("erase", one.erase_on)) if day}
    return _(_WORDS[of(one)]).format(why=_(WHY.get(one.unasked, one.unasked)), **days)
