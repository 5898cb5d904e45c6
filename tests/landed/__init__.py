"""An installation as it stood on 20 October 2009 before a publication could be one of several. Owns no test.

It was made with the code of commit f3a93ad (the last revision of its database is 0331), by its own commands and pages:

- the demo with fewer people (47 companies, 28 missions locales), keys that are all `s` and all `k`, a form, a theme,
  three segments, two contacts picked by hand, a document, a muted warning, a term of its own;
- 1 October: the newsletter to 157 readers; servers refuse seven, defer one, send two back, one reader complains.
  People and machines click, one reader agrees to be known, two leave (one says why), one wants less, one reads
  another region;
- requests, an erasure, an objection, a corrected address, one who subscribes by the form, one who never confirms; an
  article and a name withdrawn from the archive;
- 8 October: the special issue to one contact of each organisation, its pictures with it; one letter expires;
- 13 October: the invitation to a segment; 19 October: a campaign that waits for December, another cancelled; an issue
  with items for some readers only is being composed, a link to somebody's own page waits to be mailed.

`installation.tar.xz` holds the database as SQL, the keys with their journal, the pictures and the document;
`recorded.json` what that code printed, exported, rendered and served of it at `NOW`. Refuses to be made anew: what it
holds is what somebody has who updates.
"""

from __future__ import annotations

import json
import sqlite3
import tarfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from runtime import installation, settings
from runtime.installation import Installation
from tests.clocks import MovableClock

_FOLDER = Path(__file__).parent
_DATABASE = "relais.sql"

#: Command -> the document that it printed, and so on, see `recorded.json`.
RECORDED: dict[str, Any] = json.loads((_FOLDER / "recorded.json").read_text("utf-8"))
#: When all of it was recorded.
NOW = datetime.fromisoformat(RECORDED["now"])
#: What `RELAIS_BASE_URL` said.
BASE_URL: str = RECORDED["base_url"]


def unpack(data: Path) -> None:
    """Write the data folder as that code left it: its database is not migrated, its clock may be set."""
    data.mkdir(parents=True, exist_ok=True)
    with tarfile.open(_FOLDER / "installation.tar.xz") as packed:
        packed.extractall(data, filter="data")
    for folder in (data, data / "keys"):
        folder.chmod(0o700)
    (data / settings.DEMO_MARK).touch()
    connection = sqlite3.connect(data / "relais.db")
    connection.executescript((data / _DATABASE).read_text("utf-8"))
    connection.close()
    (data / _DATABASE).unlink()


def updated(data: Path) -> Installation:
    """Unpack it, migrate it, and open it at the moment when it was recorded."""
    unpack(data)
    made, _applied = installation.make(settings.load(data=data, base_url=BASE_URL, check_links=False))
    return replace(made, clock=MovableClock(NOW))
