"""An installation is made once, and brought up to date as often as one likes."""

from __future__ import annotations

from pathlib import Path

from campaigns.acting import installing
from campaigns.editorial import publications
from runtime import installation, settings


def test_it_is_made_and_can_be_opened(tmp_path: Path) -> None:
    """With a first publication; the second time nothing is to be done."""
    read = settings.load(data=tmp_path / "data")
    first, second = installing.found(read), installing.found(read)

    assert first.as_json() == {"database": f"sqlite:///{tmp_path}/data/relais.db", "migrations": list(first.migrations)}
    assert len(first.migrations) > 1
    assert second.migrations == ()
    opened = installation.open_(read)
    with opened.database.reading() as session:
        assert publications.chosen(session).id == 1
    opened.database.engine.dispose()
