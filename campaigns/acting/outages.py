"""A mail server that cannot be used: told when that begins, once a day as long as it lasts, and when it is over.

Cron runs a tick each minute and mails what it says: the same sentence a thousand times a day is read by nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, timedelta

from mailer.errors import LettersVanish, ServerProblem
from runtime import audit
from runtime.errors import RelaisError
from runtime.installation import Installation
from runtime.language import _
from runtime.remedies import Remark

_REMINDED = timedelta(days=1)
_BEGAN, _ENDED = "server.lost", "server.back"


def news(opened: Installation, failures: Sequence[RelaisError]) -> list[RelaisError]:
    """Return the failures that a person does not know of yet; what is told of a server now is remembered."""
    return [one for one in failures if not _is_outage(one) or _is_news(opened, one)]


def over(opened: Installation) -> list[Remark]:
    """Return what to say after letters left: that the server is back, if it was told that it was away."""
    with opened.database.transaction() as session:
        last = audit.last(session, [_BEGAN, _ENDED])
        if last is None or last.act == _ENDED:
            return []
        audit.record(session, opened.clock.now(), "tick", _ENDED)
    return [Remark(_("Le serveur d’envoi prend de nouveau les lettres : ce qui attendait part."))]


def _is_outage(problem: RelaisError) -> bool:
    # A server that makes letters vanish holds its campaigns: that happens once.
    return isinstance(problem, ServerProblem) and not isinstance(problem, LettersVanish)


def _is_news(opened: Installation, problem: RelaisError) -> bool:
    now, kind = opened.clock.now(), type(problem).__name__
    with opened.database.transaction() as session:
        last = audit.last(session, [_BEGAN, _ENDED])
        is_known = last is not None and last.act == _BEGAN and last.details.get("kind") == kind
        if is_known and last is not None and now - last.at.replace(tzinfo=UTC) < _REMINDED:
            return False
        audit.record(session, now, "tick", _BEGAN, kind=kind, reason=str(problem))
    return True
