"""CPU to sign one letter, against dkimpy on the same bytes in the same run; every signature is verified by dkimpy.

    python -m bench.dkim [--sizes 10 40] [--letters 300] [--rounds 7]

Relais and dkimpy take turns, in one process, on one core. dkimpy signs RSA in pure Python and Ed25519 with PyNaCl.
"""

from __future__ import annotations

import argparse
import base64
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dkim as dkimpy
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from bench import harness, senders
from campaigns.post import tokens
from campaigns.post.composing import Personal
from mailer import dkim
from mailer.dkim import Algorithm, Key, keys, records, signing
from mailer.wire_guard import Proved

_DOMAIN = "charte.example"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 40], help="kilobytes of a letter, about")
    parser.add_argument("--letters", type=int, default=300, help="of ours, a round; a tenth of dkimpy's")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="relais-bench-") as folder:
        made = [keys.make(Path(folder), algorithm.value, algorithm) for algorithm in Algorithm]
        harness.tell({f"{size}_kb": _measured(_letter(size), made, options) for size in options.sizes})


def _letter(kilobytes: int) -> Proved:
    with tempfile.TemporaryDirectory(prefix="relais-bench-") as folder:
        opened = harness.install(Path(folder), 1, kilobytes, "smtp://127.0.0.1:25")
        press, readers = senders.load(opened, harness.launch(opened).id or 0, 1)
        date = "Tue, 15 Sep 2009 10:00:00 +0200"
        letter = press.fill(
            readers[0], Personal("lecteur@entreprise.example", tokens.INERT_LEAVE, "<a@b.example>", date)
        )
    assert isinstance(letter, Proved)
    return letter


def _measured(letter: Proved, made: list[Key], options: argparse.Namespace) -> dict[str, Any]:
    figures = {key.algorithm.value: _compared(letter, key, options) for key in made}
    together = [
        _per_letter(lambda: dkim.sign(letter, _DOMAIN, made), options.letters) for _round in range(options.rounds)
    ]
    return {"octets": len(letter)} | figures | {"both_ms": _milliseconds(together)}


def _compared(letter: Proved, key: Key, options: argparse.Namespace) -> dict[str, Any]:
    theirs = _usual_way(letter, key)
    _verify(dkim.sign(letter, _DOMAIN, [key]), key)
    _verify(theirs() + letter, key)
    ours_times, their_times = [], []
    for _round in range(options.rounds):
        ours_times.append(_per_letter(lambda: dkim.sign(letter, _DOMAIN, [key]), options.letters))
        their_times.append(_per_letter(theirs, max(1, options.letters // 10)))
    ratios = [their / our for our, their in zip(ours_times, their_times, strict=True)]
    return {
        "ms": _milliseconds(ours_times),
        "dkimpy_ms": _milliseconds(their_times),
        "ratio": round(statistics.median(ratios), 1),
    }


def _usual_way(letter: bytes, key: Key) -> Callable[[], bytes]:
    """Return a function that signs the same headers of the same letter with dkimpy."""
    if isinstance(key.private, rsa.RSAPrivateKey):
        private = key.private.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    else:
        private = base64.b64encode(key.private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))

    def sign() -> bytes:
        return bytes(
            dkimpy.sign(
                letter, key.selector.encode(), _DOMAIN.encode(), private, canonicalize=(b"relaxed", b"relaxed"),
                include_headers=list(signing.OVERSIGNED), signature_algorithm=f"{key.algorithm.value}-sha256".encode(),
            )
        )  # fmt: skip

    return sign


def _verify(signed: bytes, key: Key) -> None:
    """Verify a signature before signing is measured.

    Raises:
        RuntimeError: it is not valid, so the figures would mean nothing.
    """
    if not dkimpy.DKIM(signed).verify(dnsfunc=lambda _name, timeout=5: records.record(key).encode()):  # noqa: ARG005 -- the library’s signature
        raise RuntimeError(f"{key.algorithm} does not verify")


def _per_letter(work: Callable[[], object], times: int) -> float:
    began = time.process_time()
    for _time in range(times):
        work()
    return (time.process_time() - began) / times


def _milliseconds(times: list[float]) -> float:
    return round(statistics.median(times) * 1000, 4)


if __name__ == "__main__":
    main()
