"""Words that would run if anybody took them for markup, in every field, seen on every page (OWASP, XSS): none runs.

One window walks the tables of routes of both applications, with a listener for dialogs, for what breaks a policy, and
for what a payload would load.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

import playwright.sync_api as playwright
import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from accounts.roles import Role
from runtime.installation import Installation
from tests.campaigns.post.archives import conftest as archived
from tests.campaigns.post.archives.conftest import publish
from tests.web.browser.console.conftest import _REPORTS
from tests.web.console.officers import Officer
from tests.web.console.test_roles import doors
from tests.web.test_routes import examples

__all__ = ["examples", "publish"]
#: Ends an attribute, a text, a script and a template, and asks for a picture that is not there.
HOSTILE = (
    """'"></title></textarea></script><img src=/xss onerror=alert(1)><svg/onload=alert(1)><script>alert(1)</script>"""
    """<a href="javascript:alert(1)">{{ 7*7 }}</a>"""
)
#: As much of it as a title may hold.
SHORT = HOSTILE[HOSTILE.index("<img") : HOSTILE.index("<svg")]
#: Columns that people type into: of these tables, all that are text but for words that only programs write.
TYPED = {
    "item": (
        "title", "kicker", "intro", "image_alt", "caption", "credit", "rights", "link_label", "author", "source",
        "place",
    ),
    "issue": ("title", "subject", "preheader"),
    "issue_comment": ("name", "text"),
    "publication": ("name", "from_name", "postal", "publisher", "director", "why"),
    "contact": ("civility", "first_name", "last_name", "function", "phone", "collected_from"),
    "organisation": ("name", "website", "commune"),
    "partner_identity": ("name", "mention"),
    "document": ("name",),
    "account": ("name",),
    "trial_group": ("name",),
    "segment": ("name",),
    "mailing_list": ("name", "note"),
    "answer": ("represented_by",),
    "manuscript": ("name",),
}  # fmt: skip
#: What is not walked: it ends the session, is no page, or is a stream.
LEFT_OUT = ("/deconnexion", "/demonstration", "/envois/{campaign_id:int}/flux")


@dataclass
class Alarm:
    """What a window heard."""

    heard: list[str] = field(default_factory=list)

    def listen(self, page: playwright.Page) -> None:
        """Hear dialogs, pictures of a payload, and scripts that failed."""
        page.on("dialog", self._dialog)
        page.on("request", lambda asked: self.heard.append(asked.url) if asked.url.endswith("/xss") else None)
        page.on("pageerror", lambda error: self.heard.append(str(error)))

    def _dialog(self, dialog: playwright.Dialog) -> None:
        self.heard.append(dialog.message)
        dialog.dismiss()


@pytest.fixture(autouse=True)
def _hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is frozen in editions is hostile too."""
    body = HOSTILE.replace("{{ 7*7 }}", "")  # a check blocks what looks like a field
    article = archived.ARTICLES["practices"]
    told = article.replace("title: Relire ses offres à deux voix", f"title: {_yaml(SHORT)}")
    monkeypatch.setitem(
        archived.ARTICLES, "practices", f"{told}\n{body}\n\n[{body}](https://a.example/?q={quote(body)})\n"
    )


@pytest.fixture
def paths(opened: Installation, examples: dict[str, str]) -> list[str]:
    """Every address that answers GET, of readers and of the console; lists are also searched for the words."""
    readers = [path for path in examples.values() if "/l/c/" not in path]
    console = [one.example for one in doors(opened) if one.method == "GET" and one.path not in LEFT_OUT]
    searched = [f"{path}?q={quote(HOSTILE)}" for path in ("/l/archives", "/articles", "/images", "/numeros/1/regard")]
    _spoil(opened)
    return [*readers, *console, *searched, f"/connexion?suite={quote(HOSTILE)}", f"/l/{quote(HOSTILE, safe='')}"]


@pytest.fixture
def window(chromium: playwright.Browser, opened: Installation, site: str) -> Iterator[playwright.Page]:
    """A window of somebody with every right, under the policies."""
    context = chromium.new_context(locale="fr-FR", base_url=site, accept_downloads=False)
    context.add_cookies([{"name": "relais", "value": Officer(opened, *Role).token, "url": site}])
    context.add_init_script(_REPORTS)
    yield context.new_page()
    context.close()


@pytest.mark.timeout(300)  # some 150 pages in one window
def test_nothing_that_somebody_typed_ever_runs(paths: list[str], window: playwright.Page) -> None:
    """No dialog, no report, no picture of a payload; and the words themselves are seen, as text."""
    alarm, seen, wrong = Alarm(), 0, []
    alarm.listen(window)
    for path in paths:
        if _is_page(window, path):
            window.goto(path)
            seen += "onerror=alert(1)" in window.locator("body").inner_text()
            wrong += [(path, one) for one in [*window.evaluate("window.reports ?? []"), *alarm.heard]]
            alarm.heard.clear()

    assert wrong == []
    assert seen > 30
    window.goto("about:blank")
    with window.expect_event("dialog"):  # taken for markup, the same words do run
        window.set_content(HOSTILE)


def _is_page(window: playwright.Page, path: str) -> bool:
    """Tell whether an address shows a page: files are saved, and a window would wait for them."""
    headers = window.request.get(path, max_redirects=0).headers
    is_html = headers.get("content-type", "").startswith("text/html")
    return is_html and "attachment" not in headers.get("content-disposition", "")


def _spoil(opened: Installation) -> None:
    """Put the words into every column that people type into, as if each form had let them through."""
    tables = SQLModel.metadata.tables
    with opened.database.transaction() as session:
        for name, columns in TYPED.items():
            if name in tables:
                held = {one: _words(tables[name], one) for one in columns if one in tables[name].c}
                assert held, name
                session.execute(sa.update(tables[name]).values(**held))


def _words(table: sa.Table, column: str) -> sa.ColumnElement[str]:
    """Return the words; a name, which may be the only one of its kind, ends with its number."""
    words = sa.literal(HOSTILE)
    return words.concat(sa.cast(table.c.id, sa.String)) if column == "name" and "id" in table.c else words


def _yaml(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
