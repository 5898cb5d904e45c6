"""Her own page: the screen tells nobody whether an address is known, and only the mailbox leads to it, for a while."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlmodel import select

from campaigns.acting.rights import objection_and_erasure, own_page
from campaigns.post import tokens
from campaigns.post.message_rows import ServiceMessage
from lists.contacts import affiliations
from lists.kinds import Purpose
from lists.models import Contact
from lists.permission import consents, suppressing
from runtime.installation import Installation
from tests import cast
from tests.clocks import MovableClock
from tests.web.conftest import Ask, Site, zoes_key


def queued(opened: Installation) -> list[ServiceMessage]:
    """Return what waits to be mailed."""
    with opened.database.reading() as session:
        return list(session.exec(select(ServiceMessage)))


@pytest.fixture
def page(ask: Ask, opened: Installation, list_id: int) -> str:
    """Zoé's page, from the message that was mailed to her."""
    ask("POST", "/l/moi", data={"email": cast.ZOE})
    url: str = queued(opened)[0].content["url"]
    return url.removeprefix(opened.settings.base_url)


def zoe(opened: Installation) -> Contact:
    """Return Zoé as she is known."""
    with opened.database.reading() as session:
        return session.exec(select(Contact)).one()


def test_the_screen_is_the_same_for_every_address(ask: Ask, opened: Installation, list_id: int) -> None:
    """To the octet and the header; only her mailbox sees a difference."""
    answers = [ask("POST", "/l/moi", data={"email": email}) for email in (cast.ZOE, "nobody@nowhere.example")]

    assert answers[0].content == answers[1].content
    assert [(one.status_code, sorted(one.headers.items())) for one in answers[:1]] == [
        (one.status_code, sorted(one.headers.items())) for one in answers[1:]
    ]
    assert [one.address for one in queued(opened)] == [cast.ZOE]


@pytest.mark.parametrize("typed", ["", "zoe", "zoe@", '"a b"@d.fr', "<script>@x.fr"])
def test_what_is_no_address_is_said_so(ask: Ask, opened: Installation, list_id: int, typed: str) -> None:
    """In the title too; nothing is mailed, and nothing of it runs."""
    answer = ask("POST", "/l/moi", data={"email": typed})

    assert answer.status_code == 422
    assert "<title>Erreur" in answer.text
    assert "<script" not in answer.text
    assert queued(opened) == []


def test_nobody_fills_her_mailbox(opened: Installation, list_id: int, clock: MovableClock) -> None:
    """Three an hour to one address, from any number of networks; the screen stays the same, as for a stranger's."""
    site = Site(opened)
    both = (cast.ZOE, "nobody@nowhere.example")
    asked = [site.send("/l/moi", f"203.0.113.{number}", email=one) for one in both for number in range(4)]

    assert len({(one.status_code, one.content) for one in asked}) == 1
    assert len(queued(opened)) == 3
    clock.move(timedelta(hours=1, seconds=1))
    site.send("/l/moi", "203.0.113.1", email=cast.ZOE)
    assert len(queued(opened)) == 4


def test_one_network_sends_few_forms(opened: Installation, list_id: int) -> None:
    """Twenty an hour."""
    site = Site(opened)
    asked = [site.send("/l/moi", "203.0.113.9", email=f"n{number}@nowhere.example") for number in range(21)]

    assert [one.status_code for one in asked[19:]] == [200, 429]
    assert 0 < int(asked[20].headers["retry-after"]) <= 180


def test_her_page_shows_what_is_known(ask: Ask, page: str) -> None:
    """Her whole address, her name, where it comes from; and everything as a file."""
    shown = ask("GET", page)
    known = json.loads(ask("GET", f"{page}/donnees.json").text)

    assert [word in shown.text for word in (cast.ZOE, "Œuvrard", "Origine")] == [True] * 3
    assert shown.headers["cache-control"] == "no-store"
    assert known["address"] == cast.ZOE
    assert {"contacts", "consents", "letters", "history"} <= set(known)


def test_the_link_ends_after_half_an_hour(ask: Ask, opened: Installation, page: str, clock: MovableClock) -> None:
    """For looking and for acting, with a word on how to get another."""
    clock.move(timedelta(minutes=own_page.MINUTES, seconds=1))
    answers = [ask("GET", page), ask("POST", f"{page}/effacer", data={"confirmed": "oui"})]

    assert [one.status_code for one in answers] == [410, 410]
    assert 'href="/l/moi"' in answers[0].text
    assert zoe(opened).email == cast.ZOE


def test_no_token_of_a_letter_leads_here(ask: Ask, opened: Installation, list_id: int) -> None:
    """Whatever a forwarded letter holds: nothing of hers is shown, nothing can be changed."""
    key = zoes_key(opened)
    held = [
        tokens.mint_leave(opened.keyring, list_id, 7, key),
        tokens.mint_measure(opened.keyring, 7),
        tokens.mint_link(opened.keyring, tokens.Link(1, 1, 1)),
        tokens.mint_act(opened.keyring, tokens.Act(tokens.Leave(list_id, 7, key), opened.clock.epoch())),
        tokens.mint_keep(opened.keyring, key, 733_000),
    ]
    paths = [f"/l/moi/{token}{act}" for token in held for act in ("", "/donnees.json")]
    posts = [f"/l/moi/{token}/{act}" for token in held for act in ("mesures", "quitter", "effacer")]

    assert {ask("GET", path).status_code for path in paths} == {404}
    assert {ask("POST", path, data={"confirmed": "oui"}).status_code for path in posts} == {404}


def test_she_corrects_what_is_known(ask: Ask, opened: Installation, page: str) -> None:
    """What she empties goes; her address stays."""
    number = zoe(opened).id
    given = {"contact": number, "first_name": "Zoë", "last_name": "", "function": "Directrice des ressources humaines"}
    answer = ask("POST", f"{page}/corriger", data=given)
    found = zoe(opened)

    assert "Vos données sont corrigées." in answer.text
    assert (found.first_name, found.last_name, found.role) == ("Zoë", None, "human_resources")


def test_a_correction_that_cannot_be_is_said(ask: Ask, opened: Installation, page: str) -> None:
    """Nor can she correct another person's contact."""
    number = zoe(opened).id or 0
    refused = ask("POST", f"{page}/corriger", data={"contact": number, "first_name": "x" * 300})
    others = ask("POST", f"{page}/corriger", data={"contact": number + 1, "first_name": "Eve"})

    assert (refused.status_code, others.status_code) == (422, 422)
    assert "Prénom\u00a0: plus de 200 signes." in refused.text
    assert zoe(opened).first_name == "Zoé"


@pytest.mark.parametrize(
    ("action", "given", "said"),
    [
        ("corriger", {"contact": 1, "phone": "9" * 201}, "Téléphone\u00a0: plus de 200 signes."),
        ("corriger", {"contact": 99, "phone": "1"}, "Contact\u00a0: cette personne n’a pas de contact de ce numéro."),
        ("corriger", {"contact": 1}, "Indiquez au moins une correction."),
        ("region", {"departement": "ZZ"}, "Département\u00a0: choisissez-le dans la liste."),
    ],
)
def test_a_refusal_names_what_the_page_names(
    ask: Ask, page: str, action: str, given: dict[str, object], said: str
) -> None:
    """A reader knows no option of a command line, and no key of ours."""
    answer = ask("POST", f"{page}/{action}", data=given)

    assert answer.status_code == 422
    assert said in answer.text
    assert "--" not in answer.text.partition('role="alert"')[2].partition("</p>")[0]


def test_she_agrees_in_the_very_words_that_she_read(ask: Ask, opened: Installation, page: str) -> None:
    """Each measure apart; what she unticks is withdrawn at once."""
    with opened.database.transaction() as session:
        cast.publish(session)
    shown = ask("GET", page).text
    ask("POST", f"{page}/mesures", data={"agreed": ["clicks"]})
    with opened.database.reading() as session:
        said = consents.of(session, zoes_key(opened))
        agreed = [one for one in Purpose if consents.holds(session, zoes_key(opened), one, 1)]
    ask("POST", f"{page}/mesures", data={})

    assert agreed == [Purpose.CLICKS]
    assert (said[0].wording or "?") in shown.replace("&#39;", "'")
    assert said[0].proof.startswith("lien envoyé à l’adresse le ")
    with opened.database.reading() as session:
        assert [one.act for one in consents.of(session, zoes_key(opened))] == ["given", "withdrawn"]


def test_choosing_the_same_again_says_nothing_new(ask: Ask, opened: Installation, page: str) -> None:
    """The ledger of consents holds acts, not clicks on a button."""
    for _time in range(2):
        ask("POST", f"{page}/mesures", data={"agreed": ["clicks", "opens"]})

    with opened.database.reading() as session:
        assert len(consents.of(session, zoes_key(opened))) == 2


def test_she_leaves_from_here_too(ask: Ask, opened: Installation, page: str) -> None:
    """And the page says so."""
    assert "Vous recevez" in ask("GET", page).text
    answer = ask("POST", f"{page}/quitter")

    assert "Vous ne recevez pas" in answer.text
    with opened.database.reading() as session:
        assert suppressing.is_suppressed(session, zoes_key(opened), 1)


def test_erasing_asks_twice(ask: Ask, opened: Installation, page: str) -> None:
    """The first time it says what stays; the second time she is gone, and the link leads nowhere."""
    asked = ask("POST", f"{page}/effacer").text
    before = zoe(opened).email
    done = ask("POST", f"{page}/effacer", data={"confirmed": "oui"})
    with opened.database.reading() as session:
        left = session.exec(select(Contact)).all()

    assert "Ce qui reste" in asked
    assert before == cast.ZOE
    assert "Vos données sont effacées." in done.text
    assert left == []
    assert ask("GET", page).status_code == 410


def test_she_chooses_whose_regional_items_she_reads(ask: Ask, opened: Installation, page: str) -> None:
    """Another département than that of her organisation; the choice is shown, and can be taken back."""
    number = zoe(opened).id or 0

    def places() -> set[str | None]:
        with opened.database.reading() as session:
            return {place for _kind, place in affiliations.places(session, [number])[number]}

    before = places()
    shown = ask("POST", f"{page}/region", data={"departement": "974"}).text
    chosen = places()
    ask("POST", f"{page}/region", data={"departement": ""})

    assert '<option value="974" selected>974 – La Réunion</option>' in shown
    assert (chosen, places()) == ({"974"}, before)
    assert before != chosen


def test_a_departement_that_does_not_exist_is_refused(ask: Ask, opened: Installation, page: str) -> None:
    """Nothing is noted."""
    answer = ask("POST", f"{page}/region", data={"departement": "99"})

    assert answer.status_code == 422
    assert "choisissez-le dans la liste" in answer.text
    assert zoe(opened).reads_departement is None


def test_whoever_left_comes_back_by_their_own_act(ask: Ask, opened: Installation, page: str) -> None:
    """The link to this page came to their mailbox: that is the proof, and the words are kept."""
    ask("POST", f"{page}/quitter")
    shown = ask("GET", page).text
    assert "S’inscrire de nouveau" in shown
    assert "Je demande à recevoir" in shown
    back = ask("POST", f"{page}/revenir")
    with opened.database.reading() as session:
        key = zoes_key(opened)
        assert not suppressing.is_suppressed(session, key, 1)
        assert consents.holds(session, key, Purpose.NEWSLETTER, 1)

    assert back.status_code == 200
    assert "S’inscrire de nouveau" not in back.text


def test_no_button_lifts_an_objection(ask: Ask, opened: Installation, page: str) -> None:
    """An officer must hear them first."""
    objection_and_erasure.object_(opened, cast.ZOE, "test")
    assert "S’inscrire de nouveau" not in ask("GET", page).text
    answer = ask("POST", f"{page}/revenir")
    with opened.database.reading() as session:
        assert suppressing.is_suppressed(session, zoes_key(opened), 1)

    assert answer.status_code == 422
