"""Trial letters: the letter that will leave, to a few people, with links that do nothing and figures that stay."""

from __future__ import annotations

import email
import email.policy

import pytest
import sqlalchemy as sa

from campaigns import errors
from campaigns.acting import launching, previewing, sending, trials
from campaigns.editorial import trial_groups
from campaigns.post import link_errors, models, tokens
from campaigns.post.readers import unsubscribing
from lists import addresses
from lists.errors import AddressRefused
from runtime.errors import FieldRefused
from runtime.installation import Installation
from tests import cast, servers

MARK = "[Essai] "
COLLEAGUE = "redaction@charte.example"


def body(letter: bytes) -> bytes:
    """Return all that follows the headers."""
    return letter.replace(b"\r\n", b"\n").partition(b"\n\n")[2]


def test_a_trial_is_the_letter_with_a_mark_before_its_subject(staged: Installation, server: servers.Sink) -> None:
    """Whoever approves it approves what leaves: only her own tokens differ from what the reader will have."""
    zoe = previewing.contact(staged, cast.ZOE)
    tried = trials.send(staged, 1, [cast.ZOE], "test", mark=MARK, like=zoe)
    trial = server.letters[cast.ZOE]
    shown = previewing.render(staged, 1, cast.ZOE).files[previewing.LETTER]
    launched = launching.launch(staged, launching.Order(1, grace=0), "test")
    sending.send_now(staged, launched.id)
    sent = server.letters[cast.ZOE]
    subjects = [email.message_from_bytes(one, policy=email.policy.default)["Subject"] for one in (shown, trial)]

    assert (tried.accepted, tried.refused) == ((cast.ZOE,), {})
    assert subjects[1] == MARK + subjects[0]
    assert body(trial) == body(shown)
    assert len(sent) == len(shown)


def test_it_counts_nowhere_and_unsubscribes_nobody(staged: Installation, server: servers.Sink) -> None:
    """Its personal link says what it is, by the button and by the mail program alike."""
    trials.send(staged, 1, [COLLEAGUE], "test", mark=MARK)
    with staged.database.reading() as session:
        rows = session.execute(sa.select(sa.func.count()).select_from(models.table("delivery"))).scalar_one()

    assert rows == 0
    assert tokens.INERT_LEAVE.encode() in server.letters[COLLEAGUE].replace(b"=\r\n", b"")
    with pytest.raises(link_errors.TriedOut, match="lettre d’essai"):
        unsubscribing.look(staged, tokens.INERT_LEAVE)


def test_somebody_unknown_receives_every_article(staged: Installation, server: servers.Sink) -> None:
    """A colleague is in no list, and sees the whole issue."""
    trials.send(staged, 1, [COLLEAGUE], "test", mark=MARK)
    read = email.message_from_bytes(server.letters[COLLEAGUE], policy=email.policy.default)
    text = read.get_body(("plain",))

    assert text is not None
    assert "Bonjour Madame, Monsieur," in text.get_content()
    assert read["To"] == COLLEAGUE


def test_at_most_twenty_are_reached(staged: Installation, server: servers.Sink) -> None:
    """Nobody is one press away from writing to a list; a name of a segment is no address."""
    many = [f"essai{number}@charte.example" for number in range(trials.MOST + 1)]
    with pytest.raises(FieldRefused, match="20"):
        trials.send(staged, 1, many, "test", mark=MARK)
    with pytest.raises(FieldRefused, match="au moins"):
        trials.send(staged, 1, [" "], "test", mark=MARK)
    with pytest.raises(AddressRefused):
        trials.send(staged, 1, ["toute la liste"], "test", mark=MARK)
    tried = trials.send(staged, 1, [*many[:2], many[0].upper()], "test", mark=MARK)

    assert len(tried.accepted) == 2
    assert server.received.total() == 2


def test_who_is_refused_is_named_and_the_others_have_it(staged: Installation, server: servers.Sink) -> None:
    """One mistyped colleague keeps nobody waiting."""
    server.at_rcpt["partie@charte.example"] = ["550 5.1.1 unknown"]
    tried = trials.send(staged, 1, ["partie@charte.example", COLLEAGUE], "test", mark=MARK)

    assert tried.accepted == (COLLEAGUE,)
    assert tried.refused == {"partie@charte.example": "adresse inconnue"}


def test_without_a_server_nothing_is_tried(opened: Installation) -> None:
    """The sentence says what to set."""
    with pytest.raises(errors.NothingToSendWith):
        trials.send(opened, 1, [COLLEAGUE], "test", mark=MARK)


def test_a_group_is_saved_once_and_forgets_who_is_erased(staged: Installation) -> None:
    """A team is typed once; an erased person stands in no group."""
    team = [addresses.parse(one) for one in (COLLEAGUE, cast.ZOE)]
    trial_groups.keep(staged, 1, " Relecture ", team[:1], "test")
    (kept,) = trial_groups.keep(staged, 1, "Relecture", team, "test")
    with staged.database.transaction() as session:
        trial_groups.erase(session, cast.key(staged, cast.ZOE))

    assert (kept.name, kept.addresses) == ("Relecture", (COLLEAGUE, cast.ZOE))
    assert trial_groups.listed(staged, 1)[0].addresses == (COLLEAGUE,)
    assert trial_groups.drop(staged, 1, "Relecture", "test") == ()
