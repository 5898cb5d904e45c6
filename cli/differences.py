"""What mending a text changed, shown so that spaces can be seen. Refuses to change anything itself."""

from __future__ import annotations

from typing import Any

from campaigns.editorial.mending import BODY, Mended
from campaigns.editorial.typography.styles import FINE, HARD
from runtime.language import N_, _

#: How a hard space and a fine one are shown.
_SHOWN = str.maketrans({HARD: "⍽", FINE: "‿", "\n": "⏎"})
_FIELDS = {
    "kicker": N_("surtitre"),
    "title": N_("titre"),
    "intro": N_("chapô"),
    "image_alt": N_("texte de remplacement"),
    "caption": N_("légende"),
    "credit": N_("crédit"),
    "place": N_("lieu"),
    "link_label": N_("mots du lien"),
    "author": N_("auteur"),
    "source": N_("source"),
    BODY: N_("corps"),
}


def as_json(item: int, found: Mended) -> dict[str, Any]:
    """Return the shape that `--json` promises."""
    return {
        "id": item,
        "changes": [{"field": field, "before": one.before, "after": one.after} for field, one in found.changes],
        "alerts": [{"code": one.code, "field": field, "message": one.message} for field, one in found.alerts],
    }


def in_words(found: Mended) -> str:
    """Return the difference as a person reads it, then what is left to her."""
    lines = []
    for field, change in found.changes:
        lines += [
            _("{field} :").format(field=_(_FIELDS[field])),
            f"  − {change.before.translate(_SHOWN)}",
            f"  + {change.after.translate(_SHOWN)}",
        ]
    if lines:
        lines.append(_("(⍽ espace insécable, ‿ espace fine insécable)"))
    look = _("à voir, {field} : {message}")
    lines += [look.format(field=_(_FIELDS[field]), message=alert.message) for field, alert in found.alerts]
    return "\n".join(lines) or _("Rien à corriger.")
