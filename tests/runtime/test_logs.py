"""Logs: on standard error, and never with an e-mail address in them."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator

import pytest

from runtime import logs

ADDRESS = "zoe.oeuvrard@brumevent.example"


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Leave the root logger as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


in_both_forms = pytest.mark.parametrize("as_json", [False, True], ids=["words", "json"])


def raised() -> Exception:
    """Return an error that quotes an address, with its traceback."""
    try:
        int(f"<{ADDRESS}>")
    except ValueError as problem:
        return problem
    raise AssertionError


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what was logged, on standard error alone."""
    out, err = capsys.readouterr()
    assert out == ""
    return err


@in_both_forms
def test_an_address_in_a_field_is_masked(capsys: pytest.CaptureFixture[str], as_json: bool) -> None:
    """Also deep inside a value."""
    logs.configure(verbose=True, json=as_json)
    logs.logger("test").error("refused", who=ADDRESS, several=[ADDRESS], deep={"a": {"b": ADDRESS}}, problem=raised())

    written = said(capsys)
    assert "refused" in written
    assert "brumevent" not in written


@in_both_forms
def test_an_address_in_an_exception_is_masked(capsys: pytest.CaptureFixture[str], as_json: bool) -> None:
    """The traceback stays, the address goes."""
    logs.configure(verbose=True, json=as_json)
    logs.logger("test").error("failed", exc_info=raised())

    written = said(capsys)
    assert "ValueError" in written
    assert "brumevent" not in written


@in_both_forms
def test_other_libraries_log_through_the_same_sieve(capsys: pytest.CaptureFixture[str], as_json: bool) -> None:
    """Message, arguments and exception."""
    logs.configure(verbose=True, json=as_json)
    logging.getLogger("library").error("to %s", ADDRESS, exc_info=raised())

    written = said(capsys)
    assert "ValueError" in written
    assert "brumevent" not in written


def test_a_command_says_nothing_of_its_own_accord(capsys: pytest.CaptureFixture[str]) -> None:
    """Unless it is told to be verbose."""
    logs.configure()
    logs.logger("test").info("routine")

    assert said(capsys) == ""


def test_the_first_line_is_masked_although_the_library_came_late() -> None:
    """It is loaded with that line, long after it was said how to write."""
    program = (
        "import sys; from runtime import logs; logs.configure(); was = 'structlog' in sys.modules; "
        f"logs.logger('test').error('refused', who='{ADDRESS}'); sys.exit(was)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == ""
    assert "refused" in done.stderr
    assert "brumevent" not in done.stderr


def test_the_same_line_is_written_once_a_minute() -> None:
    """And says how many like it were not: nobody fills our disk by asking for nonsense."""
    moment = [0.0]
    seldom = logs.Seldom(lambda: moment[0])
    line = logging.LogRecord("x", logging.WARNING, "", 0, "Invalid HTTP request received.", None, None)

    assert [seldom.passes("a"), seldom.passes("a"), seldom.passes("b")] == [0, None, 0]
    assert [seldom.filter(line), seldom.filter(line)] == [True, False]
    moment[0] = 61
    assert seldom.passes("a") == 1
    assert seldom.filter(line)
    assert line.getMessage() == "Invalid HTTP request received. (1 more since)"
