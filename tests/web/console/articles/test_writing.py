"""An article is written in its form: saved as JSON while one types, or with the button, and never over somebody."""

from __future__ import annotations

import re
from typing import Any

import pytest

from accounts.roles import Role
from campaigns.editorial import item_writing
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer

#: What a scanner of other people's pages would type (OWASP).
XSS = "\"><script>alert(1)</script><img src=x onerror=alert(2)> javascript:alert(3) '`{{ 7*7 }}"


@pytest.fixture
def marie(opened: Installation) -> Officer:
    """An officer who writes for a letter."""
    with opened.database.transaction() as session:
        cast.publish(session)
    return Officer(opened, Role.WRITE)


def begun(officer: Officer) -> str:
    """Begin an article, and return its address."""
    answer = officer.post("/articles/nouveau", {"type": "event"})
    return str(answer.headers["location"])


def sent(officer: Officer, address: str, **said: Any) -> Any:
    """Save as the script does."""
    return officer.ask("POST", address, json=said)


def test_what_is_typed_is_saved_with_its_version(marie: Officer) -> None:
    """The answer says when, and what is still missing."""
    address = begun(marie)
    body = {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "+ 12 %"}]}]}
    answer = sent(
        marie, address, version="1", title="Forum", body=body, day="2009-10-08", hour="09:00", territory="Drôme"
    )
    page = marie.get(address).text

    assert (answer.status_code, answer.json()["version"], answer.json()["saved_at"]) == (200, 2, "10\u00a0h")
    assert "Il manque le lieu" in answer.json()["fragments"]["manque"]
    assert 'value="2009-10-08"' in page
    assert 'value="09:00"' in page
    assert 'value="Drôme"' in page
    assert "+ 12 %" in page


def test_what_cannot_be_used_is_said_at_its_field_and_the_rest_is_saved(marie: Officer) -> None:
    """By script and by form; the form keeps what was typed."""
    address = begun(marie)
    answer = sent(marie, address, version="1", title="Forum", link="htp:/x", territory="Atlantide")
    form = marie.post(
        address, {"version": "2", "title": "Forum d’été", "link": "htp:/y", "day": "", "end_day": "2009-10-08"}
    )

    assert (answer.status_code, set(answer.json()["errors"]), answer.json()["version"]) == (
        422,
        {"link", "territory"},
        2,
    )
    assert form.status_code == 422
    assert 'value="htp:/y"' in form.text
    assert 'id="error-end_day"' in form.text
    assert 'value="3"' in form.text


def test_somebody_else_s_text_is_shown_beside_and_never_overwritten(opened: Installation, marie: Officer) -> None:
    """R5: 409 with who, when and theirs; the form shows both."""
    address = begun(marie)
    sent(Officer(opened, Role.WRITE, name="Paul Modèle"), address, version="1", title="De Paul")
    answer = sent(marie, address, version="1", title="De Marie")
    form = marie.post(address, {"version": "1", "title": "De Marie", "body_markdown": "Oui"})

    assert answer.status_code == 409
    assert (answer.json()["who"], answer.json()["theirs"]["title"], answer.json()["theirs"]["version"]) == (
        "Paul Modèle", "De Paul", 2,
    )  # fmt: skip
    assert form.status_code == 409
    assert "De Paul" in form.text
    assert "De Marie" in form.text
    assert 'name="version" value="2"' in form.text


def test_without_a_session_a_script_is_told_so(opened: Installation, marie: Officer) -> None:
    """Nothing is saved, and the page can ask for the password."""
    address = begun(marie)
    assert sent(Officer(opened), address, version="1", title="x").status_code == 401


def test_who_only_reads_sees_the_button_and_whom_to_ask(opened: Installation, marie: Officer) -> None:
    """R20; the address refuses them too."""
    address = begun(marie)
    reader = Officer(opened, Role.READ, name="Rose Lecture")
    page = reader.get(address).text

    assert "Marquer comme prêt" in page
    assert "Marie Exemple" in page
    assert sent(reader, address, version="1", title="x").status_code == 403


def test_whoever_may_only_read_types_nowhere(opened: Installation, marie: Officer) -> None:
    """Every field is there and closed: no script would save, or tell that somebody writes."""
    page = Officer(opened, Role.READ, name="Rose Lecture").get(begun(marie)).text

    assert '<fieldset class="stack" disabled>' in page
    assert not re.search("data-module=.(autosave|presence|editor)", page)


def test_who_else_writes_here_is_said(opened: Installation, marie: Officer) -> None:
    """Not of oneself."""
    address = begun(marie)
    Officer(opened, Role.WRITE, name="Paul Modèle").ask("POST", f"{address}/presence", json={})
    answer = marie.ask("POST", f"{address}/presence", json={})

    assert answer.json()["sentence"] == "Paul Modèle vient d’ouvrir cet article."
    assert "Paul Modèle" in marie.get(address).text


def test_an_article_goes_through_its_states(opened: Installation, marie: Officer) -> None:
    """Marked with what was just typed; the bin and back; a draft again."""
    address = begun(marie)
    refused = marie.post(f"{address}/pret", {"version": "1", "title": "Forum"})
    ready = marie.post(f"{address}/pret", {"version": "2", "title": "Forum", "intro": "Venez."})
    listed = marie.get("/articles").text
    marie.post(f"{address}/brouillon")
    marie.post(f"{address}/corbeille")
    bin_ = marie.get("/articles/corbeille").text
    marie.post(f"{address}/retablir")

    assert (refused.status_code, ready.status_code) == (422, 303)
    assert "ni chapô ni texte" in refused.text
    assert "à compléter" in listed
    assert "Forum" in bin_
    assert marie.get(address).status_code == 200


def test_the_history_shows_words_and_goes_back(marie: Officer) -> None:
    """And the typography its changes, one by one."""
    address = begun(marie)
    sent(marie, address, version="1", title="Un bus !")
    history = marie.get(f"{address}/historique").text
    marie.post(f"{address}/historique/1")
    restored = marie.get(address).text
    sent(marie, address, version="3", title="Un bus !")
    typography = marie.get(f"{address}/typographie").text
    marie.post(f"{address}/typographie", {"change": "0"})

    assert "<ins>Un bus !</ins>" in history
    assert "Sans titre" in restored
    assert "<del> </del><ins>°</ins>" in typography
    assert "Rien à corriger." in marie.get(f"{address}/typographie").text


def test_what_is_typed_never_becomes_markup(opened: Installation, marie: Officer) -> None:
    """In every field, on every page that shows it."""
    address = begun(marie)
    page = marie.get(address).text
    names = set(re.findall(r'<(?:input|textarea)[^>]* name="([a-z_]+)"', page)) - {"version", "decorative"}
    body = {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": XSS}]}]}
    sent(marie, address, version="1", **dict.fromkeys(names - {"body_markdown"}, XSS), body=body)
    marie.post(address, {"version": "2", **dict.fromkeys(names, XSS)})
    shown = [address, f"{address}/apercu", f"{address}/historique", f"{address}/typographie", "/articles", "/images"]

    assert XSS in item_writing.sheet(opened, 1).said["title"]
    for place in (*shown, f"/articles?q={XSS}", f"/images?q={XSS}", f"/documents?q={XSS}"):
        found = marie.get(place)
        assert found.status_code == 200, place
        assert "<script>alert" not in found.text
        assert "<img src=x" not in found.text


def test_the_block_has_a_policy_of_its_own(marie: Officer) -> None:
    """No script, no form, no other site; what is typed shows before it is saved."""
    address = begun(marie)
    answer = marie.ask("POST", f"{address}/apercu", json={"version": "1", "title": "Pas enregistré"})

    assert "Pas enregistré" in answer.text
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert "Pas enregistré" not in marie.get(f"{address}/apercu").text
