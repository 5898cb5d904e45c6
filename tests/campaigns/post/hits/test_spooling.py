"""Hits on disk: there before the answer, read by nobody while they are written, kept when their process dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from campaigns.post.hits import spooling
from campaigns.post.hits.robots import Hit
from campaigns.post.hits.spooling import Spool

HIT = Hit(1253001600.25, 4, 7, 2**40, "head", 2**64 - 1)
PLAIN = Hit(1253001601.0, 4, 8, 0, "", 3)


def test_what_was_written_comes_back(tmp_path: Path) -> None:
    """Every field, in order."""
    spool = Spool(tmp_path)
    spool.note(HIT)
    spool.note(PLAIN)
    spool.turn()

    assert [hit for segment in spool.closed() for _line, hit in segment.hits()] == [HIT, PLAIN]


def test_a_segment_is_not_read_while_it_is_written(tmp_path: Path) -> None:
    """Only once the next one begins."""
    spool = Spool(tmp_path)
    spool.note(HIT)

    assert spool.closed() == []


def test_a_silent_time_makes_no_file(tmp_path: Path) -> None:
    """Nobody reads at night."""
    spool = Spool(tmp_path)
    spool.turn()
    spool.turn()

    assert not spooling.folder(tmp_path).exists()


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    """For the seconds that it exists."""
    spool = Spool(tmp_path)
    spool.note(HIT)
    files = [file for file in spooling.folder(tmp_path).iterdir() if file.is_file()]

    assert {file.stat().st_mode & 0o077 for file in [*files, spooling.folder(tmp_path)]} == {0}


def test_a_torn_line_is_left_out(tmp_path: Path) -> None:
    """A power cut may leave half of one."""
    spool = Spool(tmp_path)
    spool.note(HIT)
    spool.turn()
    segment = spool.closed()[0]
    segment.file.write_bytes(segment.file.read_bytes() + b"1253001600250 4 7")

    assert [hit for _line, hit in segment.hits()] == [HIT]


def test_what_a_living_process_writes_is_left_alone(tmp_path: Path) -> None:
    """It records its own."""
    spool = Spool(tmp_path)
    spool.note(HIT)
    spool.turn()

    assert list(spooling.left_behind(tmp_path)) == []


def test_what_was_given_back_leaves_nothing(tmp_path: Path) -> None:
    """After a stop in good order."""
    spool = Spool(tmp_path)
    spool.note(HIT)
    spool.turn()
    for segment in spool.closed():
        segment.end()
    spool.close()

    assert list(spooling.folder(tmp_path).iterdir()) == []


_WRITER = """
import sys, time
from pathlib import Path
from campaigns.post.hits.robots import Hit
from campaigns.post.hits.spooling import Spool
spool = Spool(Path(sys.argv[1]))
for number in range(100):
    spool.note(Hit(1253001600.0, 4, number, 0, "", 1))
print("written", flush=True)
time.sleep(60)
"""


def test_a_killed_process_loses_nothing(tmp_path: Path) -> None:
    """Not one of a hundred hits, though it never waited for the disk."""
    with subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        os.kill(writer.pid, signal.SIGKILL)
    found = [hit.link for segments in spooling.left_behind(tmp_path) for one in segments for _line, hit in one.hits()]

    assert found == list(range(100))


def test_a_full_disk_does_not_stop_a_reader(tmp_path: Path) -> None:
    """The hit is lost, and nothing is raised."""
    (tmp_path / "hits").write_text("no folder can stand here")
    Spool(tmp_path).note(HIT)

    assert (tmp_path / "hits").is_file()
