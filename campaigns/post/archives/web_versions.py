"""The web version of an issue: its letter with the articles for everybody, and no personal data.

Comes from the frozen edition. If something was withdrawn, or pictures were attached, the letter is compiled again from
what may be shown. Refuses open slots: a reader's own values are replaced by fallbacks, or absent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sqlmodel import Session

from campaigns.editorial import letter_context, snapshots, targets
from campaigns.editorial.models import Edition, Travel
from campaigns.editorial.snapshots import Snapshot
from campaigns.post import composing, tokens
from campaigns.post.archives import publishing, queries, redacting
from campaigns.post.hits import link_repairs
from campaigns.post.models import Withdrawal
from runtime.installation import Installation
from templates import letter_json, letters, themes
from templates.themes import Theme


@dataclass(frozen=True)
class Online:
    """A letter as a page."""

    html: str
    #: Where the pages of its publication stand.
    home: str
    #: The colours and fonts that it was sent with.
    theme: Theme


def numbered(opened: Installation, issue_id: int) -> Online | None:
    """Return a numbered issue; `None` when the issue was not sent, or has no number."""
    with opened.database.reading() as session:
        edition = queries.edition(session, issue_id)
        return _online(session, edition, opened.settings.data / "templates") if edition is not None else None


def letter(opened: Installation, token: str) -> Online | None:
    """Return any issue by its token; `None` if it was not sent, or the token is not ours."""
    issue_id = tokens.read_web(opened.keyring, token)
    if issue_id is None:
        return None
    with opened.database.reading() as session:
        edition = queries.letter(session, issue_id)
        return _online(session, edition, opened.settings.data / "templates") if edition is not None else None


def _online(session: Session, edition: Edition, overrides: Path) -> Online:
    letter, snapshot = public(session, edition, overrides)
    flat = letter.variant(targets.targets(snapshot).names, link_repairs.addresses(session, edition, letter))
    _subject, document, _text = letters.preview(flat, {})
    # Wherever the pages are asked for, their pictures are there too.
    page = _page(document.replace(snapshot.base_url + letter_context.IMAGE_PATH, letter_context.IMAGE_PATH))
    publication = snapshot.publication
    return Online(page, letter_context.home(publication.slug), themes.make(publication.theme))


def public(session: Session, edition: Edition, overrides: Path) -> tuple[letters.Letter, Snapshot]:
    """Return what may be shown of an edition today, with its open slots, and what it was compiled from."""
    snapshot = snapshots.parse(edition.content)
    known = publishing.withdrawn(session, [item.id for item in snapshot.items])
    return _letter(edition, snapshot, known, overrides), snapshot


def _page(document: str) -> str:
    """Give the letter, an article in a mail program, the role of the page's main content (WAI-ARIA 1.2, main)."""
    return document.replace(' aria-roledescription="email"', "", 1).replace(' role="article"', ' role="main"', 1)


def _letter(
    edition: Edition, snapshot: Snapshot, known: dict[int, list[Withdrawal]], overrides: Path
) -> letters.Letter:
    if not known and not snapshot.publication.is_attached:
        return letter_json.load(edition.letter)
    hosted = replace(snapshot, publication=replace(snapshot.publication, images=Travel.HOSTED.value))
    return composing.compile_(redacting.redacted(hosted, known), overrides)
