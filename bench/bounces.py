"""How fast returned letters are classified, and whether any bytes at all make the classifier raise.

The letters are those of the tests, or of any folder: `--letters DIR`. The same seed gives the same mutations.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

from mailer import bounces

_LETTERS = Path(__file__).parents[1] / "tests" / "mailer" / "bounces" / "letters"
#: What real accidents do to a letter: characters lost, line ends changed, parts cut off, markers doubled.
_SCRAPS = (
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"--",
    b"=?",
    b"?=",
    b"boundary=",
    b":",
    b";",
    b"<",
    b">",
    b"@",
    b"\xff\xfe",
    b"=\n",
    b"550 ",
)


def main() -> None:
    """Print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=Path, default=_LETTERS)
    parser.add_argument("--mutations", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    letters = [file.read_bytes() for file in sorted(given.letters.rglob("*.eml"))]
    document: dict[str, float] = {"letters": len(letters), "octets": sum(map(len, letters))}
    document |= _rate(letters, given.seconds) | _mutations(letters, given.mutations, given.seed)
    print(json.dumps(document, indent=2))


def _rate(letters: list[bytes], seconds: float) -> dict[str, float]:
    """Return how many letters one core reads per second of processor time, so that a busy machine does not matter."""
    done, begun = 0, time.process_time()
    while time.process_time() - begun < seconds:
        for raw in letters:
            bounces.classify(raw)
        done += len(letters)
    return {"letters_per_second": round(done / (time.process_time() - begun), 1)}


def _mutations(letters: list[bytes], many: int, seed: int) -> dict[str, float]:
    chance = random.Random(seed)
    raised, slowest = 0, 0.0
    for _ in range(many):
        raw = _mutated(chance.choice(letters), chance)
        begun = time.process_time()
        try:
            bounces.classify(raw)
        except Exception:  # noqa: BLE001 -- counted
            raised += 1
        slowest = max(slowest, time.process_time() - begun)
    return {"mutations": many, "exceptions": raised, "slowest_milliseconds": round(slowest * 1000, 1)}


def _mutated(raw: bytes, chance: random.Random) -> bytes:
    letter = bytearray(raw)
    for _ in range(chance.randrange(1, 40)):
        place = chance.randrange(len(letter) + 1)
        scrap = chance.choice(_SCRAPS) if chance.random() < 0.5 else chance.randbytes(chance.randrange(4))
        letter[place : place + chance.choice((0, 0, 1, 1, 2, 200))] = scrap
    return bytes(letter[: chance.randrange(len(letter) + 1)] if chance.random() < 0.2 else letter)


if __name__ == "__main__":
    main()
