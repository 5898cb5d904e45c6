"""The sentences of every e-mail: one kind of hard space, and nothing that is true of one installation only."""

from __future__ import annotations

import pytest

from templates import fingerprints

FILES = sorted(
    file.relative_to(fingerprints.HERE).as_posix()
    for kind in ("*.txt", "*.mjml", "*.py")
    for file in fingerprints.HERE.rglob(kind)
)


@pytest.mark.parametrize("file", FILES)
def test_hard_spaces_are_those_that_every_font_has(file: str) -> None:
    """The thin one (U+202F) nearly vanishes in Arial, and is a box in old Outlook: U+00A0 everywhere."""
    assert "\u202f" not in (fingerprints.HERE / file).read_text("utf-8")


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith(("layout/", "blocks/"))])
def test_no_layout_names_a_partnership(file: str) -> None:
    """Who signed what is said by articles, lists and the origin of an address, not by the letter around them."""
    words = (fingerprints.HERE / file).read_text("utf-8")
    assert [word for word in ("Charte", "diversité", "signataire de") if word in words] == []
