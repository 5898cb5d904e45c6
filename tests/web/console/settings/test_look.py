"""The colours are kept with the proof that they can be read."""

from __future__ import annotations

import io

import PIL.Image

from accounts.roles import Role
from campaigns.editorial import looks
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer


def test_a_logo_is_taken_away_again(opened: Installation) -> None:
    """By its own button; the colours that were chosen are kept with it."""
    with opened.database.transaction() as session:
        cast.publish(session)
    held = io.BytesIO()
    PIL.Image.new("RGB", (40, 20)).save(held, "png")
    marie, colours = Officer(opened, Role.ADMINISTER), {"brand": "#0b3c5d", "accent": "#9c3d22"}
    marie.post("/reglages/couleurs", colours, files={"logo": ("logo.png", held.getvalue(), "image/png")})
    assert looks.show(opened).logo

    assert "Retirer le logo" in marie.get("/reglages/couleurs").text
    marie.post("/reglages/couleurs", colours | {"sans_logo": "1"})
    assert looks.show(opened).logo == ""
    assert "Retirer le logo" not in marie.get("/reglages/couleurs").text


def test_a_colour_is_measured_in_each_use_before_it_is_kept(opened: Installation) -> None:
    """Measuring keeps nothing; a refused one is measured too, beside the field that is wrong."""
    with opened.database.transaction() as session:
        cast.publish(session)
    marie, before = Officer(opened, Role.ADMINISTER), looks.show(opened).colours
    asked = {"brand": "#0b3c5d", "accent": "#9a9a9a"}
    measured = marie.post("/reglages/couleurs", asked | {"mesurer": "1"})
    refused = marie.post("/reglages/couleurs", asked)

    assert measured.status_code == 200
    assert "illisible" in measured.text
    assert 'fill="#0b3c5d"' in measured.text
    assert refused.status_code == 422
    assert 'id="error-accent"' in refused.text
    assert "illisible" in refused.text
    assert looks.show(opened).colours == before
    assert marie.post("/reglages/couleurs", {"brand": "url(x)", "accent": "#000000"}).status_code == 422
