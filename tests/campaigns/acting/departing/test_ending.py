"""The sentence about a departure that is over names every letter once."""

from __future__ import annotations

import pytest

from campaigns.acting.departing import ending
from campaigns.acting.departing.figures import Share
from campaigns.post.states import DeliveryState


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"cancelled": 507}, "Rien n’est parti."),
        ({"cancelled": 500, "refused": 7}, "Rien n’est parti."),
        ({"accepted": 214, "cancelled": 293}, "214 lettres sont parties, 293 sont arrêtées."),
        ({"accepted": 490, "complained": 1, "bounced": 2}, "491 lettres sont parties, 2 sont parties et revenues."),
        (
            {"accepted": 1, "refused": 1, "expired": 1},
            "1 lettre est partie, 1 a été refusée, 1 n’était plus à envoyer.",
        ),
        (
            {"cancelled": 3, "uncertain": 1},
            "Aucune lettre n’est partie à coup sûr, 3 sont arrêtées, 1 est peut-être partie.",
        ),
    ],
)
def test_each_letter_is_named_once(counts: dict[str, int], words: str) -> None:
    """Nothing that may have left is called stopped, and nothing that was stopped, gone."""
    share = Share({DeliveryState(state): many for state, many in counts.items()})

    assert ending.sentence(share) == words
