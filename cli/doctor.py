"""`relais doctor`: everything that sending depends upon, looked at once."""

from __future__ import annotations

import shutil
import textwrap

from campaigns.checking import doctor as checking_doctor
from campaigns.checking.doctor import CHECKS, STATUSES, Result, Status
from cli import advice, click_groups, terminal
from runtime.language import _

#: Characters that the last column keeps on a small screen.
_NARROWEST = 40


@click_groups.command(
    help=_("Vérifie tout ce dont l’envoi dépend : base, disque, serveur d’envoi, DNS, liens, tâches.")
)
@terminal.as_json
def doctor(json_: bool) -> None:
    """Examine the installation; exit 1 when something failed."""
    results = checking_doctor.examine(terminal.opened())
    documents = [one.as_json() | {"detail": _detail(one)} for one in results]
    terminal.answer(documents, "\n".join(map(_said, results)), json_=json_)
    terminal.leave(terminal.FAILED if any(one.status is Status.FAILED for one in results) else terminal.DONE)


def _said(result: Result) -> str:
    """Return a row of the table, what was seen folded to the width of the screen."""
    head = f"{_(STATUSES[result.status]):<8}{_(CHECKS[result.check]):<25}"
    width = shutil.get_terminal_size((100, 0)).columns
    folded = textwrap.wrap(
        _detail(result), max(width - len(head), _NARROWEST), break_long_words=False, break_on_hyphens=False
    )
    return head + ("\n" + " " * len(head)).join(folded)


def _detail(result: Result) -> str:
    return advice.told(result.detail, result.remedy, **result.data)
