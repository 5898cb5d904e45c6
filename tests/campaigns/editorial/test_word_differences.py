"""A change is seen at its words."""

from __future__ import annotations

from campaigns.editorial import word_differences
from campaigns.editorial.word_differences import Kind, Words


def test_only_what_changed_is_marked() -> None:
    """A hard space is seen by its sign."""
    assert word_differences.words("Un bus ! Oui", "Un car\u00a0! Oui") == (
        Words(Kind.SAME, "Un "), Words(Kind.GONE, "bus "), Words(Kind.NEW, "car°"), Words(Kind.SAME, "! Oui"),
    )  # fmt: skip


def test_a_long_text_keeps_its_common_words() -> None:
    """Words that come often are not taken for noise."""
    before = "le " * 400 + "bus"
    assert [one.kind for one in word_differences.words(before, before + " vert")] == [Kind.SAME, Kind.NEW]
