"""Reading replies from bytes that come split anywhere."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer import smtp_replies
from mailer.smtp_replies import Garbled, Reply, ReplyReader


def test_a_reply_has_a_code_and_a_text() -> None:
    """And an enhanced status code where the server gives one."""
    reply = smtp_replies.parse(b"550 5.1.1 nobody here\r\n")
    assert (reply.code, reply.text, reply.status) == (550, "5.1.1 nobody here", "5.1.1")
    assert str(reply) == "550 5.1.1 nobody here"


@pytest.mark.parametrize("line", [b"250\r\n", b"250 \r\n", b"250 Ok\n"])
def test_servers_are_understood_that_write_less_than_they_should(line: bytes) -> None:
    """No text, or an LF alone."""
    assert smtp_replies.parse(line).code == 250


def test_a_status_that_contradicts_its_code_is_none() -> None:
    """`550 2.0.0` says nothing."""
    assert smtp_replies.parse(b"550 2.0.0 Ok\r\n").status is None
    assert smtp_replies.parse(b"550 5.1.1.1 x\r\n").status is None


def test_signs_that_do_not_print_are_masked() -> None:
    """A reply is shown to people."""
    assert smtp_replies.parse(b"550 a\x1b[31m\xff\r\n").text == "a?[31m\ufffd"


@pytest.mark.parametrize(
    "data",
    [
        b"hello\r\n",
        b"\r\n",
        b"25\r\n",
        b"250x\r\n",
        b"150 no\r\n",
        b"650 no\r\n",
        b"250-a\r\n251 b\r\n",
        b"250-a\r\n" * 200,
        b"2" * 5000,
        b"250 " + b"x" * 5000 + b"\r\n",
        b"250 a\r\n250 b\r\n",
        b"250 a",
    ],
)
def test_what_is_not_one_reply_is_garbled(data: bytes) -> None:
    """It is bounded, too."""
    with pytest.raises(Garbled):
        smtp_replies.parse(data)


def test_what_came_before_the_garbage_is_not_lost() -> None:
    """The error has it."""
    with pytest.raises(Garbled) as garbled:
        ReplyReader().feed(b"250 Ok\r\nrubbish\r\n")
    assert garbled.value.args[0] == [Reply(250, ("Ok",))]


@given(st.lists(st.integers(0, 60)))
def test_it_does_not_matter_where_packets_end(cuts: list[int]) -> None:
    """Three replies are three replies."""
    data = b"250 2.1.0 Ok\r\n250-2.1.5 one\r\n250 2.1.5 two\r\n354 Go on\r\n"
    reader, read = ReplyReader(), []
    edges = [0, *sorted(cuts), len(data)]
    for start, end in itertools.pairwise(edges):
        read += reader.feed(data[start:end])
    assert [reply.code for reply in read] == [250, 250, 354]
    assert read[1].lines == ("2.1.5 one", "2.1.5 two")
