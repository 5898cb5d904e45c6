"""Issues that were sent, with articles of several sections and places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from campaigns.acting import launching
from campaigns.acting.launching import Launched
from campaigns.editorial import issues, publications
from campaigns.post.models import Delivery
from campaigns.post.states import DeliveryState
from runtime.installation import Installation
from tests import cast

ARTICLES = {
    "actions": """---
type: local_mission_action
title: Le bus de l’emploi
kicker: Drôme
intro: Un mardi sur deux, la rencontre des jeunes.
territory: departement:26
author: Léïla Benali, conseillère
---
Bonjour {{ prenom | Madame, Monsieur }}, **Léïla** Benali conduit le bus ; léïla  benali l’a repeint.

## Où le prendre

- à Valence, au [marché](https://valence.example/marche)
- à Romans
""",
    "practices": """---
type: good_practice
title: Relire ses offres à deux voix
intro: Une conserverie bretonne.
territory: [departement:29, region:52]
---
Chaque annonce est relue. <script>alert(1)</script>
""",
    "legal": """---
type: legal_news
title: Que conserver dans un dossier ?
---
Une fiche de deux pages.
""",
}
#: An event, for the tests that want one in place of an article.
EVENT = """---
type: event
title: Forum des métiers
date: 2009-10-08T09:00
end: 2009-10-08T17:00
place: Valence, salle des Cigognes
link: https://forum.example/inscription
---
Entrée libre.
"""

Publish = Callable[..., Launched]


@pytest.fixture
def publish(opened: Installation, tmp_path: Path) -> Publish:
    """Send the three articles in an issue; `accepted=False` leaves every letter waiting.

    Of the first publication, unless another one is named.
    """
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.people(session, opened)
        for section, article in ARTICLES.items():
            (tmp_path / f"{section}.md").write_text(article, "utf-8")
        files = [tmp_path / f"{section}.md" for section in ARTICLES]
        ids = [one.id or 0 for one in cast.items(session, tmp_path, files, opened.clock.now())]

    def sent(
        title: str = "La Lettre", *, accepted: bool = True, number: bool = True, publication: str | None = None
    ) -> Launched:
        with opened.database.transaction() as session:
            lines = issues.TitleLines(title, title)
            writes = publications.chosen(session, publication) if publication else publications.ensure(session)
            made = issues.new(session, writes, lines, opened.clock.now())
            made.number = made.number if number else None
            session.add(made)
            for section, item_id in zip(ARTICLES, ids, strict=True):
                issues.add(session, made.id or 0, [item_id], section)
            issue_id = made.id or 0
        again = dict.fromkeys(("already_launched", "merge_field", "no_partner_item", "not_approved"), "test")
        campaign = launching.launch(opened, launching.Order(issue_id, grace=0, overrides=again), "test")
        if accepted:
            with opened.database.transaction() as session:
                mine = sa.column("campaign_id") == campaign.id
                session.execute(sa.update(Delivery).where(mine).values(state=DeliveryState.ACCEPTED.value))
        return campaign

    return sent


def announce(opened: Installation, folder: Path, *letters: str) -> int:
    """Send the event in an issue of each of these publications; return the number of its article."""
    (folder / "event.md").write_text(EVENT, "utf-8")
    again = dict.fromkeys(("already_launched", "merge_field", "no_partner_item", "not_approved"), "test")
    with opened.database.transaction() as session:
        made = cast.items(session, folder, [folder / "event.md"], opened.clock.now())[0].id or 0
    for letter in letters:
        with opened.database.transaction() as session:
            lines = issues.TitleLines("L’agenda", "L’agenda")
            issue = issues.new(session, publications.chosen(session, letter), lines, opened.clock.now()).id or 0
            issues.add(session, issue, [made], "agenda")
        launching.launch(opened, launching.Order(issue, grace=0, overrides=again), "test")
    with opened.database.transaction() as session:
        session.execute(sa.update(Delivery).values(state=DeliveryState.ACCEPTED.value))
    return made
