"""The second step of signing in: codes of an application (RFC 6238), and recovery codes for when its device is lost.

The seed is kept sealed; no code is taken twice. Refuses to ask for codes before one was shown to be right. A demo lives
in another year, so that no application of today makes codes for it.
"""

from __future__ import annotations

import base64
import hmac
import re
import secrets
from dataclasses import dataclass

import pyotp
from sqlmodel import Session, col, delete, func, select

from accounts import errors, hashing, user_rows, users
from accounts.models import Account, AccountRecovery
from runtime import audit, bulk, sealing
from runtime.installation import Installation

ISSUER = "Relais"
_SECONDS = 30
#: Steps before and after the present one that are taken too: clocks differ.
_LEEWAY = 1
RECOVERY_CODES = 10
_RECOVERY_BYTES, _GROUP = 10, 4
_RECOVERY_SIGNS = 16
_PURPOSE = "totp"


@dataclass(frozen=True)
class Proposal:
    """A seed that nobody uses yet."""

    #: In base 32: for typing.
    seed: str
    #: For the picture that an application reads.
    uri: str


def propose(opened: Installation, user_id: int, seed: str = "") -> Proposal:
    """Return a new seed, or what an application must know about one that was proposed before.

    Raises:
        errors.AccountUnknown.
    """
    chosen = seed or pyotp.random_base32()
    email = users.show(opened, user_id).email
    return Proposal(chosen, pyotp.TOTP(chosen).provisioning_uri(name=email, issuer_name=ISSUER))


def start(opened: Installation, user_id: int, seed: str, code: str, actor: str) -> tuple[str, ...]:
    """Ask for codes from now on; return the recovery codes, which are shown this once.

    Raises:
        errors.AccountUnknown, errors.WrongCode.
    """
    with opened.database.transaction() as session:
        account = user_rows.numbered(session, user_id)
        step = _step(seed, code, opened.clock.epoch(), after=None)
        if step is None:
            raise errors.WrongCode
        account.totp_sealed, account.totp_step = sealing.seal(opened.keyring, _PURPOSE, seed), step
        session.add(account)
        audit.record(session, opened.clock.now(), actor, "account.codes_started", id=user_id)
        return _recovery(session, user_id)


def stop(opened: Installation, user_id: int, actor: str) -> None:
    """Ask for no code any more.

    Raises:
        errors.AccountUnknown.
    """
    with opened.database.transaction() as session:
        account = user_rows.numbered(session, user_id)
        if account.totp_sealed is not None:
            account.totp_sealed = account.totp_step = None
            session.add(account)
            session.execute(delete(AccountRecovery).where(col(AccountRecovery.account_id) == user_id))
            audit.record(session, opened.clock.now(), actor, "account.codes_stopped", id=user_id)


def renew_recovery(opened: Installation, user_id: int, actor: str) -> tuple[str, ...]:
    """Return new recovery codes, which are shown this once; the earlier ones serve no more."""
    with opened.database.transaction() as session:
        audit.record(session, opened.clock.now(), actor, "account.recovery_renewed", id=user_id)
        return _recovery(session, user_id)


def recovery_left(opened: Installation, user_id: int) -> int:
    """Count the recovery codes that were not used yet."""
    left = select(func.count(col(AccountRecovery.id))).where(col(AccountRecovery.account_id) == user_id)
    with opened.database.reading() as session:
        return session.exec(left).one()


def require(session: Session, opened: Installation, account: Account, code: str) -> None:
    """Take a code of the application or a recovery code of an account that asks for codes.

    Raises:
        errors.WrongCode: it is wrong, or was taken before.
        runtime.errors.SecretLost: the keys that sealed the seed are gone.
    """
    typed = re.sub(r"[\s-]", "", code)
    if len(typed) == _RECOVERY_SIGNS:
        return _spend_recovery(session, opened, account, typed)
    seed = sealing.unseal(opened.keyring, _PURPOSE, account.totp_sealed or "")
    step = _step(seed, typed, opened.clock.epoch(), after=account.totp_step)
    if step is None:
        raise errors.WrongCode
    account.totp_step = step
    session.add(account)
    return None


def _step(seed: str, code: str, now: int, *, after: int | None) -> int | None:
    """Return the step of a code that is right now and was not taken before."""
    typed, present = re.sub(r"\s", "", code).encode(), now // _SECONDS
    for step in range(present - _LEEWAY, present + _LEEWAY + 1):
        is_new = after is None or step > after
        if is_new and hmac.compare_digest(pyotp.TOTP(seed).generate_otp(step).encode(), typed):
            return step
    return None


def _recovery(session: Session, user_id: int) -> tuple[str, ...]:
    session.execute(delete(AccountRecovery).where(col(AccountRecovery.account_id) == user_id))
    made = [base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode("ascii") for _number in range(RECOVERY_CODES)]
    session.add_all(AccountRecovery(account_id=user_id, key=hashing.key(one)) for one in made)
    return tuple("-".join(one[place : place + _GROUP] for place in range(0, len(one), _GROUP)) for one in made)


def _spend_recovery(session: Session, opened: Installation, account: Account, typed: str) -> None:
    mine = col(AccountRecovery.account_id) == account.id, col(AccountRecovery.key) == hashing.key(typed.upper())
    if bulk.changed(session, delete(AccountRecovery).where(*mine)) != 1:
        raise errors.WrongCode
    audit.record(session, opened.clock.now(), f"user:{account.id}", "account.recovery_used", id=account.id)
