"""What the tests of the editor share: a page to write on, what it holds, and a clipboard that is pasted."""

from __future__ import annotations

import json
from typing import Any

import playwright.sync_api as playwright

from templates.rich_text import nodes, prosemirror
from tests.web.browser.console.conftest import Server

EMPTY = '{"type": "doc", "content": []}'
_WRITE = """<form method="post" action="/envoi">{{ editing.editor("body", "Texte", document, "Texte") }}
<button>Enregistrer</button></form>"""
_PASTE = """([html, text]) => {
    const data = new DataTransfer();
    if (html) data.setData("text/html", html);
    data.setData("text/plain", text);
    const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
    document.querySelector(".ProseMirror").dispatchEvent(event);
}"""


def write(tab: playwright.Page, server: Server, document: str = EMPTY) -> playwright.Locator:
    """Open a page with the editor; returns where one writes, ready."""
    server.page("/", _WRITE, document=document)
    tab.goto(server.url)
    paper = tab.locator(".ProseMirror")
    paper.wait_for()
    return paper


def raw(tab: playwright.Page) -> dict[str, Any]:
    """Return the JSON that would be saved."""
    held: dict[str, Any] = json.loads(tab.locator("input[name=body]").input_value())
    return held


def held(tab: playwright.Page) -> nodes.Document:
    """Return what Python reads of it."""
    return prosemirror.parse(raw(tab))


def paste(tab: playwright.Page, html: str, text: str = "") -> None:
    """Paste what another program put on the clipboard."""
    tab.evaluate(_PASTE, [html, text])
