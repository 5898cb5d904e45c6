"""What mending a text changed, shown so that spaces can be seen. Refuses to change anything itself."""

from __future__ import annotations

from campaigns.editorial.labels import FIELDS
from campaigns.editorial.typography.styles import FINE, HARD
from campaigns.editorial.typography_fixes import Mended
from runtime.language import _

#: How a hard space and a fine one are shown.
_SHOWN = str.maketrans({HARD: "⍽", FINE: "‿", "\n": "⏎"})


def in_words(found: Mended) -> str:
    """Return the difference as a person reads it, then what is left for that person to decide."""
    lines = []
    for field, change in found.changes:
        lines += [
            _("{field} :").format(field=_(FIELDS[field])),
            f"  − {change.before.translate(_SHOWN)}",
            f"  + {change.after.translate(_SHOWN)}",
        ]
    if lines:
        lines.append(_("(⍽ espace insécable, ‿ espace fine insécable)"))
    look = _("à voir, {field} : {message}")
    lines += [look.format(field=_(FIELDS[field]), message=alert.message) for field, alert in found.alerts]
    return "\n".join(lines) or _("Rien à corriger.")
