"""Letters that leave are signed by every key of the installation, and what leaves is what was signed."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaigns.acting import sending
from campaigns.post import reports
from mailer import errors
from mailer.dkim import Algorithm, Key, keys
from runtime.installation import Installation
from tests import cast, proofs, servers
from tests.mailer.dkim.verifier import verdicts


@pytest.fixture
def both(ready: Installation) -> tuple[Key, ...]:
    """Two keys of that installation."""
    keys.make(ready.settings.keys, "2026a", Algorithm.RSA)
    keys.make(ready.settings.keys, "2026e", Algorithm.ED25519)
    return keys.load(ready.settings.keys)


def test_every_letter_is_signed_by_every_key(ready: Installation, both: tuple[Key, ...], server: servers.Sink) -> None:
    """Verified on the bytes that the server received."""
    sending.send(ready, 1)

    assert len(server.letters) == 4
    assert all(verdicts(letter, both) == [True, True] for letter in server.letters.values())


def test_without_a_key_letters_leave_unsigned(ready: Installation, server: servers.Sink) -> None:
    """It is lawful, and `relais doctor` says what it costs."""
    sending.send(ready, 1)

    assert len(server.letters) == 4
    assert not any(b"DKIM-Signature" in letter for letter in server.letters.values())


def test_a_key_that_others_can_read_stops_the_sending(
    ready: Installation, both: tuple[Key, ...], server: servers.Sink
) -> None:
    """Rather than letters without a signature that its readers' servers expect."""
    keys.path(ready.settings.keys, both[0].selector).chmod(0o644)

    with pytest.raises(errors.SigningKeyRefused, match="chmod 600"):
        sending.send(ready, 1)
    with ready.database.reading() as session:
        assert {row.state.value for row in reports.deliveries(session, 1)} == {"planned"}
    assert server.letters == {}


def test_a_preview_is_signed_like_the_letter(ready: Installation, both: tuple[Key, ...], tmp_path: Path) -> None:
    """So an administrator can ask any verifier before anything leaves."""
    proofs.render(ready, 1, cast.ZOE, tmp_path / "out")

    assert verdicts((tmp_path / "out" / "letter.eml").read_bytes(), both) == [True, True]
