"""The smaller behaviours: a part is replaced, a letter is morphed, things are dragged, dropped, cut and shown."""

from __future__ import annotations

import playwright.sync_api as playwright
from fastapi import Response
from fastapi.responses import HTMLResponse, JSONResponse
from playwright.sync_api import expect

from tests.web.browser.conftest import faults
from tests.web.browser.console.conftest import Server

_LIST = """<div id="plan"><p>Fin</p>
<ol id="a" data-module="reorder" data-address="/ordre" data-replace="plan" data-section="a">{items}</ol></div>"""
_ITEM = """<li data-item="{n}"><button type="button" data-handle hidden tabindex="-1" aria-hidden="true">⠿</button>
<form method="post" action="/monter/{n}" data-module="replace" data-replace="plan">
<button id="monter-{n}">Monter {n}</button></form></li>"""
_BLOCKS = "".join(
    f'<h3 id="p-item-{n}" style="margin:0;padding:60px">Article {n}</h3>'
    f'<p><a href="https://exemple.example/{n}">lien {n}</a></p>'
    for n in range(12)
)
_STYLE = "<style>h3 { color: rgb(1, 2, 3) }</style>"
_LETTER = f"<html lang=fr><head><title>L</title>{_STYLE}</head><body>{_BLOCKS}</body></html>"
_OWN = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"}


def _items(*order: int) -> str:
    return _LIST.format(items="".join(_ITEM.format(n=n) for n in order))


def test_a_part_is_replaced_and_the_focus_stays(tab: playwright.Page, server: Server) -> None:
    """By keyboard and by dragging: one request, one sentence, no new page."""
    server.page("/", _items(1, 2, 3))
    tab.goto(server.url)
    server.will("/monter/2", HTMLResponse(f'<p id="status">L’article est monté.</p>{_items(2, 1, 3)}'))
    tab.evaluate("window.same = true")
    tab.locator("form[data-started]").nth(2).wait_for()
    tab.get_by_role("button", name="Monter 2").press("Enter")
    expect(tab.locator("#status")).to_have_text("L’article est monté.")
    expect(tab.get_by_role("button", name="Monter 2")).to_be_focused()
    assert tab.locator("[data-item]").evaluate_all("all => all.map(one => one.dataset.item)") == ["2", "1", "3"]

    server.will("/ordre", HTMLResponse(_items(1, 3, 2)))
    grip = tab.locator("[data-item='2'] [data-handle]").bounding_box()
    last = tab.locator("[data-item='3']").bounding_box()
    assert grip
    assert last
    tab.mouse.move(grip["x"] + 5, grip["y"] + 5)
    tab.mouse.down()
    tab.mouse.move(last["x"] + 5, last["y"] + last["height"] - 2, steps=4)
    tab.mouse.up()
    expect(tab.locator("#status")).to_have_text("Déplacé à la place 3 sur 3.")
    assert server.to("/ordre") == ["item=2&section=a&place=2"]
    assert tab.evaluate("window.same")

    server.will("/monter/3", Response(status_code=500), HTMLResponse("Une erreur, dite par une page."))
    tab.get_by_role("button", name="Monter 3").click()
    expect(tab.locator("body")).to_have_text("Une erreur, dite par une page.")


def test_the_letter_follows_without_losing_its_place(tab: playwright.Page, server: Server) -> None:
    """Morphed with the frame's own parser: its styles hold, its place too, and the policy reports nothing."""
    server.will("/lettre", HTMLResponse(_LETTER, headers=_OWN))
    server.will("/apercu", HTMLResponse(_LETTER.replace("Article 7", "Article changé")))
    server.page(
        "/",
        '<form data-module="preview" data-preview="/apercu" data-frame="lettre">'
        '<label>Titre <input name="title"></label>'
        '<a href="#x" data-shows="p-item-7">Voir</a> <a id="va" href="#y" data-goes-to="p-item-7">Aller</a></form>'
        '<p data-leads hidden></p><iframe id="lettre" title="La lettre" data-module="letter" src="/lettre" '
        'sandbox="allow-same-origin" height="300"></iframe>',
    )
    tab.goto(server.url)
    tab.locator("iframe[data-started]").wait_for()
    tab.locator("form[data-started]").wait_for()
    letter = tab.frame_locator("#lettre")
    letter.locator("#p-item-6").scroll_into_view_if_needed()
    before = tab.evaluate("document.getElementById('lettre').contentWindow.scrollY")
    tab.get_by_label("Titre").fill("Un")
    expect(letter.get_by_text("Article changé")).to_be_attached()
    assert before == tab.evaluate("document.getElementById('lettre').contentWindow.scrollY") > 0
    assert letter.locator("#p-item-7").evaluate("one => getComputedStyle(one).color") == "rgb(1, 2, 3)"
    assert server.to("/apercu") == [{"title": "Un"}]
    letter.get_by_text("lien 6").click()
    expect(tab.locator("[data-leads]")).to_have_text("Ce lien mène à https://exemple.example/6")
    tab.get_by_text("Voir").click()
    expect(letter.locator("#p-item-7")).to_be_in_viewport()
    letter.locator("#p-item-7").click()
    expect(tab.locator("#va")).to_be_focused()


def test_files_are_dropped_and_passwords_shown(tab: playwright.Page, server: Server) -> None:
    """A file of another kind is refused in words; nothing opens in place of the page."""
    server.page(
        "/",
        '<form class="drop" data-module="drop">'
        '<label>Fichier <input type="file" name="file" accept=".docx"></label></form>'
        '<label for="p">Mot de passe</label><input id="p" type="password" data-module="reveal">'
        '<p data-module="presence" data-address="/presence" data-every="15"></p>'
        '<form method="get" action="/" data-module="filter" data-replace="liste">'
        '<label>Chercher <input name="q"></label>'
        '</form><ul id="liste" data-said="2 articles"><li>Un</li></ul>',
    )
    server.will("/presence", JSONResponse({"sentence": "Marie écrit ici depuis 2 minutes."}))
    tab.goto(server.url)
    expect(tab.get_by_text("Marie écrit ici")).to_be_visible()
    for name in ("drop", "filter"):
        tab.locator(f"form[data-started={name}]").wait_for()
    drop = """([name]) => {
        const data = new DataTransfer();
        data.items.add(new File(["x"], name));
        document.forms[0].dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        return document.forms[0].file.files.length;
    }"""
    assert tab.evaluate(drop, ["lettre.exe"]) == 0
    expect(tab.locator("#status")).to_contain_text("« lettre.exe » n’est pas un fichier")
    assert tab.evaluate(drop, ["Lettre.DOCX"]) == 1
    tab.get_by_label("Mot de passe").fill("secret")
    tab.get_by_role("button", name="Afficher").click()
    assert tab.get_by_label("Mot de passe").get_attribute("type") == "text"
    tab.get_by_label("Chercher").fill("un mot")
    expect(tab.locator("#status")).to_have_text("2 articles")
    assert tab.url.endswith("/?q=un+mot")
    assert faults(tab) == []


def test_a_picture_is_cut_by_keys_and_numbers(tab: playwright.Page, server: Server) -> None:
    """The fields are the truth; the frame stays within the picture and in its ratio."""
    fields = "".join(
        f'<label>{name} <input type="number" data-crop="{name}" value="{value}"></label>'
        for name, value in {"left": 0, "top": 0, "width": 1600, "height": 900, "focus_x": 800, "focus_y": 450}.items()
    )
    server.page(
        "/",
        f'<div data-module="crop" data-width="1600" data-height="900">'
        '<img src="/image" alt="Une rue" width="800" height="450">'
        f'{fields}<label>Format <select data-crop="ratio"><option value="">Libre<option>1:1</select></label></div>',
    )
    tab.goto(server.url)
    tab.locator("[data-started=crop]").wait_for()
    tab.get_by_label("Format").select_option("1:1")
    assert [tab.get_by_label(name).input_value() for name in ("left", "width", "height")] == ["0", "900", "900"]
    frame = tab.get_by_role("button", name="Cadre de 900 sur 900 pixels.")
    frame.press("ArrowRight")
    assert tab.get_by_label("left").input_value() == "32"
    tab.get_by_label("left").fill("5000")
    tab.get_by_label("left").blur()
    assert tab.get_by_label("left").input_value() == "700"
    assert frame.evaluate("one => one.style.left") == "43.75%"
    assert faults(tab) == []
