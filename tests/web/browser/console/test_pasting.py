"""What is pasted from other programs (R3): lists stay lists, nothing leads to a disk, what is lost is said."""

from __future__ import annotations

import playwright.sync_api as playwright
import pytest
from playwright.sync_api import expect

from templates.rich_text import markdown_reading, markdown_writing
from tests.web.browser.console import clipboards
from tests.web.browser.console.conftest import Server
from tests.web.browser.console.writing import held, paste, write


@pytest.mark.parametrize(
    ("html", "markdown", "said"),
    [
        pytest.param(
            clipboards.WORD, clipboards.WORD_MARKDOWN,
            "Collé. 1 image n’a pas suivi : déposez le fichier dans « Images » ; 1 commentaire n’a pas suivi.",
            id="Word",
        ),
        pytest.param(
            clipboards.LIBREOFFICE, clipboards.LIBREOFFICE_MARKDOWN,
            "Collé. 1 image n’a pas suivi : déposez le fichier dans « Images ».", id="LibreOffice",
        ),
        pytest.param(
            clipboards.GOOGLE, clipboards.GOOGLE_MARKDOWN,
            "Collé. 2 images n’ont pas suivi : déposez les fichiers dans « Images ».", id="Google Docs",
        ),
        pytest.param(clipboards.OUTLOOK, clipboards.OUTLOOK_MARKDOWN, "", id="Outlook"),
    ],
)  # fmt: skip
def test_a_clipboard_becomes_a_body(tab: playwright.Page, server: Server, html: str, markdown: str, said: str) -> None:
    """Without one report of the policy: the fixture sees to it."""
    write(tab, server).focus()
    paste(tab, html)
    assert (
        markdown_writing.to_markdown(held(tab)).strip()
        == markdown_writing.to_markdown(markdown_reading.from_markdown(markdown)).strip()
    )
    expect(tab.locator("#status")).to_have_text(said)
    assert tab.title() == "Un essai"


def test_plain_text_is_paragraphs_and_its_own_copies_are_whole(tab: playwright.Page, server: Server) -> None:
    """Signs stay literal here too; what the editor copied comes back with its picture and its field."""
    paper = write(tab, server)
    paper.focus()
    paste(tab, "", "- un\n+ deux\n\n# trois")
    assert paper.locator("p").all_inner_texts() == ["- un", "+ deux", "# trois"]
    picture = '<img data-src="' + "d" * 64 + '.png" src="/l/i/x" alt="Un mur">'
    field = '<span data-field="prenom" data-fallback="Vous">prenom</span>'
    paste(tab, f'<p data-pm-slice="1 1 []">Cher {field}</p>{picture}')
    written = markdown_writing.to_markdown(held(tab))
    assert "{{ prenom | Vous }}" in written
    assert "![Un mur](" in written
