"""Sites that a letter may link to, and what people write in their place."""

from __future__ import annotations

import pytest

from lists.organisations import websites
from templates import urls

GOOD = {
    "https://ml-lens.example": "https://ml-lens.example",
    "http://ml-lens.example/accueil?a=b#c": "http://ml-lens.example/accueil?a=b#c",
    "www.ml-lens.example": "https://www.ml-lens.example",
    "ml-lens.example/équipe": "https://ml-lens.example/%C3%A9quipe",
    "HTTPS://ML-Lens.example": "https://ml-lens.example",
    "mission-éclair.example": "https://xn--mission-clair-ihb.example",
    "ml-lens.example:8443/x": "https://ml-lens.example:8443/x",
}
BAD = (
    "javascript:alert(1)", "data:text/html,x", "mailto:ml@x.example", "ml@x.example", "http//ml.example",
    "http:/ml.example", "https://", "https://lens", "Lens", "https://x.example\\@evil.example/", "ftp://ml.example",
    "https://user@evil.example", "https://ml lens.example", "//ml.example", "https://-x.example", "à venir",
    "https://ml.example/<b>", "https://1.2",
)  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_a_site_is_read_as_a_letter_needs_it(text: str) -> None:
    """Once read, it stays as it is, and the letter takes it without a change."""
    found = websites.parse(text)
    assert found == GOOD[text]
    assert websites.parse(found) == found
    assert urls.normalised(found) == found


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_site_is_refused(text: str) -> None:
    """It would refuse every letter, or lead elsewhere."""
    assert websites.parse(text) is None
