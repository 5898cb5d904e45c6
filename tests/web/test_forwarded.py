"""A colleague with a forwarded letter follows every link and tries every button: they learn and change little."""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path

import pytest
from sqlmodel import select

from campaigns.acting import launching, sending
from campaigns.post.models import Event
from lists.kinds import Purpose
from lists.models import Contact
from lists.permission import consents
from runtime import settings
from runtime.installation import Installation
from tests import cast, servers
from tests.web.conftest import Site, zoes_key
from tests.web.test_routes import rows
from tests.web.test_undoing import action

#: What says who Zoé is, in any case.
HERS = re.compile(r"zoe@|zoé|\bzoe\b|œuvrard|brumevent", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")


@pytest.fixture
def addresses(opened: Installation, tmp_path: Path) -> list[str]:
    """Every path of ours in the letter that Zoé's server took; she agreed to both measures."""
    with servers.running() as sink:
        found = Installation(
            settings.load(data=tmp_path, smtp_url=sink.url), opened.database, opened.keyring, opened.clock
        )
        issue_id = cast.stage(found, tmp_path)
        with opened.database.transaction() as session:
            for purpose in (Purpose.CLICKS, Purpose.OPENS):
                said = {"wording": "Oui.", "source": "test", "proof": "test"}
                consents.give(session, zoes_key(opened), purpose, 1, now=opened.clock.now(), **said)
        launching.launch(found, launching.Order(issue_id, grace=0), "test")
        sending.send(found, 1)
        letter = email.message_from_bytes(sink.letters[cast.ZOE], policy=email.policy.default)
    parts = [letter.get_body((kind,)) for kind in ("html", "plain")]
    texts = [str(part.get_content()) for part in parts if part] + [str(letter["List-Unsubscribe"])]
    urls = dict.fromkeys(one.rstrip(">.,").replace("&amp;", "&") for text in texts for one in _ADDRESS.findall(text))
    base = opened.settings.base_url
    return [one.removeprefix(base) for one in urls if one.startswith(base)]


def test_no_page_shows_who_the_reader_is(site: Site, addresses: list[str]) -> None:
    """Neither to look at nor in answer to a button, nor by any token tried at her own page."""
    tokens = {part for path in addresses for part in re.split(r"[/.]", path) if len(part) >= 28}
    tried = [*addresses, *(f"/l/moi/{one}" for one in tokens), *(f"/l/moi/{one}/donnees.json" for one in tokens)]
    shown = {path: site.ask("GET", path).text for path in tried}
    shown |= {f"POST {path}": site.send(path, "198.51.100.7").text for path in addresses}

    assert {path[:5] for path in addresses} >= {"/l/u/", "/l/c/", "/l/o/", "/l/n/"}
    assert [path for path, text in shown.items() if HERS.search(text)] == []


def test_all_they_can_change_is_to_receive_less_and_that_is_undone(
    site: Site, opened: Installation, addresses: list[str]
) -> None:
    """Every button of every page; then « Annuler », and the reader receives the next letter."""
    before = rows(opened)
    for path in addresses:
        site.ask("GET", path)
        site.send(path, "198.51.100.7")
    changed = {name for name, digest in rows(opened).items() if digest != before[name]}
    left = site.send(next(path for path in addresses if path.startswith("/l/u/")), "198.51.100.7").text
    with opened.database.reading() as session:
        kinds = [one.kind for one in session.exec(select(Event)) if one.kind not in ("clicked", "opened")]
        people = len(session.exec(select(Contact)).all())

    assert changed == {"suppression", "event", "consent", "reduction"}
    assert (kinds, people) == (["left"], 4)
    assert action(left, "annuler").startswith("/l/u/")


def test_what_a_colleague_undoes_is_as_before(site: Site, opened: Installation, addresses: list[str]) -> None:
    """Her consents too, in their words."""
    path = next(path for path in addresses if path.startswith("/l/u/"))
    page = site.send(path, "198.51.100.7").text
    site.send(action(page, "annuler"), "198.51.100.7")

    with opened.database.reading() as session:
        agreed = [one for one in Purpose if consents.holds(session, zoes_key(opened), one, 1)]
    assert agreed == [Purpose.CLICKS, Purpose.OPENS]
