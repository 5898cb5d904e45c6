"""« Départ »: what the page says is what the ledger and the mail server know, before, during and after."""

from __future__ import annotations

import re
from datetime import timedelta

import sqlalchemy as sa

from accounts.roles import Role
from campaigns.acting import launching, sending, steering, ticking
from campaigns.acting.departing import moments
from campaigns.post import statements
from runtime.installation import Installation
from tests import cast, servers
from tests.clocks import MovableClock
from tests.web.console.officers import Officer

HERE = "/envois/1"
GRACE = launching.DEFAULT_GRACE + moments.MARGIN


def words(page: str) -> str:
    """Return what a person reads of a page."""
    body = re.sub(r"(?s)<(script|style|noscript|nav|header).*?</\1>", " ", page)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body).replace("\u00a0", " ").replace("&#39;", "’"))


def launch(opened: Installation, grace: int = GRACE) -> None:
    """Launch issue 1."""
    launching.launch(opened, launching.Order(1, grace=grace), "test")


def test_nothing_has_left_from_an_empty_installation(marie: Officer) -> None:
    """And the menu has the entry."""
    page = marie.get("/envois").text

    assert "Rien n’est parti d’ici." in words(page)
    assert '<a href="/envois" aria-current="page">' in page


def test_before_it_leaves_the_page_counts_and_one_press_cancels(
    staged: Installation, marie: Officer, server: servers.Sink, clock: MovableClock
) -> None:
    """The screen shows zero ten seconds before the engine may take a letter, and cancelling works until then (R15)."""
    launch(staged)
    assert "Départ dans 10 min 0 s" in words(marie.get(HERE).text)
    clock.move(timedelta(seconds=19))
    page = marie.get(HERE).text
    assert "Départ dans 9 min 41 s" in words(page)
    assert "Rien n’est encore parti." in words(page)
    assert len(re.findall(r'class="button filled"', page)) == 1

    clock.move(timedelta(seconds=GRACE - 19 - 1))
    ticking.tick(staged)
    assert "Départ dans un instant" in words(marie.get(HERE).text)
    said = words(marie.follow(marie.post(f"{HERE}/annuler")).text)
    clock.move(timedelta(minutes=2))
    ticking.tick(staged)

    assert "Envoi annulé. Rien n’est parti." in said
    assert "Le numéro est de nouveau en préparation" in said
    assert not server.received


def test_every_page_speaks_of_a_departure_that_is_near(
    staged: Installation, marie: Officer, clock: MovableClock
) -> None:
    """With « Annuler » for whoever may send, and not days before."""
    launching.launch(staged, launching.Order(1, not_before=clock.now() + timedelta(days=2)), "test")
    assert "Départ dans" not in words(marie.get("/articles").text)
    clock.move(timedelta(days=2, minutes=-10, seconds=20 - moments.MARGIN))
    page = marie.get("/articles").text
    assert "Départ dans 9 min 40 s" in words(page)
    assert f'action="{HERE}/annuler"' in page

    reader = Officer(staged, Role.READ, name="Lou Exemple").get("/articles").text
    assert "Départ dans 9 min 40 s" in words(reader)
    assert f'action="{HERE}/annuler"' not in reader


def test_it_leaves_at_once_for_whoever_does_not_want_to_wait(
    staged: Installation, marie: Officer, server: servers.Sink
) -> None:
    """With the next tick; until then it can be cancelled."""
    launch(staged)
    said = words(marie.follow(marie.post(f"{HERE}/maintenant")).text)
    assert "Les premières lettres partent dans la minute" in said
    assert "Annuler l’envoi" in said
    ticking.tick(staged)

    assert server.received.total() == len(cast.EVERYBODY)


def test_it_is_called_sent_only_when_every_letter_has_its_end(
    staged: Installation, marie: Officer, server: servers.Sink
) -> None:
    """Audience = accepted + refused + …; before that it is under way (R16)."""
    server.at_rcpt[cast.ZOE] = ["550 5.1.1 unknown"]
    server.at_rcpt[cast.LOIC] = ["450 4.2.1 busy", "450 4.2.1 busy"]
    launch(staged, grace=0)
    assert "Envoyé" not in words(marie.get(HERE).text)
    sending.send(staged, 1)

    page = words(marie.get(HERE).text)
    assert "En cours : 2 sur 4 acceptées par les messageries" in page
    assert "Envoyé" not in page
    assert numbers(marie) == {"acceptées": 2, "en attente": 0, "différées": 1, "refusées": 1}
    elsewhere = Officer(staged, Role.SEND, name="Lou Exemple").get("/articles").text
    assert "En cours : 2 sur 4" in words(elsewhere)


def test_a_finished_one_says_what_became_of_every_letter(
    staged: Installation, marie: Officer, server: servers.Sink
) -> None:
    """Its figures sum up to the audience, and are the mail server's (R16)."""
    server.at_rcpt[cast.ZOE] = ["550 5.1.1 unknown"]
    launch(staged, grace=0)
    sending.send(staged, 1)

    page = words(marie.get(HERE).text)
    assert "Envoyé : 3 sur 4 acceptées par les messageries" in page
    assert "3 lettres sont parties, 1 a été refusée." in page
    assert server.received.total() == 3
    assert sum(numbers(marie).values()) == 4
    assert "3 sur 4" in words(marie.get("/envois").text)


def numbers(marie: Officer) -> dict[str, int]:
    """Return the numbers of the page."""
    found = re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd></div>", marie.get(HERE).text)
    return {name: int(many) for name, many in found}


def test_it_pauses_goes_on_and_stops_for_good(staged: Installation, marie: Officer, server: servers.Sink) -> None:
    """The page of the stop says how many letters it stops; the answer says how many it stopped."""
    server.at_rcpt[cast.LOIC] = ["450 4.2.1 busy", "450 4.2.1 busy"]
    launch(staged, grace=0)
    sending.send(staged, 1)
    assert "L’envoi est en pause" in words(marie.follow(marie.post(f"{HERE}/pause")).text)
    assert "Reprendre l’envoi" in words(marie.get(HERE).text)
    assert "L’envoi reprend" in words(marie.follow(marie.post(f"{HERE}/reprendre")).text)
    asked = words(marie.get(f"{HERE}/arreter").text)
    assert "1 lettre ne partira pas. 3 sont parties ou en train de partir" in asked
    said = words(marie.follow(marie.post(f"{HERE}/annuler")).text)
    assert "Envoi annulé. 3 lettres sont parties, 1 est arrêtée." in said
    again = words(marie.follow(marie.post(f"{HERE}/annuler")).text)
    assert "Cet envoi était déjà annulé. 3 lettres sont parties, 1 est arrêtée." in again


def test_whoever_cancels_too_late_is_told_what_left(staged: Installation, marie: Officer, server: servers.Sink) -> None:
    """Never that nothing did."""
    launch(staged, grace=0)
    sending.send(staged, 1)
    said = words(marie.follow(marie.post(f"{HERE}/annuler")).text)

    assert "Trop tard pour annuler : l’envoi était terminé. 4 lettres sont parties." in said


def test_a_held_one_asks_its_one_question(
    staged: Installation, marie: Officer, server: servers.Sink, clock: MovableClock
) -> None:
    """In words, with its answers as buttons, and no word of a command."""
    order = launching.Order(1, grace=0, not_after=clock.now() + timedelta(hours=1))
    launching.launch(staged, order, "test")
    clock.move(timedelta(hours=2))
    ticking.tick(staged)

    page = words(marie.get(HERE).text)
    assert "Faut-il envoyer quand même ? La fenêtre d’envoi est passée avant que tout soit parti." in page
    assert "resume" not in page
    marie.post(f"{HERE}/reprendre")
    sending.send(staged, 1)
    assert server.received.total() == 4


def test_uncertain_letters_are_decided_by_a_person(staged: Installation, marie: Officer, server: servers.Sink) -> None:
    """Who they are, and both ways out."""
    launch(staged, grace=0)
    with staged.database.transaction() as session:
        mine = statements.DELIVERY.c.address.in_([cast.ZOE, cast.LOIC])
        session.execute(sa.update(statements.DELIVERY).where(mine).values(state="uncertain", next_at=-1))
    sending.send(staged, 1)
    assert "Décider pour ces 2 lettres" in words(marie.get(HERE).text)
    page = words(marie.get(f"{HERE}/a-verifier").text)
    assert cast.ZOE in page
    assert "Renvoyer à ces 2 personnes" in page

    marie.post(f"{HERE}/a-verifier/renvoyer")
    sending.send(staged, 1)
    assert server.received.total() == 4
    assert "Rien à vérifier." in words(marie.get(f"{HERE}/a-verifier").text)


def test_uncertain_letters_may_count_as_received(staged: Installation, marie: Officer) -> None:
    """Nothing leaves again, also when the departure was cancelled."""
    launch(staged, grace=0)
    with staged.database.transaction() as session:
        session.execute(sa.update(statements.DELIVERY).values(state="uncertain", next_at=-1))
    steering.cancel(staged, 1, "test")
    assert "ses lettres ne repartent pas" in words(marie.get(f"{HERE}/a-verifier").text)
    marie.post(f"{HERE}/a-verifier/recues")

    assert "4 sur 4" in words(marie.get("/envois").text)


def test_whoever_lacks_the_right_is_told_whom_to_ask(staged: Installation, marie: Officer) -> None:
    """The button stays (R20)."""
    launch(staged)
    page = words(Officer(staged, Role.READ, name="Lou Exemple").get(HERE).text)

    assert "Annuler l’envoi" in page
    assert "Demandez à" in page
