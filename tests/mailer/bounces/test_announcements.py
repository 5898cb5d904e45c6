"""What people say of themselves in passing is proposed; what is not sure is not."""

from __future__ import annotations

from datetime import date

import pytest

from mailer.bounces import announcements
from mailer.bounces.announcements import Announced

_DAY = date(2026, 11, 29)
_ZOE = "zoe@brumevent.example"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Mon successeur est Paul Duc : paul.duc@brumevent.example", Announced(successor="paul.duc@brumevent.example")),
        ("Je suis remplacée par Léa (lea@brumevent.example).", Announced(successor="lea@brumevent.example")),
        ("Ma nouvelle adresse est zoe.n@brume.example.", Announced(address="zoe.n@brume.example")),
        ("Merci de m’écrire désormais à zoe.n@brume.example", Announced(address="zoe.n@brume.example")),
        ("Je suis désormais la directrice des ressources humaines, merci.",
         Announced(function="directrice des ressources humaines")),
        ("Je suis absente du 3 au 12 décembre.", Announced(away=(date(2026, 12, 3), date(2026, 12, 12)))),
        ("En congés, de retour le lundi 4 janvier.", Announced(away=(_DAY, date(2027, 1, 3)))),
        ("Absent jusqu’au 12/12/2026 inclus.", Announced(away=(_DAY, date(2026, 12, 12)))),
        # What is not sure: two addresses, their own one, a state that is no function, a day that does not exist.
        ("Ma nouvelle adresse : a@x.example ou b@x.example", Announced()),
        (f"Ma nouvelle adresse reste {_ZOE}", Announced()),
        ("Je suis désormais en retraite.", Announced()),
        ("Absente jusqu’au 31 février.", Announced()),
        ("Rendez-vous du 3 au 12 décembre ?", Announced()),
        ("Bravo pour ce numéro, écrivez à contact@autre.example.", Announced()),
    ],
)  # fmt: skip
def test_what_a_letter_announces(words: str, said: Announced) -> None:
    """One thing each."""
    assert announcements.read(words, _ZOE, _DAY) == said
