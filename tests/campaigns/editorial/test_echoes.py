"""A surtitre that says what its rubrique says is not printed twice, and no reason names a partnership by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from campaigns.editorial import letter_context
from tests.campaigns.editorial import samples


@pytest.mark.parametrize(("kicker", "printed"), [("bonnes pratiques", ""), ("Nord", "Nord"), ("", "")])
def test_a_surtitre_that_repeats_its_rubrique_is_left_out(kicker: str, printed: str) -> None:
    """However it was capitalised."""
    snapshot = samples.snapshot(samples.piece(kicker=kicker))
    (section,) = snapshot.sections
    letter = letter_context.letter_context(replace(snapshot, sections=(replace(section, key="practices"),)))
    assert [piece.kicker for block in letter.sections for piece in block.pieces] == [printed]


def test_no_reason_says_more_than_the_installation_knows() -> None:
    """A reader may be of any organisation."""
    words = " ".join(letter_context.REASONS.values())
    assert [said for said in ("Charte", "signataire", "mission locale", "missions locales") if said in words] == []
