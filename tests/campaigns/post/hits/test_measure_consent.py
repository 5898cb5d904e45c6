"""A thousand letters, three hundred readers who agreed: exactly theirs carry what names them."""

from __future__ import annotations

import email
import email.policy
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bench import harness
from campaigns.acting import sending
from campaigns.editorial import issues
from campaigns.post import tokens
from campaigns.post.hits import measure_consent
from campaigns.post.models import Delivery
from lists.kinds import Purpose, SuppressionReason
from lists.models import Contact
from lists.permission import consents, suppressing
from runtime.installation import Installation
from tests import cast, servers

READERS = 1000
#: Some agree to the pixel, some to being known by their clicks, a hundred to both.
OPENS, CLICKS = range(1, 301), range(201, 501)
_LINK = re.compile(rb"/l/c/[A-Za-z0-9_-]{28}(/[A-Za-z0-9_-]{28})?")


def agree(session: Session, numbers: range, purpose: Purpose, opened: Installation) -> None:
    """Let these contacts agree to a measure."""
    for contact in session.exec(select(Contact).where(Contact.id.in_(list(numbers)))):  # type: ignore[union-attr]
        consents.give(
            session,
            contact.address_key,
            purpose,
            1,
            wording="Oui.",
            source="test",
            now=opened.clock.now(),
            proof="test",
        )


@pytest.fixture(scope="module")
def letters(
    migrated: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Installation, dict[int, bytes]]]:
    """What a server took, by the number of the contact: both parts of the letter, decoded."""
    with servers.running() as sink:
        folder: Path = tmp_path_factory.mktemp("measured")
        shutil.copyfile(migrated, folder / "relais.db")
        opened = harness.install(folder, READERS, 5, sink.url, 5)
        with opened.database.transaction() as session:
            agree(session, OPENS, Purpose.OPENS, opened)
            agree(session, CLICKS, Purpose.CLICKS, opened)
            agree(session, range(900, 950), Purpose.OPENS, opened)
        with opened.database.transaction() as session:
            keys = [one.address_key for one in session.exec(select(Contact)) if (one.id or 0) in range(900, 950)]
            consents.withdraw(session, keys, source="test", now=opened.clock.now())
        _link(opened, folder)
        harness.launch(opened)
        sending.send(opened, 1)
        number = re.compile(r"lecteur(\d+)@")
        found = {int(number.match(to)[1]): _decoded(raw) for to, raw in sink.letters.items()}  # type: ignore[index]
        yield opened, found
        opened.database.engine.dispose()


def _link(opened: Installation, folder: Path) -> None:
    """Add an article with a link to the issue."""
    (folder / "linked.md").write_text(cast.ARTICLE + "\nUn [guide](https://charte.example/guide).\n", "utf-8")
    with opened.database.transaction() as session:
        added = cast.items(session, folder, [folder / "linked.md"], opened.clock.now())
        issues.add(session, 1, [one.id or 0 for one in added], "practices")


def _decoded(raw: bytes) -> bytes:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    parts = [message.get_body((kind,)) for kind in ("html", "plain")]
    return "".join(str(part.get_content()) for part in parts if part is not None).encode()


def test_exactly_those_who_agreed_get_a_pixel(letters: tuple[Installation, dict[int, bytes]]) -> None:
    """Three hundred of a thousand; whoever withdrew before is none of them."""
    with_pixel = {number for number, letter in letters[1].items() if b"/l/o/" in letter}

    assert len(letters[1]) == READERS
    assert with_pixel == set(OPENS)


def test_each_pixel_is_of_its_own_letter(letters: tuple[Installation, dict[int, bytes]]) -> None:
    """Once in it, and it names the delivery and nothing else."""
    opened, found = letters
    pixels = {number: re.findall(rb"/l/o/([A-Za-z0-9_-]+)\.gif", found[number]) for number in OPENS}
    with opened.database.reading() as session:
        mine = {one.contact_id: one.id for one in session.exec(select(Delivery))}
    read = {
        number: [tokens.read_measure(opened.keyring, one.decode()) for one in some] for number, some in pixels.items()
    }

    assert read == {number: [mine[number]] for number in OPENS}


def test_all_other_links_are_everybodys(letters: tuple[Installation, dict[int, bytes]]) -> None:
    """Without a consent to clicks no address differs from the others', but that for leaving and the pixel."""
    _opened, found = letters
    plain = Counter(
        address
        for number, letter in found.items()
        if number not in CLICKS
        for address in re.findall(rb"https?://[^\s\"<>]+", letter)
        if b"/l/u/" not in address and b"/l/o/" not in address
    )

    assert set(plain.values()) == {READERS - len(CLICKS)}


def test_those_who_agreed_to_clicks_have_their_token_in_each_link(
    letters: tuple[Installation, dict[int, bytes]],
) -> None:
    """The same one in all links of a letter, of this delivery."""
    opened, found = letters
    with opened.database.reading() as session:
        mine = {one.contact_id: one.id for one in session.exec(select(Delivery))}
    for number in CLICKS:
        behind = set(_LINK.findall(found[number]))

        assert [tokens.read_measure(opened.keyring, one[1:].decode()) for one in behind] == [mine[number]]


def test_a_measure_is_known_only_while_she_agrees(letters: tuple[Installation, dict[int, bytes]]) -> None:
    """To that purpose, until she withdraws it, leaves or is erased; a changed token names nobody."""
    opened, _found = letters
    with opened.database.transaction() as session:
        mine = {one.contact_id: one for one in session.exec(select(Delivery))}
        token = {number: tokens.mint_measure(opened.keyring, mine[number].id or 0) for number in (1, 2, 3, 4)}

        def known(number: int, purpose: Purpose = Purpose.OPENS) -> bool:
            return measure_consent.of(session, opened.keyring, token[number], purpose) != measure_consent.NOBODY

        before = [known(number) for number in (1, 2, 3, 4)]
        now = opened.clock.now()
        consents.withdraw(session, [mine[1].address_key], [Purpose.OPENS], source="test", now=now)
        suppressing.suppress(session, mine[2].address_key, reason=SuppressionReason.ERASED, since=now, evidence="test")
        suppressing.suppress(
            session,
            mine[3].address_key,
            reason=SuppressionReason.UNSUBSCRIBED,
            since=now,
            mailing_list_id=1,
            evidence="test",
        )
        after = [known(number) for number in (1, 2, 3, 4)]
        other = known(4, Purpose.CLICKS)
        session.rollback()

    assert (before, after, other) == ([True] * 4, [False, False, False, True], False)
    assert measure_consent.of(session, opened.keyring, tokens.INERT_MEASURE, Purpose.OPENS) == measure_consent.NOBODY
