"""CPU to fill one letter from its compiled form, against rendering and building it with Jinja and `email.message`.

Both make the same letter (same parts, same headers, about 40 KB on the wire) for the same readers, in turns, in one
process. `python -m bench.fill` prints JSON; the ratio is what counts.
"""

from __future__ import annotations

import itertools
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench import harness, usual
from campaigns.editorial import editions
from campaigns.post import composing, tokens
from campaigns.post.composing import Personal, Press
from lists import audiences, geography
from lists.audiences import Reader
from runtime.installation import Installation

KILOBYTES = 40
READERS = 300
ROUNDS = 9


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        opened = harness.install(Path(folder), READERS, KILOBYTES, "smtp://127.0.0.1:25")
        press, readers = _load(opened)
        personal = Personal("lecteur@entreprise.example", tokens.INERT_LEAVE, "<a@charte.example>", usual.DATE)
        build = usual.builder(press, readers[0], inlined=False)
        letter = press.fill(readers[0], personal)
        regional, everywhere = _regional(press, opened, readers)
        fill_times, build_times, regional_times = [], [], []
        for _round in range(ROUNDS):
            fill_times.append(_per_letter(lambda reader: press.fill(reader, personal), readers, 20))
            regional_times.append(_per_letter(lambda reader: regional.fill(reader, personal), everywhere, 20))
            build_times.append(
                _per_letter(lambda reader: build(press.values(reader, personal)).as_bytes(), readers[:30], 1)
            )
    fill, built = statistics.median(fill_times), statistics.median(build_times)
    harness.tell(
        {
            "letter_bytes": len(letter),
            "peer_bytes": len(build(press.values(readers[0], personal)).as_bytes()),
            "fill_us": round(fill * 1e6, 2),
            "fill_regional_us": round(statistics.median(regional_times) * 1e6, 2),
            "render_and_build_us": round(built * 1e6, 1),
            "ratio": round(built / fill),
        }
    )


def _load(opened: Installation) -> tuple[Press, list[Reader]]:
    campaign = harness.launch(opened)
    with opened.database.reading() as session:
        snapshot = editions.read(session, campaign.edition_id)
        readers = audiences.readers(session, range(1, READERS + 1), 1)
    letter = composing.compile_(snapshot, opened.settings.data / "templates")
    return Press(letter, snapshot, {}, campaign.seed), list(readers.values())


def _regional(press: Press, opened: Installation, readers: list[Reader]) -> tuple[Press, list[Reader]]:
    """Return the same letter with each article once for each of five régions, and readers from all over the country."""
    territories = ["national", *(f"region:{code}" for code in ("11", "32", "75", "84", "93"))]
    sections = [
        replace(
            section,
            items=tuple(
                replace(item, id=item.id * 10 + number, territory=(territory,))
                for item in section.items
                for number, territory in enumerate(territories)
            ),
        )
        for section in press.snapshot.sections
    ]
    snapshot = replace(press.snapshot, sections=tuple(sections))
    places = itertools.cycle(geography.departements())
    everywhere = [
        reader._replace(departement=place, belongs=frozenset([("company", place)]))
        for reader, place in zip(readers, places, strict=False)
    ]
    letter = composing.compile_(snapshot, opened.settings.data / "templates")
    return Press(letter, snapshot, {}, b"regional"), everywhere


def _per_letter(work: Callable[[Reader], bytes], readers: list[Reader], times: int) -> float:
    began = time.process_time()
    for _time in range(times):
        for reader in readers:
            work(reader)
    return (time.process_time() - began) / (len(readers) * times)


if __name__ == "__main__":
    main()
