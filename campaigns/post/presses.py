"""The press of a letter as this installation sends it: with the missions locales of today, its keys and its pictures.

The one place that makes a press, for real sends and for previews. Refuses to compile: the letter is given.
"""

from __future__ import annotations

from functools import partial

from sqlmodel import Session

from campaigns.editorial import images
from campaigns.editorial.snapshots import Snapshot
from campaigns.post.composing import Press
from campaigns.post.hits import tracked_links
from lists.organisations import local_missions, regional_networks
from mailer.dkim import keys
from runtime import clock
from runtime.installation import Installation
from templates import letters
from templates.letters import Letter


def press(
    session: Session,
    opened: Installation,
    letter: Letter,
    snapshot: Snapshot,
    seed: bytes,
    campaign_id: int,
    mark: str = "",
) -> Press:
    """Return the press that fills a letter compiled from `snapshot`, one reader at a time.

    Campaign zero is a preview, see `tracked_links.addresses`. `mark` is set before its subject.

    Raises:
        mailer.errors.SigningKeyRefused: a key exists but cannot be used; no letter is made unsigned instead.
    """
    today = clock.today(opened.clock)
    near, networks = local_missions.near(session, today), regional_networks.near(session, today)
    counting = tracked_links.addresses(session, opened.keyring, snapshot.base_url, campaign_id, letter)
    second = None
    if letters.SECOND_SUBJECT in letter.conditions:
        second = tracked_links.addresses(
            session, opened.keyring, snapshot.base_url, campaign_id, letter, second=True
        )  # fmt: skip
    pictures = partial(images.content, opened.settings.data)
    return Press(
        letter, snapshot, near, seed, keys.load(opened.settings.keys), counting, pictures, mark, networks, second
    )
