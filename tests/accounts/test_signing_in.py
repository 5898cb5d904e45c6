"""Who may come in, and how often somebody may try."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest

from accounts import codes, errors, second_step, signing_in, users
from accounts.codes import Purpose
from accounts.roles import Role
from accounts.user_rows import User
from accounts.users import Change
from runtime.installation import Installation
from tests.accounts.conftest import EMAIL, PASSWORD
from tests.clocks import MovableClock

HERE = "192.0.2.7"
WRONG = "un tout autre mot"


def _try(opened: Installation, email: str = EMAIL, password: str = WRONG, network: str = HERE) -> str:
    """Return what the attempt is answered."""
    try:
        return signing_in.by_password(opened, email, password, network=network).name
    except errors.SigningInRefused as refused:
        return str(refused)


def test_the_right_password_lets_in(opened: Installation, claire: User) -> None:
    """In any spelling of the address."""
    assert _try(opened, f" {EMAIL.upper()}", PASSWORD) == "Claire Aubry"


@pytest.mark.dialects
def test_nobody_learns_whether_an_account_exists(
    opened: Installation, claire: User, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sixth attempt is told to wait, for an address that nobody has too; then the right one is let in again."""
    monkeypatch.setattr("accounts.passwords.fits", lambda kept, password: kept is not None and password == PASSWORD)
    known = [_try(opened) for _ in range(6)]

    assert [_try(opened, "personne@nulle-part.example") for _ in range(6)] == known
    assert len(set(known[:5])) == 1
    assert known[5] == "Trop d’essais\u00a0: réessayez dans 15 minutes, ou recevez un lien."
    assert _try(opened, password=PASSWORD).startswith("Trop d’essais")
    clock.move(timedelta(minutes=15))
    assert _try(opened, password=PASSWORD) == "Claire Aubry"


def test_a_network_may_not_try_everybody(opened: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    """One password for all addresses is a guess like another; other networks go on."""
    monkeypatch.setattr("accounts.passwords.fits", lambda _kept, _password: False)
    said = [_try(opened, f"{number}@x.example") for number in range(51)]

    assert "Trop d’essais" not in said[49]
    assert "Trop d’essais" in said[50]
    assert "Trop d’essais" not in _try(opened, network="198.51.100.1")


def test_success_forgives_what_was_mistyped(opened: Installation, claire: User) -> None:
    """Four mistakes a day are human."""
    for _ in range(2):
        assert [_try(opened) for _ in range(4)][3].startswith("Cette adresse")
        assert _try(opened, password=PASSWORD) == "Claire Aubry"


def test_a_blocked_account_stays_out(opened: Installation, claire: User) -> None:
    """With the words of a wrong password."""
    other = users.add(opened, email="m@x.example", name="Marie", roles=[Role.SEND], password=PASSWORD, actor="test")
    users.set_(opened, other.id, Change(is_blocked=True), "test")

    assert _try(opened, "m@x.example", PASSWORD) == _try(opened, "n@x.example", PASSWORD)


def test_a_code_is_asked_for_where_it_was_wanted(opened: Installation, claire: User, clock: MovableClock) -> None:
    """It is taken once; the ticket stands for the password, once."""
    seed = second_step.propose(opened, claire.id).seed
    with pytest.raises(errors.WrongCode):
        second_step.start(opened, claire.id, seed, "000000", "test")
    second_step.start(opened, claire.id, seed, pyotp.TOTP(seed).at(clock.epoch()), "test")
    clock.move(timedelta(seconds=60))
    code = pyotp.TOTP(seed).at(clock.epoch())

    with pytest.raises(errors.CodeNeeded) as needed:
        signing_in.by_password(opened, EMAIL, PASSWORD, network=HERE)
    assert signing_in.by_code(opened, needed.value.ticket, f"{code[:3]} {code[3:]}", network=HERE).user_id == claire.id
    with pytest.raises(errors.LinkUnusable):
        signing_in.by_code(opened, needed.value.ticket, code, network=HERE)
    with pytest.raises(errors.WrongCode):
        signing_in.by_password(opened, EMAIL, PASSWORD, network=HERE, code=code)


def test_codes_cannot_be_tried_out(opened: Installation, claire: User, clock: MovableClock) -> None:
    """Nor by giving the right password again and again."""
    seed = second_step.propose(opened, claire.id).seed
    second_step.start(opened, claire.id, seed, pyotp.TOTP(seed).at(clock.epoch()), "test")
    said = []
    for _ in range(6):
        with pytest.raises(errors.CodeNeeded) as needed:
            signing_in.by_password(opened, EMAIL, PASSWORD, network=HERE)
        with pytest.raises(errors.SigningInRefused) as refused:
            signing_in.by_code(opened, needed.value.ticket, "000000", network=HERE)
        said.append(type(refused.value))

    assert said == [errors.WrongCode] * 5 + [errors.Throttled]


def test_a_recovery_code_serves_once(opened: Installation, claire: User, clock: MovableClock) -> None:
    """When the telephone is lost."""
    seed = second_step.propose(opened, claire.id).seed
    kept = second_step.start(opened, claire.id, seed, pyotp.TOTP(seed).at(clock.epoch()), "test")

    assert len(set(kept)) == 10
    signed = signing_in.by_password(opened, EMAIL, PASSWORD, network=HERE, code=kept[3].lower())
    assert signed.user_id == claire.id
    assert second_step.recovery_left(opened, claire.id) == 9
    with pytest.raises(errors.WrongCode):
        signing_in.by_password(opened, EMAIL, PASSWORD, network=HERE, code=kept[3])
    assert second_step.renew_recovery(opened, claire.id, "test") != kept
    second_step.stop(opened, claire.id, "test")
    assert _try(opened, password=PASSWORD) == "Claire Aubry"
    assert second_step.recovery_left(opened, claire.id) == 0


def test_a_link_serves_once_and_for_its_purpose(opened: Installation, claire: User, clock: MovableClock) -> None:
    """And not for ever; looking at it uses nothing."""
    code = codes.make(opened, Purpose.RESET, claire.id)

    assert codes.look(opened, Purpose.RESET, code) == claire.id
    with pytest.raises(errors.LinkUnusable):
        codes.use(opened, Purpose.INVITATION, code)
    assert codes.use(opened, Purpose.RESET, code) == claire.id
    with pytest.raises(errors.LinkUnusable):
        codes.use(opened, Purpose.RESET, code)

    older, newer = (codes.make(opened, Purpose.FIRST_RUN) for _ in range(2))
    with pytest.raises(errors.LinkUnusable):
        codes.look(opened, Purpose.FIRST_RUN, older)
    assert codes.look(opened, Purpose.FIRST_RUN, newer) is None
    clock.move(timedelta(days=1))
    with pytest.raises(errors.LinkUnusable):
        codes.use(opened, Purpose.FIRST_RUN, newer)
