"""Composing in the console: every gesture without a script, and the page says what happened."""

from __future__ import annotations

from accounts.roles import Role
from campaigns.editorial import commenting, item_corrections, outlines, taking_over
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer


def order(opened: Installation, issue: int) -> list[int]:
    """Return the articles of an issue in order."""
    return [one.id for _section, held in outlines.show(opened, issue).sections for one in held]


def test_an_issue_is_begun_with_its_own_subject_and_date(staged: Installation, marie: Officer) -> None:
    """The last ones stand beside as a model; what is taken over is marked until she says that it is right."""
    asked = marie.get("/numeros/nouveau").text
    refused = marie.post("/numeros/nouveau", {"keep": "1"})
    begun = marie.post("/numeros/nouveau", {"subject": "Recruter autrement", "dated": "2009-10-06", "keep": "1"})
    page = marie.follow(begun).text
    (copy,) = order(staged, 2)
    kept = marie.follow(marie.post(f"/numeros/2/articles/{copy}/garder"))

    assert "La dernière fois" in asked
    assert "recruter sans CV" in asked
    assert (refused.status_code, "Ce champ est à remplir." in refused.text) == (422, True)
    assert "Le numéro 5 est commencé." in page
    assert "repris du n°\u00a04" in page
    assert "repris du n°\u00a04" not in kept.text


def test_articles_move_without_a_mouse(staged: Installation, marie: Officer) -> None:
    """Up, to another section, out, and in again."""
    marie.post("/numeros/nouveau", {"subject": "Cinq", "dated": "2009-10-06", "keep": "1"})
    (copy,) = order(staged, 2)
    marie.post(f"/numeros/2/articles/{copy}/retirer")
    added = marie.follow(marie.post("/numeros/1/articles", {"section": "actions", "items": str(copy)}))
    marie.post(f"/numeros/1/articles/{copy}/monter")
    after_rise = order(staged, 1)
    marie.post("/numeros/1/ordre", {"item": str(copy), "section": "tool"})

    assert "1 article est placé." in added.text
    assert after_rise == [copy, 1]
    assert [section.value for section, _held in outlines.show(staged, 1).sections] == ["actions", "tool"]


def test_a_remark_is_said_and_settled(staged: Installation, marie: Officer) -> None:
    """What a colleague types is text, on every page."""
    said = marie.follow(
        marie.post("/numeros/1/remarques", {"text": "<script>alert(1)</script> Trop long", "item": "1"})
    )
    marie.post("/numeros/1/remarques/1/regler")

    assert "&lt;script&gt;" in said.text
    assert "<script>alert" not in said.text
    assert commenting.listed(staged, 1)[0].resolved_by == "Marie Exemple"


def test_an_issue_goes_to_the_bin_and_comes_back(staged: Installation, marie: Officer) -> None:
    """Nobody is asked whether she is sure."""
    binned = marie.follow(marie.post("/numeros/1/corbeille"))
    listed = marie.get("/numeros/corbeille")
    back = marie.follow(marie.post("/numeros/1/retablir"))

    assert "est à la corbeille pour trente jours" in binned.text
    assert "Rétablir" in listed.text
    assert "est rétabli." in back.text
    assert outlines.show(staged, 1).number == 4


def test_who_only_reads_sees_the_buttons_and_whom_to_ask(staged: Installation, marie: Officer) -> None:
    """A right that is missing hides nothing (R20), and what she may not do is refused."""
    reader = Officer(staged, Role.READ, name="Paul Lecteur")
    page = reader.get("/numeros").text
    refused = reader.post("/numeros/1/articles/1/retirer")

    assert "Commencer le numéro" in page
    assert "Marie Exemple" in page
    assert refused.status_code == 403
    assert order(staged, 1) == [1]
    assert taking_over.upcoming(staged).number == 5


def test_two_who_compose_hear_of_each_other(staged: Installation, marie: Officer) -> None:
    """Nobody has to write a mail to say so."""
    karim = Officer(staged, Role.WRITE, name="Karim Exemple")
    alone = marie.ask("POST", "/numeros/1/presence", json={}).json()
    heard = karim.ask("POST", "/numeros/1/presence", json={}).json()

    assert alone == {"sentence": ""}
    assert heard["sentence"].startswith("Marie Exemple compose aussi ce numéro")


def test_a_message_outside_the_series_is_begun(staged: Installation, marie: Officer) -> None:
    """An invitation has no number and the template of an invitation."""
    asked = marie.get("/nouveau-message")
    begun = marie.post(
        "/nouveau-message", {"kind": "invitation", "subject": "Venez le 6 octobre", "dated": "2009-09-20"}
    )
    made = outlines.show(staged, 2)

    assert asked.status_code == 200
    assert begun.status_code == 303
    assert (made.number, made.template, made.subject) == (None, "invitation", "Venez le 6 octobre")


def test_each_letter_has_its_own_editors(staged: Installation, marie: Officer) -> None:
    """Who writes one of two letters begins its issues, and neither sees nor touches those of the other."""
    cast.second(staged)
    karim = Officer(staged, Role.WRITE, name="Karim Exemple", publication_id=2)
    begun = karim.follow(karim.post("/numeros/nouveau", {"subject": "Un", "dated": "2009-10-06"}))
    chips = marie.get("/numeros/nouveau").text

    assert "Le numéro 1 est commencé." in begun.text
    assert outlines.listed(staged, publication=cast.SECOND)[0].number == 1
    assert karim.get("/numeros/1").status_code == 403
    assert karim.post("/numeros/1/articles/1/retirer").status_code == 403
    assert karim.post("/numeros/1/essai/moi").status_code == 403
    assert "La Lettre n°\u00a04" not in karim.get("/numeros").text
    assert "La Lettre n°\u00a04" in marie.get("/numeros").text
    assert cast.SECOND in chips
    assert order(staged, 1) == [1]


def test_lines_save_by_themselves_and_overwrite_nobody(staged: Installation, marie: Officer) -> None:
    """As JSON while one types, as a form without a script; an older page is shown both texts (R5)."""
    saved = marie.ask("POST", "/numeros/1", json={"version": "1", "subject": "Recruter", "dated": ""})
    late = {"version": "1", "title": "La Lettre", "subject": "Le mien", "preheader": "", "dated": "2009-10-06"}
    refused = marie.ask("POST", "/numeros/1", json=late)
    shown = marie.post("/numeros/1", late)
    kept = marie.follow(marie.post("/numeros/1", late | {"version": "2"}))

    assert (saved.status_code, saved.json()["version"], list(saved.json()["errors"])) == (422, 2, ["dated"])
    assert "Recruter" in saved.json()["fragments"]["boite"]
    assert refused.status_code == 409
    assert (refused.json()["theirs"]["subject"], refused.json()["who"]) == ("Recruter", "Marie Exemple")
    assert (shown.status_code, "Le mien" in shown.text, ">Recruter<" in shown.text) == (409, True, True)
    assert outlines.show(staged, 1).subject == "Le mien"
    assert "Enregistré." in kept.text


def test_sections_move_among_those_that_are_shown(staged: Installation, marie: Officer) -> None:
    """Sections that hold nothing, and wait for nothing, are passed over."""
    marie.post("/numeros/nouveau", {"subject": "Cinq", "dated": "2009-10-06", "keep": "1"})
    (copy,) = order(staged, 2)
    marie.post(f"/numeros/2/articles/{copy}/retirer")
    marie.post("/numeros/1/articles", {"section": "agenda", "items": str(copy)})
    up = marie.follow(marie.post("/numeros/1/rubriques/agenda/monter"))
    first = order(staged, 1)
    marie.post("/numeros/1/rubriques", {"item": "agenda", "place": "1"})

    assert "La rubrique est montée." in up.text
    assert (first, order(staged, 1)) == ([copy, 1], [1, copy])
    assert marie.post("/numeros/1/rubriques/horoscope/monter").status_code == 422


def test_findings_stand_beside_their_article_and_lead_to_its_field(staged: Installation, marie: Officer) -> None:
    """And beside the lines; what blocks is counted apart."""
    item_corrections.amend(staged, 1, {"intro": "Un mot [à compléter] pour {{ prenom }}."}, "test")
    marie.ask("POST", "/numeros/1", json={"version": "1", "subject": "LA LETTRE DE JUIN EST LÀ"})
    page = marie.get("/numeros/1").text
    checks = marie.get("/numeros/1/controles").text

    assert "1 point bloquant" in page
    assert "1 point à regarder" in page
    assert '<a href="/articles/1#body">Corriger' in page
    assert '<a href="#subject">Corriger' in page
    assert 'href="/articles/1#body"' in checks
    assert 'href="/numeros/1#subject"' in checks


def test_the_list_says_how_many_would_receive_an_issue(staged: Installation, marie: Officer) -> None:
    """Before it is launched, as of today; a reader who comes is counted at once."""
    before = marie.get("/numeros").text
    with staged.database.transaction() as session:
        cast.people(session, staged, ("anne@ombelle.example",))
    after = marie.get("/numeros").text

    assert '4 <p class="meta">à ce jour</p>' in before
    assert '5 <p class="meta">à ce jour</p>' in after
