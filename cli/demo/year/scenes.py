"""All that happens in the year of the demo, from the day on which the convention begins to the day on which it ends.

Not everything goes well, so that the review has something to say: in February no action of a mission locale is ready,
in April nobody follows the partnership at the CNML, a forum is held to which it was not invited, and the yearly meeting
of the secretariat's partners never takes place.
"""

from __future__ import annotations

from pathlib import Path

from cli.demo.building import Built
from cli.demo.cast import Cast
from cli.demo.year import contributing, departures, designating, meeting, signing, site_checks
from cli.demo.year.playing import Scene


def everything(cast: Cast, built: Built, maildir: Path, actor: str) -> list[Scene]:
    """Return every scene; letters are read where the capture server keeps them."""
    return [
        *designating.scenes(cast, actor),
        *signing.scenes(cast, actor),
        *meeting.scenes(actor),
        *site_checks.scenes(actor),
        *contributing.practices(actor),
        *contributing.proposals(cast, maildir),
        *departures.scenes(built, maildir, actor),
    ]
