"""An invitation to the cast, and the links that its readers find in their letters. Owns no test."""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path

from campaigns.acting import launching, sending
from campaigns.editorial import issues, publications
from campaigns.editorial.issues import Form, TitleLines
from runtime import settings
from runtime.installation import Installation
from tests import cast, servers

EVENT = """---
type: event
title: Réunion d’échange
date: {when}
place: Paris, salle des Trois-Arches
---
- Accueil à 9 h 30.
- Six récits.
"""
#: A day after that of the tests' clock.
WHEN = "2009-10-08T09:00"
_LINK = re.compile(r"/l/r/[\w-]+(?:/non)?")


def stage(opened: Installation, folder: Path, template: str = "invitation", when: str = WHEN) -> int:
    """Compose an invitation, or a convocation, to the four readers of the cast; return its issue."""
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.people(session, opened)
    return compose(opened, folder, template, when)


def compose(opened: Installation, folder: Path, template: str = "invitation", when: str = WHEN) -> int:
    """Compose it for a publication that has readers; return its issue."""
    file = folder / "event.md"
    file.write_text(EVENT.format(when=when), "utf-8")
    with opened.database.transaction() as session:
        added = cast.items(session, opened.settings.data, [file], opened.clock.now())
        lines, form = TitleLines("Réunion d’échange", "Invitation à la réunion d’échange"), Form(template)
        made = issues.new(session, publications.chosen(session), lines, opened.clock.now(), form=form)
        issues.add(session, made.id or 0, [added[0].id or 0], "agenda")
        return made.id or 0


def send(opened: Installation, issue_id: int) -> dict[str, list[str]]:
    """Send it; return the answering links of each reader's letter: that of « Je viens », then that of « Je ne viens
    pas », once for both parts, in which they are the same.
    """
    with servers.running() as sink:
        given = settings.load(data=opened.settings.data, smtp_url=sink.url)
        found = Installation(given, opened.database, opened.keyring, opened.clock)
        launched = launching.launch(found, launching.Order(issue_id, grace=0), "test")
        sending.send(found, launched.id)
    return {address: _links(raw) for address, raw in sink.letters.items()}


def _links(raw: bytes) -> list[str]:
    letter = email.message_from_bytes(raw, policy=email.policy.default)
    parts = [letter.get_body((kind,)) for kind in ("plain", "html")]
    plain, html = (_LINK.findall(str(part.get_content())) for part in parts if part is not None)
    assert plain == html
    return plain
