"""The editor: what is typed stays, what is chosen is kept, and what it writes is what Python reads."""

from __future__ import annotations

import json
from pathlib import Path

import playwright.sync_api as playwright
from playwright.sync_api import expect

from campaigns.editorial import frontmatter
from cli import demo
from templates import merge_fields
from templates.rich_text import markdown_reading, markdown_writing, nodes, prosemirror
from tests.web.browser.conftest import NARROW, faults, overflow
from tests.web.browser.console.conftest import Server
from tests.web.browser.console.writing import held, raw, write

_SIGNS = ("+ 12 %", "2009. Une année", "# 1", "- tiret", "**gras**", "1. a", "> citation", "(c) -> x", "| a | b |")
_TABLE = "| Année | Reçues | Prises |\n|---|--:|:-:|\n| 2008 | 42 | 6 |\n| 2009 | 56 | 11 |"
#: Everything that a body may hold, and what an import may leave empty.
_WHOLE = {
    "type": "doc",
    "content": [
        {"type": "heading", "attrs": {"level": 3}, "content": [{"type": "text", "text": "Un titre"}]},
        {"type": "paragraph"},
        {"type": "image", "attrs": {"src": "a" * 64 + ".png", "alt": None}},
        {"type": "image", "attrs": {"src": "b" * 64 + ".png", "alt": ""}},
        {"type": "orderedList", "attrs": {"start": 3}, "content": [{"type": "listItem", "content": [
            {"type": "paragraph", "content": [
                {"type": "text", "text": "Un "},
                {"type": "text", "text": "lien", "marks": [
                    {"type": "bold"}, {"type": "italic"}, {"type": "link", "attrs": {"href": "tel:+33102030405"}}]},
                {"type": "hardBreak"},
                {"type": "mergeField", "attrs": {"field": "prenom", "fallback": None}},
                {"type": "mergeField", "attrs": {"field": "nom", "fallback": "Vous"}, "marks": [{"type": "bold"}]},
            ]},
            {"type": "bulletList", "content": [{"type": "listItem", "content": [{"type": "paragraph"}]}]},
        ]}]},
        {"type": "blockquote", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Dit."}]}]},
        {"type": "table", "content": [
            {"type": "tableRow", "content": [
                {"type": "tableHeader", "attrs": {"colspan": 2, "rowspan": 1}, "content": [{"type": "paragraph"}]}]},
            {"type": "tableRow", "content": [
                {"type": "tableCell", "attrs": {"colspan": 1, "rowspan": 1, "align": "right"},
                 "content": [{"type": "paragraph"}]},
                {"type": "tableCell", "attrs": {"colspan": 1, "rowspan": 1}, "content": [{"type": "paragraph"}]}]},
        ]},
    ],
}  # fmt: skip


def _spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_what_is_typed_stays_as_it_is_typed(tab: playwright.Page, server: Server) -> None:
    """« + 12 % » is a figure, not a list."""
    paper = write(tab, server)
    paper.focus()
    for sign in _SIGNS:
        tab.keyboard.type(sign)
        tab.keyboard.press("Enter")
    blocks = held(tab).blocks
    assert {type(block) for block in blocks} == {nodes.Paragraph}
    assert paper.locator("p").all_inner_texts()[: len(_SIGNS)] == list(_SIGNS)


def test_the_document_is_that_of_python(tab: playwright.Page, server: Server) -> None:
    """Every body of the demonstration, and one with everything, comes back as it went in."""
    files = sorted((Path(demo.__file__).parent / "items").glob("*.md"))
    texts = [frontmatter.parse(file.read_bytes(), file.name).markdown for file in files]
    bodies = [prosemirror.dump(markdown_reading.from_markdown(text)) for text in [*texts, _TABLE]]
    write(tab, server)
    for body in [*bodies, _WHOLE]:
        tab.locator("input[name=body]").evaluate(
            """(field, value) => {
                field.value = value;
                field.dispatchEvent(new CustomEvent("relais:set", {bubbles: true}));
            }""",
            json.dumps(body),
        )
        assert _filled(prosemirror.dump(held(tab))) == _filled(prosemirror.dump(prosemirror.parse(body)))


def _filled(body: object) -> object:
    """Return a body without the empty paragraphs in which a person writes on."""
    if isinstance(body, list):
        return [_filled(one) for one in body]
    if not isinstance(body, dict):
        return body
    inside = {key: _filled(value) for key, value in body.items()}
    if inside.get("content") in ([{"type": "paragraph", "content": []}], [{"type": "paragraph"}]):
        inside["content"] = []
    return inside


def test_the_buttons_format_and_the_keyboard_reaches_them(tab: playwright.Page, server: Server) -> None:
    """The toolbar is one stop of the tab key; what cannot be done stays reachable and says so."""
    paper = write(tab, server)
    bar = tab.get_by_role("toolbar", name="Mise en forme")
    paper.focus()
    tab.keyboard.press("Shift+Tab")
    expect(bar.get_by_role("button", name="Gras")).to_be_focused()
    tab.keyboard.press("End")
    expect(bar.get_by_role("button", name="Rétablir")).to_be_focused()
    expect(bar.get_by_role("button", name="Rétablir")).to_have_attribute("aria-disabled", "true")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")
    expect(paper).to_be_focused()
    tab.keyboard.type("Bonjour")
    tab.keyboard.press("Enter")
    bar.get_by_role("button", name="Liste numérotée").click()
    tab.keyboard.type("Un")
    tab.keyboard.press("Enter")
    tab.keyboard.type("Dedans")
    bar.get_by_role("button", name="Plus à droite").click()
    bar.get_by_role("button", name="Liste à puces").click()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Control+b")
    tab.keyboard.type("Fin")
    tab.keyboard.press("Shift+Enter")
    tab.keyboard.press("Control+b")
    tab.keyboard.type("suite")
    written = markdown_writing.to_markdown(held(tab))
    assert written.startswith("## Bonjour\n\n1. Un\n\n   - Dedans\n\n**Fin**"), written
    assert "suite" in written
    expect(bar.get_by_role("button", name="Gras")).to_have_attribute("aria-pressed", "false")
    for _press in range(3):
        tab.keyboard.press("Control+z")
    assert "suite" not in json.dumps(raw(tab))
    assert faults(tab) == []


def test_a_link_and_a_field_are_chosen_in_dialogs(tab: playwright.Page, server: Server) -> None:
    """No address that a letter may not hold, and no field without what is read otherwise."""
    paper = write(tab, server)
    paper.focus()
    tab.keyboard.press("Control+k")
    box = tab.get_by_role("dialog", name="Lien")
    box.get_by_label("Adresse").fill("javascript:alert(1)")
    box.get_by_label("Mots du lien").fill("la page")
    box.get_by_role("button", name="Mettre le lien").click()
    expect(box).to_be_visible()
    assert "https://" in box.get_by_label("Adresse").evaluate("field => field.validationMessage")
    box.get_by_label("Adresse").fill("exemple.example/page")
    tab.keyboard.press("Enter")
    expect(box).to_be_hidden()
    expect(paper).to_be_focused()
    tab.keyboard.type(" et ")
    tab.get_by_role("button", name="Champ").click()
    box = tab.get_by_role("dialog", name="Champ")
    keys = box.get_by_label("Ce qui est écrit").locator("option").evaluate_all("all => all.map(one => one.value)")
    assert set(keys) == merge_fields.FIELDS
    box.get_by_label("Sinon").fill("Madame, Monsieur")
    box.get_by_role("button", name="Insérer le champ").click()
    expect(box).to_be_hidden()
    assert paper.locator(".merge-field").inner_text() == "Prénom, sinon « Madame, Monsieur »"
    written = markdown_writing.to_markdown(held(tab))
    assert written.strip() == "[la page](https://exemple.example/page) et {{ prenom | Madame, Monsieur }}"
    paper.locator("a").click()
    tab.keyboard.press("Control+k")
    box = tab.get_by_role("dialog", name="Lien")
    assert box.get_by_label("Adresse").input_value() == "https://exemple.example/page"
    assert faults(tab) == []
    box.get_by_role("button", name="Enlever le lien").click()
    assert "exemple.example" not in json.dumps(raw(tab))


def test_a_picture_comes_from_the_library_with_its_words(tab: playwright.Page, server: Server) -> None:
    """The dialog lists what the page of the pictures lists."""
    name = "c" * 64 + ".png"
    server.page(
        "/images", f'<ul><li data-pick data-src="{name}" data-alt="Un marché" data-label="marche.png"></li></ul>'
    )
    paper = write(tab, server)
    paper.focus()
    tab.get_by_role("button", name="Image").click()
    box = tab.get_by_role("dialog", name="Insérer une image")
    expect(box.get_by_role("status")).to_have_text("1 proposition.")
    box.get_by_role("button", name="Insérer l’image").click()
    expect(box).to_be_visible()
    box.get_by_role("button", name="marche.png").click()
    assert box.get_by_label("Ce que montre l’image").input_value() == "Un marché"
    assert faults(tab) == []
    box.get_by_role("button", name="Insérer l’image").click()
    expect(box).to_be_hidden()
    assert nodes.Image(name, "Un marché") in held(tab).blocks


def test_a_table_grows_and_shrinks(tab: playwright.Page, server: Server) -> None:
    """The tab key goes from cell to cell, and leaves the table after its last one."""
    paper = write(tab, server)
    paper.focus()
    tab.get_by_role("button", name="Tableau", exact=True).click()
    tab.keyboard.type("Année")
    tab.keyboard.press("Tab")
    tab.keyboard.type("Embauches")
    tab.get_by_role("button", name="À droite", exact=True).click()
    assert faults(tab) == []
    tab.get_by_role("button", name="Ajouter une ligne").click()
    tab.get_by_role("button", name="Ajouter une colonne").click()
    tab.get_by_role("button", name="Supprimer la colonne").click()
    (table,) = [block for block in held(tab).blocks if isinstance(block, nodes.Table)]
    assert [len(row) for row in table.rows] == [2, 2, 2]


def test_a_telephone_shows_the_whole_editor(tab: playwright.Page, server: Server) -> None:
    """Nothing stands beside the window at 320 pixels."""
    tab.set_viewport_size({"width": NARROW, "height": 700})
    write(tab, server, json.dumps(prosemirror.dump(markdown_reading.from_markdown(_TABLE))))
    assert overflow(tab) == 0
    assert faults(tab) == []


def test_a_telephone_folds_the_gestures_of_a_table(tab: playwright.Page, server: Server) -> None:
    """Behind one button that the arrows reach; they take no room from the text until somebody asks for them."""
    tab.set_viewport_size({"width": NARROW, "height": 700})
    write(tab, server).focus()
    tab.locator("[data-command=table]").click()
    fold, row = tab.get_by_role("button", name="Gestes du tableau"), tab.locator("[data-command=row-add]")

    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(row).to_be_hidden()
    fold.click()
    expect(row).to_be_visible()
    fold.focus()
    fold.press("ArrowRight")
    expect(row).to_be_focused()


def test_without_scripts_the_text_is_markdown(plain: playwright.Page, server: Server) -> None:
    """The page says so, and the form sends it."""
    server.page("/", '<form>{{ editing.editor("body", "Texte", "{}", "**Mon** texte") }}<button>Aller</button></form>')
    plain.goto(server.url)
    expect(plain.get_by_text("Sans les scripts du navigateur")).to_be_visible()
    assert plain.get_by_label("Texte").input_value() == "**Mon** texte"
    expect(plain.get_by_role("toolbar")).to_be_hidden()
