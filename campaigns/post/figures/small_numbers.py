"""Numbers so small that they could mean a person: they are not said."""

from __future__ import annotations

from runtime.language import _
from templates.views import paper

#: Fewer than so many are not said.
FEW = 5


def said(many: int) -> str:
    """Write a number, or that it is small; zero means nobody and is said."""
    return _("moins de\u00a0{few}").format(few=FEW) if 0 < many < FEW else paper.number(many)
