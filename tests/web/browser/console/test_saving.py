"""Saving by itself (R1, R2, R5): within three seconds, never said before it is true, and nothing is overwritten."""

from __future__ import annotations

import re

import playwright.sync_api as playwright
from fastapi import Response
from fastapi.responses import JSONResponse
from playwright.sync_api import expect

from tests.web.browser.conftest import faults
from tests.web.browser.console.conftest import Server, saved

_FORM = """{{ editing.saved() }}
<form method="post" action="/articles/12" data-module="autosave" data-save="/articles/12">
<input type="hidden" name="version" value="3">
<div class="field"><label for="title">Titre</label><input id="title" name="title" value="Un titre"></div>
<label><input type="checkbox" name="for" value="a" checked>A</label>
<label><input type="checkbox" name="for" value="b">B</label>
{{ editing.editor("body", "Texte", document, "") }}<button name="do" value="ready">Marquer comme prêt</button></form>
{{ editing.saving_dialogs() }}"""
_BODY = '{"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Le mien."}]}]}'
_THEIRS = {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Le sien."}]}]}


def _open(tab: playwright.Page, server: Server) -> playwright.Locator:
    server.page("/article", _FORM, document=_BODY)
    tab.goto(f"{server.url}/article")
    tab.locator("form[data-started] .ProseMirror").wait_for()
    return tab.locator("[data-saved]")


def test_a_change_is_saved_by_itself_with_its_version(tab: playwright.Page, server: Server) -> None:
    """The next save knows the version that the last one made, and who leaves without a change is asked nothing."""
    server.will("/articles/12", saved(4), saved(5, "14 h 33"))
    said = _open(tab, server)
    tab.get_by_label("Titre").fill("Un autre titre")
    expect(said).to_have_text("Enregistré à 14 h 32", timeout=3000)
    tab.locator(".ProseMirror").click()
    tab.keyboard.press("End")
    tab.keyboard.type(" Plus")
    expect(said).to_have_text("Enregistré à 14 h 33", timeout=3000)
    first, second = server.to("/articles/12")
    assert (first["version"], first["title"], first["for"]) == ("3", "Un autre titre", ["a"])
    assert (second["version"], second["body"]["content"][0]["content"][0]["text"]) == ("4", "Le mien. Plus")
    tab.goto(f"{server.url}/article")


def test_a_failure_stays_and_is_tried_again(tab: playwright.Page, server: Server) -> None:
    """« Enregistré » would be a lie until the server said so; a field that is refused says why."""
    server.will(
        "/articles/12",
        Response(status_code=502),
        saved(4),
        JSONResponse({"errors": {"title": "Trop long."}}, 422),
    )
    said = _open(tab, server)
    tab.get_by_label("Titre").fill("Un autre titre")
    expect(said).to_have_text("Non enregistré : le serveur ne répond pas. Vos mots sont gardés ici.")
    expect(said).to_have_attribute("data-state", "failed")
    expect(said).to_have_text("Enregistré à 14 h 32", timeout=8000)
    tab.get_by_label("Titre").fill("x" * 400)
    expect(said).to_have_text("Non enregistré : Trop long.")
    expect(tab.locator(".field", has=tab.get_by_label("Titre")).locator(".error")).to_have_text("Trop long.")


def test_the_password_is_asked_over_the_page(tab: playwright.Page, server: Server) -> None:
    """A session that ends while somebody writes costs them a password, and no word."""
    server.will("/articles/12", Response(status_code=401), saved(4))
    server.will(
        "/connexion/de-nouveau", JSONResponse({"sentence": "Ce mot de passe n’est pas le bon."}, 401), JSONResponse({})
    )
    said = _open(tab, server)
    tab.get_by_label("Titre").fill("Un autre titre")
    box = tab.get_by_role("dialog", name="Votre session est finie")
    expect(box).to_be_visible()
    assert faults(tab) == []
    box.get_by_label("Adresse électronique").fill("claire@exemple.example")
    box.get_by_label("Mot de passe").fill("faux mot de passe")
    box.get_by_role("button", name="Se connecter et enregistrer").click()
    expect(box.get_by_role("alert")).to_have_text("Ce mot de passe n’est pas le bon.")
    box.get_by_label("Mot de passe").fill("le bon mot de passe")
    tab.keyboard.press("Enter")
    expect(said).to_have_text("Enregistré à 14 h 32")
    assert server.to("/connexion/de-nouveau")[1]["password"] == "le bon mot de passe"
    assert server.to("/articles/12")[1]["title"] == "Un autre titre"
    assert "password" not in server.to("/articles/12")[1]


def test_two_texts_stand_side_by_side(tab: playwright.Page, server: Server) -> None:
    """Somebody saved first: both are shown, and what is kept is chosen."""
    theirs = {"version": 4, "title": "Son titre", "for": ["a"], "body": _THEIRS}
    conflict = JSONResponse({"theirs": theirs, "who": "Marie Diallo", "at": "14 h 31"}, 409)
    server.will("/articles/12", conflict, saved(5), conflict, saved(6, "14 h 40"), conflict)
    said = _open(tab, server)
    tab.get_by_label("Titre").fill("Mon titre")
    box = tab.get_by_role("dialog", name="Quelqu’un a enregistré avant vous")
    rows = box.locator("tbody tr")
    expect(rows).to_have_text([re.compile("Titre.*Mon titre.*Son titre"), re.compile("Texte.*Le mien.*Le sien")])
    assert faults(tab) == []
    box.get_by_role("button", name="Garder les deux").click()
    expect(said).to_have_text("Enregistré à 14 h 32")
    expect(tab.locator(".ProseMirror p")).to_have_text(["Le sien.", "Le mien."])
    sent = server.to("/articles/12")[1]
    assert (sent["version"], sent["title"], len(sent["body"]["content"])) == ("4", "Mon titre", 2)
    tab.get_by_label("Titre").fill("Mon titre à moi")
    box.get_by_role("button", name="Prendre le sien").click()
    expect(said).to_have_text("Enregistré à 14 h 40")
    assert tab.get_by_label("Titre").input_value() == "Son titre"
    assert tab.locator(".ProseMirror").inner_text().strip() == "Le sien."


def test_a_button_sends_what_was_typed_before_it(tab: playwright.Page, server: Server) -> None:
    """The form that is sent has the version of the save just before."""
    server.will("/articles/12", saved(4), Response("Fait.", media_type="text/html"))
    _open(tab, server)
    tab.get_by_label("Titre").fill("Un autre titre")
    tab.get_by_role("button", name="Marquer comme prêt").click()
    expect(tab.locator("body")).to_have_text("Fait.")
    _saved, sent = server.to("/articles/12")
    assert "version=4" in sent
    assert "do=ready" in sent
