"""A frozen letter is the letter."""

from __future__ import annotations

import json

from templates import compiling, letter_json
from tests.templates import examples


def test_what_was_frozen_comes_back() -> None:
    """Through real JSON: every constant, slot, address and choice."""
    letter = compiling.compile_letter("newsletter", examples.issue())

    assert letter_json.load(json.loads(json.dumps(letter_json.dump(letter)))) == letter
