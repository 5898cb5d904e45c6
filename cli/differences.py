"""What mending a text changed, shown so that spaces can be seen. Refuses to change anything itself."""

from __future__ import annotations

from campaigns.editorial import labels
from campaigns.editorial.issue_typography import MendedIssue
from campaigns.editorial.typography.fixing import TextChange
from campaigns.editorial.typography.styles import FINE, HARD
from campaigns.editorial.typography_fixes import Mended
from runtime.language import _, ngettext

#: How a hard space and a fine one are shown.
_SHOWN = str.maketrans({HARD: "⍽", FINE: "‿", "\n": "⏎"})


def in_words(found: Mended) -> str:
    """Return the difference as a person reads it, then what is left for that person to decide."""
    lines = _changed(found.changes)
    if lines:
        lines.append(_("(⍽ espace insécable, ‿ espace fine insécable)"))
    look = _("à voir, {field} : {message}")
    lines += [look.format(field=labels.field(field), message=alert.message) for field, alert in found.alerts]
    return "\n".join(lines) or _("Rien à corriger.")


def of_issue(found: MendedIssue) -> str:
    """Return the difference in an issue: its own lines, then each item that changes or asks for a person."""
    lines = _changed(found.changes)
    for one in found.items:
        if one.changes or one.alerts:
            lines += [_("article n° {id}").format(id=one.item), in_words(one)]
    many = sum(bool(one.changes) for one in found.items)
    if many:
        lines.append(ngettext("{n} article corrigé", "{n} articles corrigés", many).format(n=many))
    return "\n".join(lines) or _("Rien à corriger.")


def _changed(changes: tuple[tuple[str, TextChange], ...]) -> list[str]:
    lines = []
    for field, change in changes:
        lines += [
            _("{field} :").format(field=labels.field(field)),
            f"  − {change.before.translate(_SHOWN)}",
            f"  + {change.after.translate(_SHOWN)}",
        ]
    return lines
