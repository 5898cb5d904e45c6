"""Who is gone: a process of this machine that no longer runs, and nobody else."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from campaigns.post import lease_holders


def test_this_process_is_not_gone() -> None:
    """It asks."""
    assert not lease_holders.is_gone(lease_holders.identity())


def test_a_process_that_ended_is_gone() -> None:
    """Its leases come back at once."""
    program = "from campaigns.post import lease_holders; print(lease_holders.identity())"
    name = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()

    assert lease_holders.is_gone(name)


def test_of_another_machine_nothing_is_known() -> None:
    """Its leases lapse with time."""
    assert not lease_holders.is_gone("another-boot.pid:[1]/1/1")


def test_another_container_of_this_machine_is_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the same boot and counts its processes anew."""
    name = lease_holders.identity()
    monkeypatch.setattr(lease_holders, "_machine", lambda: "same-boot.pid:[2]")

    assert not lease_holders.is_gone(name)


def test_a_process_that_we_may_not_look_at_is_not_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not knowing is no reason to take its work away."""
    machine, _slash, _rest = lease_holders.identity().partition("/")
    monkeypatch.setattr(lease_holders, "_began", lambda _process: lease_holders._UNKNOWN)

    assert not lease_holders.is_gone(f"{machine}/1/12345")


def test_a_process_that_was_killed_is_gone_before_it_is_buried() -> None:
    """In a container nobody may ever bury it."""
    program = (
        "import sys, time; from campaigns.post import lease_holders; "
        "print(lease_holders.identity(), flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        name = process.stdout.readline().strip()
        assert not lease_holders.is_gone(name)

        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # until it is dead; it stays unburied

        assert lease_holders.is_gone(name)
