"""« À qui et quand », without a script."""

from __future__ import annotations

from accounts.roles import Role
from campaigns.acting import launching, segmenting
from campaigns.acting.preparing import plans
from campaigns.editorial import trial_groups
from lists.kinds import Policy
from runtime.files import File
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer

PAGE = "/numeros/1/envoi"
CHOSEN = {"when": "then", "day": "2009-09-17", "hour": "10:00", "revision": "0"}


def plain(text: str) -> str:
    """Return a text with ordinary spaces."""
    return text.replace("\u00a0", " ")


def test_the_page_proposes_the_next_good_moment_and_says_to_how_many(staged: Installation, claire: Officer) -> None:
    """In words, with its reason (R11); and who is left out, by reason and by name (R13)."""
    with staged.database.transaction() as session:
        cast.object_(session, staged, cast.LOIC)
    page = plain(claire.get(PAGE).text)

    assert "Mercredi 16 septembre 2009 à 10 h 00, heure de Paris, demain." in page
    assert "ni férié ni pont" in page
    assert "<strong>3</strong> destinataires" in page
    assert "1 n’en est pas" in page
    assert "Loic Œuvrard" in page


def test_what_is_chosen_is_kept_and_repeated(staged: Installation, claire: Officer) -> None:
    """« Voir » stays, the other button goes on; the plan is there after a reload, with who chose it."""
    segmenting.keep(staged, "Drôme", File("d.json", b'{"field": "organisation.departement", "is": "26"}'), "test")
    seen = claire.post(PAGE, CHOSEN | {"segment": "Drôme", "policy": "one", "day": "2009-08-15", "go": "voir"})
    seen = claire.post(
        PAGE, CHOSEN | {"segment": "Drôme", "policy": "one", "day": "2009-11-11", "hour": "20:00", "go": "voir",
                        "until_day": "2009-11-12", "until_hour": "12:00"},
    )  # fmt: skip
    page = plain(claire.follow(seen).text)
    on = claire.post(PAGE, CHOSEN | {"revision": "1", "go": "relire"})

    assert "Mercredi 11 novembre 2009 à 20 h 00, heure de Paris, dans 57 jours." in page
    assert "Ce mercredi est férié (11 novembre)" in page
    assert "les bureaux sont fermés" in page
    assert "Choisi par Claire Aubry" in page
    assert "<strong>1</strong> destinataire" in page
    assert on.headers["location"] == f"{PAGE}/relire"
    assert plans.kept(staged, 1).wish.segment == ""


def test_what_cannot_be_is_refused_beside_its_field(staged: Installation, claire: Officer) -> None:
    """A moment that is over or that no clock shows; nothing is kept."""
    past = claire.post(PAGE, CHOSEN | {"day": "2009-09-01", "go": "voir"})
    night = claire.post(PAGE, CHOSEN | {"day": "2010-03-28", "hour": "02:30", "go": "voir"})
    closed = claire.post(PAGE, CHOSEN | {"until_day": "2009-09-17", "until_hour": "09:00"})
    unknown = claire.post(PAGE, CHOSEN | {"segment": "Absent"})
    strange = claire.post(PAGE, CHOSEN | {"policy": "<b>", "day": "x" * 900, "revision": "-1"})

    assert [one.status_code for one in (past, night, closed, unknown, strange)] == [422] * 5
    assert "Ce moment est déjà passé." in past.text
    assert "n’existe pas à Paris" in night.text
    assert "n’aurait plus le temps de partir" in closed.text
    assert "ce segment n’existe plus" in unknown.text.lower()
    assert plans.kept(staged, 1).revision == 0


def test_the_proposal_is_one_press_away(staged: Installation, claire: Officer) -> None:
    """Whatever stood in the fields."""
    page = claire.follow(claire.post(PAGE, {"when": "now", "revision": "0", "go": "proposer"}))

    assert "Mercredi 16 septembre 2009" in plain(page.text)


def test_witnesses_are_typed_once(staged: Installation, claire: Officer) -> None:
    """They stay as a group; more than twenty are refused."""
    claire.post(PAGE, CHOSEN | {"to": "a@relais.example, b@relais.example", "group": "Équipe"})
    page = claire.get(PAGE).text
    many = " ".join(f"t{number}@relais.example" for number in range(21))
    refused = claire.post(PAGE, CHOSEN | {"to": many, "revision": "1"})

    assert plans.kept(staged, 1).wish.witnesses == ("Équipe",)
    assert "Équipe (a@relais.example, b@relais.example)" in page
    assert (refused.status_code, "20 adresses au plus" in refused.text) == (422, True)
    assert [one.name for one in trial_groups.listed(staged, 1)] == ["Équipe"]


def test_a_plan_that_a_colleague_changed_is_not_overwritten(staged: Installation, claire: Officer) -> None:
    """She reads it first."""
    plans.keep(staged, 1, plans.Wish(policy=Policy.ONE), 0, "test")
    page = claire.follow(claire.post(PAGE, CHOSEN | {"go": "relire"}))

    assert "a été modifié pendant que vous le lisiez" in page.text
    assert plans.kept(staged, 1).wish.policy is Policy.ONE


def test_words_and_number_follow_for_a_script(staged: Installation, claire: Officer) -> None:
    """Nothing is kept by that."""
    answer = claire.post(f"{PAGE}/mots", CHOSEN | {"policy": "one", "day": "2009-09-19"})

    assert (answer.status_code, "C’est un samedi" in plain(answer.text)) == (200, True)
    assert "<strong>1</strong> destinataire" in answer.text
    assert plans.kept(staged, 1).revision == 0


def test_who_only_reads_sees_it_all_and_whom_to_ask(staged: Installation, claire: Officer) -> None:
    """A right that is missing hides nothing (R20)."""
    reader = Officer(staged, Role.READ, name="Paul Lecteur")
    page = reader.get(PAGE).text

    assert "Demandez à" in page
    assert claire.post(PAGE, CHOSEN).status_code == 303
    assert reader.post(PAGE, CHOSEN).status_code == 403


def test_all_who_are_left_out_for_a_reason_have_their_pages(staged: Installation, claire: Officer) -> None:
    """Fifty at a time; a reason that nobody has says so."""
    with staged.database.transaction() as session:
        company = cast.organisation(session, "Grande maison")
        for number in range(60):
            email = f"p{number:02}@maison.example"
            cast.reader(session, staged, email, company, f"Prénom{number:02}")
            cast.object_(session, staged, email)
    first = claire.get(f"{PAGE}/absents?raison=objection").text
    second = claire.get(f"{PAGE}/absents?raison=objection&page=2").text
    nobody = claire.get(f"{PAGE}/absents?raison=%3Cscript%3E&page=9").text

    assert ("Prénom00" in first, "Prénom55" in first, "Prénom55" in second) == (True, False, True)
    assert "60 personnes" in first
    assert "Personne n’est laissé de côté pour cette raison." in nobody
    assert "<script>" not in nobody.replace('<script type="module"', "")


def test_a_departure_that_waits_says_what_changed_since_its_list_was_fixed(
    staged: Installation, claire: Officer
) -> None:
    """« liste arrêtée le… », +1, −1, and « Mettre à jour la liste » for whoever may send (R14)."""
    launching.launch(staged, launching.Order(1), "test")
    with staged.database.transaction() as session:
        cast.reader(session, staged, "ines@nouvelle.example", cast.organisation(session, "Nouvelle"), "Inès")
        cast.object_(session, staged, cast.LOIC)
    page = plain(claire.get(PAGE).text)
    refused = Officer(staged, Role.WRITE, name="Paul Rédacteur").post(f"{PAGE}/liste")
    done = plain(claire.follow(claire.post(f"{PAGE}/liste")).text)

    assert "liste arrêtée le mardi 15 septembre 2009 à 10 h 00." in page
    assert "Depuis : +1, −1." in page
    assert ("Inès Œuvrard" in page, "Loic Œuvrard" in page) == (True, True)
    assert refused.status_code == 403
    assert "La liste est à jour : 4 destinataires (+1, −1)." in done
    assert "Rien n’a changé depuis." in done
