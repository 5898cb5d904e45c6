"""The code that confirms an answer: six digits, mailed on request, kept as a keyed hash, expiring, with few tries.

Refuses to send more than `MOST_AN_HOUR`, so that a program that presses every button fills nobody's mailbox.
"""

from __future__ import annotations

import hmac
import secrets

from campaigns.partnership.approvals.errors import CodeRefused
from campaigns.partnership.approvals.rows import ProofCopyRow
from runtime.keyring import Keyring
from runtime.language import _

#: Minutes for which a code can be used; wrong tries that it bears; codes that one person gets in an hour.
MINUTES, TRIES, MOST_AN_HOUR = 30, 5, 4
_DIGITS = 6
_HOUR = 3_600
_PURPOSE = b"proof-code"


def make(keyring: Keyring, row: ProofCopyRow, now: int) -> str:
    """Give a copy a new code and return it; the one before is worth nothing any more.

    Raises:
        CodeRefused (`code`): too many were asked for.
    """
    if now - row.codes_since >= _HOUR:
        row.codes_since, row.codes_sent = now, 0
    if row.codes_sent >= MOST_AN_HOUR:
        raise CodeRefused(field="code", reason=_("trop de codes ont été demandés : réessayez dans une heure"))
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
    row.code, row.code_expires, row.code_tries = _hash(keyring, row, code), now + MINUTES * 60, 0
    row.codes_sent += 1
    return code


def problem(keyring: Keyring, row: ProofCopyRow, typed: str, now: int) -> str:
    """Return why a code does not serve, empty when it does; a wrong one counts as a try, a right one is used up."""
    said = "".join(typed.split())
    if not said:
        return _("tapez le code à six chiffres reçu par e-mail")
    if not row.code:
        return _("demandez d’abord un code : il vous sera envoyé par e-mail")
    if now >= row.code_expires:
        return _("ce code a expiré : demandez-en un autre")
    if row.code_tries >= TRIES:
        return _("trop d’essais : demandez un autre code")
    if not hmac.compare_digest(row.code, _hash(keyring, row, said)):
        row.code_tries += 1
        return _("ce n’est pas le dernier code envoyé : vérifiez les six chiffres")
    row.code, row.code_expires, row.code_tries = b"", 0, 0
    return ""


def _hash(keyring: Keyring, row: ProofCopyRow, code: str) -> bytes:
    # Keyed by what only this installation knows: six digits alone could be guessed from a plain hash.
    return keyring.sign(_PURPOSE, f"{row.id}:{code}".encode(), 32)
