"""Findings about the partnership that an officer may override with a reason, which the review then prints."""

from __future__ import annotations

#: A letter that leaves without its bon à tirer.
APPROVAL = "not_approved"
#: Codes of findings, see `docs/checks.md`.
CODES = frozenset({"no_partner_item", "convention_ended", APPROVAL})
