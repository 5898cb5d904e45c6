"""Codes that providers write into their replies, and those of their sentences that mean more than they say.

Orange, Wanadoo (OFR), laposte.net (LPN): the digits after `OFR004_` or `LPN007_`. SFR, Neuf, Cegetel: the last two
digits of `SFR_IN_nnn`. Microsoft, Google, Yahoo, Apple, GMX: sentences, in `providers.txt`.
"""

from __future__ import annotations

import re

from mailer.reasons import tables
from mailer.reasons.normalising import fold
from mailer.reasons.vocabulary import Reason

_FRENCH = re.compile(r"\b(?:OFR|LPN)\w*?_(\d{3})\b")
_FRENCH_CODES = {
    **dict.fromkeys(("101", "102", "103", "401", "510", "511", "630", "999"), Reason.BLOCKED),
    **dict.fromkeys(("104", "105", "107", "108", "109", "201", "424", "505"), Reason.THROTTLED),
    **dict.fromkeys(("405", "415", "515", "517", "535"), Reason.AUTH_FAILURE),
    "402": Reason.POLICY,
    "416": Reason.USER_UNKNOWN,
    **dict.fromkeys(("417", "419"), Reason.MAILBOX_FULL),
    **dict.fromkeys(("418", "420", "426"), Reason.SUSPENDED),
    **dict.fromkeys(("506", "507"), Reason.SPAM),
}
#: 04 means that the sender wrote to too many unknown users: it blocks us, and says nothing of this reader.
_SFR = re.compile(r"\bSFR_IN_\d?(\d\d)\b")
_SFR_CODES = {
    "01": Reason.SPAM,
    "02": Reason.VIRUS,
    "03": Reason.PROTOCOL,
    "04": Reason.BLOCKED,
    "05": Reason.THROTTLED,
}

_SENTENCES = tuple(
    (Reason(name.split()[0]), said) for name, said in tables.read("mailer.reasons", "providers.txt").items()
)


def reason(text: str) -> Reason | None:
    """Return what a provider's own code or sentence says; `None` without a known one."""
    french = _FRENCH.search(text)
    if french is not None:
        return _FRENCH_CODES.get(french[1])
    sfr = _SFR.search(text)
    if sfr is not None:
        return _SFR_CODES.get(sfr[1])
    folded = fold(text)
    return next((found for found, said in _SENTENCES if said.search(folded)), None)
