"""The public pages: they show what was sent, the same to everybody, and bear whatever is asked of them."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from sqlmodel import Session

from campaigns.editorial import looks, publications
from campaigns.post.archives import withdrawing
from lists.models import Organisation, Signature
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership.conventions import adopted
from tests.campaigns.post.archives.conftest import Publish, announce, publish
from tests.web.conftest import Site

__all__ = ["publish"]
ATOM = "{http://www.w3.org/2005/Atom}"
PAGES = ("/l/archives", "/l/numeros", "/l/a/1-le-bus", "/l/n/1", "/l/mission-locale", "/l/flux.atom", "/l/flux.json",
         "/l/bonnes-pratiques.atom", "/l/bonnes-pratiques.json", "/l/fragments/bonnes-pratiques.html",
         "/l/fragments/nouveaux-signataires.html", "/l/fragments/recruter.html")  # fmt: skip


@pytest.fixture
def archive(site: Site, publish: Publish) -> Site:
    """The pages with issue 1 in them, under a convention that asks for what stands on them."""
    publish()
    adopted(site.opened)
    return site


def test_public_pages_may_be_kept_and_set_nothing(archive: Site) -> None:
    """Without a cookie, for some minutes, by anybody."""
    for path in PAGES:
        answer = archive.ask("GET", path)

        assert answer.status_code == archive.ask("HEAD", path).status_code == 200, path
        assert answer.headers["cache-control"] == "public, max-age=300", path
        assert "set-cookie" not in answer.headers, path


def test_nothing_of_a_reader_stands_in_them(archive: Site) -> None:
    """No address, no name, no way to leave for somebody else."""
    texts = {path: archive.ask("GET", path).text for path in PAGES}
    secrets = (*cast.EVERYBODY, "Œuvrard", "/l/u/")

    assert [(path, one) for path, text in texts.items() for one in secrets if one in text] == []


def test_articles_are_listed_with_their_section_and_month(archive: Site) -> None:
    """Each leads to its page."""
    page = archive.ask("GET", "/l/archives").text

    assert "3 articles" in page
    assert '<a href="/l/a/1-le-bus-de-l-emploi">Le bus de l’emploi</a>' in page
    assert "Missions locales en action, septembre 2009" in page


def test_what_a_letter_shortens_goes_on_in_the_archive(site: Site, publish: Publish, opened: Installation) -> None:
    """From the first letter that was accepted: until then its pages are not there."""
    looks.change(opened, looks.LookChange(design="brief"), "test")
    publish(accepted=False)
    early = site.ask("GET", "/l/a/2").status_code
    publish()
    letter = site.ask("GET", "/l/n/2").text
    onward = re.findall(rf'href="{opened.settings.base_url}(/l/a/\d+)"', letter)

    assert early == 404
    assert len(set(onward)) == 2
    assert "Chaque annonce est relue" not in letter
    assert "Chaque annonce est relue" in "".join(site.ask("GET", path).text for path in onward)


def test_a_search_is_an_address(archive: Site) -> None:
    """That can be kept and sent on; the form says what was asked."""
    for asked in ("q=bus", "rubrique=actions", "region=84", "q=BUS&rubrique=actions&region=84"):
        assert "1 article<" in archive.ask("GET", f"/l/archives?{asked}").text, asked


@pytest.mark.parametrize(
    ("search", "said"),
    [("", "Aucun article n’a encore paru."), ("?q=bus", "Aucun article ne répond à cette recherche.")],
)
def test_an_archive_that_is_still_empty_blames_no_search(
    site: Site, opened: Installation, search: str, said: str
) -> None:
    """A letter that was just added has an archive at once; nobody searched for anything in it."""
    with opened.database.transaction() as session:
        publications.ensure(session)

    assert said in site.ask("GET", f"/l/archives{search}").text


def test_whatever_is_asked_is_answered(archive: Site) -> None:
    """In French, and nothing of it runs."""
    for asked in ("q=" + "x" * 5000, "q=%00", "q=%3Cscript%3E", "rubrique=nothing", "region=%27", "page=99999",
                  "q=%25%5f", "q=%ff"):  # fmt: skip
        page = archive.ask("GET", f"/l/archives?{asked}")

        assert page.status_code == 200, asked
        assert "<script" not in page.text, asked


def test_what_there_is_not_is_said_in_french(archive: Site) -> None:
    """With the page that says so."""
    for path in ("archives?page=0", "archives?page=x", "a/999", "a/0", "a/x", "n/999", "n/0", "n/x", "n/" + "9" * 40,
                 "a/" + "9" * 40, "fragments/partenaire/x.html"):  # fmt: skip
        answer = archive.ask("GET", f"/l/{path}")

        assert answer.status_code == 404, path
        assert "Page introuvable" in answer.text, path


def test_an_article_says_what_others_show_of_it(archive: Site) -> None:
    """Title, summary and its one address, from the settings and never from the request."""
    page = archive.ask("GET", "/l/a/1-another-title").text

    assert '<link rel="canonical" href="http://127.0.0.1:8000/l/a/1-le-bus-de-l-emploi">' in page
    assert '<meta property="og:title" content="Le bus de l’emploi">' in page
    assert '<meta name="description" content="Un mardi sur deux, la rencontre des jeunes.">' in page
    assert "evil.example" not in page


def test_an_issue_stands_in_a_sandbox(archive: Site) -> None:
    """It brings its own style; it can run nothing and load nothing of others."""
    policy = archive.ask("GET", "/l/n/1").headers["content-security-policy"]

    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "allow-scripts" not in policy


def test_a_withdrawn_article_bears_its_date(archive: Site, opened: Installation) -> None:
    """And the note, wherever it was."""
    with opened.database.transaction() as session:
        withdrawing.take_out(session, 1, name="Léïla Benali", note="À sa demande.", on=date(2010, 3, 3))
    page = archive.ask("GET", "/l/a/1").text

    assert "Modifié le 3\u00a0mars 2010\u00a0: À sa demande." in page
    assert "Benali" not in page + archive.ask("GET", "/l/flux.atom").text + archive.ask("GET", "/l/n/1").text


def test_the_feed_is_atom(archive: Site) -> None:
    """With ids that stay, dates, summaries and the text (RFC 4287)."""
    answer = archive.ask("GET", "/l/flux.atom")
    feed = ET.fromstring(answer.text)
    entries = feed.findall(f"{ATOM}entry")

    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert len(entries) == 3
    assert [len(entry.findall(f"{ATOM}{name}")) for entry in entries for name in ("id", "title", "updated")] == [1] * 9
    assert feed.findtext(f"{ATOM}id") == "http://127.0.0.1:8000/l/flux.atom"
    assert "Bonjour Madame, Monsieur" in (entries[0].findtext(f"{ATOM}content") or "")


def test_an_entry_keeps_its_id_when_its_title_loses_a_name(archive: Site, opened: Installation) -> None:
    """Who follows the feed has each article once (RFC 4287 4.2.6), and no feed holds the name any more."""

    def ids() -> list[str]:
        feed = ET.fromstring(archive.ask("GET", "/l/flux.atom").text)
        items = json.loads(archive.ask("GET", "/l/flux.json").text)["items"]
        return [one.text or "" for one in feed.iter(f"{ATOM}id")][1:] + [one["id"] for one in items]

    before = ids()
    with opened.database.transaction() as session:
        withdrawing.take_out(session, 1, name="Emploi", note="À sa demande.", on=date(2010, 3, 3))

    assert ids() == before
    texts = [archive.ask("GET", path).text.lower() for path in ("/l/flux.atom", "/l/flux.json")]
    assert [text for text in texts if "emploi" in text] == []


def test_the_feed_is_json_too(archive: Site) -> None:
    """JSON Feed 1.1, with the same articles."""
    feed = json.loads(archive.ask("GET", "/l/flux.json").text)

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert {item["title"] for item in feed["items"]} == {
        "Le bus de l’emploi", "Relire ses offres à deux voix", "Que conserver dans un dossier ?",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["bonnes-pratiques.atom", "bonnes-pratiques.json", "fragments/bonnes-pratiques.html"])
def test_good_practices_stand_alone(archive: Site, path: str) -> None:
    """For those who follow nothing else."""
    text = archive.ask("GET", f"/l/{path}").text

    assert "Relire ses offres" in text
    assert "Le bus de l’emploi" not in text


def test_other_sites_may_show_feeds_and_fragments(archive: Site) -> None:
    """A partner's page may fetch them; their addresses are whole."""
    for path in [path for path in PAGES if "flux" in path or "fragments" in path]:
        answer = archive.ask("GET", path)

        assert answer.headers["access-control-allow-origin"] == "*", path
        assert 'href="/l/' not in answer.text, path


def sign(session: Session, organisation: Organisation, signed: date, registered: date) -> None:
    """Let an organisation sign."""
    session.add(Signature(organisation_id=organisation.id or 0, signed_on=signed, registered_on=registered))


def test_new_signatories_are_named_by_region(archive: Site, opened: Installation) -> None:
    """Whose paper came lately; not those who signed again, and no person."""
    with opened.database.transaction() as session:
        new = cast.organisation(session, "Fonderie Œuvrard & Fils", "33")
        old = cast.organisation(session, "Groupe L’Éclaircie", "75")
        sign(session, new, date(2009, 7, 1), date(2009, 9, 1))
        sign(session, old, date(2008, 1, 1), date(2008, 1, 2))
        sign(session, old, date(2009, 9, 2), date(2009, 9, 2))
    text = archive.ask("GET", "/l/fragments/nouveaux-signataires.html").text

    assert "<h3>Aquitaine</h3>" in text
    assert "Fonderie Œuvrard &amp; Fils, en Gironde, juillet 2009" in text
    assert "Éclaircie" not in text


def test_of_many_signatories_the_newest_are_named(archive: Site, opened: Installation) -> None:
    """Three hundred, and how many more there are: forty thousand names are no fragment of a page."""
    with opened.database.transaction() as session:
        for number in range(303):
            organisation = cast.organisation(session, f"Ateliers {number:03}", "33")
            sign(session, organisation, date(2009, 7, 1) + timedelta(days=number >= 3), date(2009, 9, 1))
    text = archive.ask("GET", "/l/fragments/nouveaux-signataires.html").text

    assert text.count("<li>") == 300
    assert "Ateliers 002" not in text
    assert "Et 3 autres signataires." in text


def test_a_mission_is_found_by_postcode(archive: Site, opened: Installation) -> None:
    """Or one sentence says why not."""
    with opened.database.transaction() as session:
        cast.organisation(session, "Mission locale Tilleul", "26", "local_mission")
    sentences = {"26000": "Mission locale Tilleul", " 26 100 ": "Mission locale Tilleul", "33000": "en Gironde",
                 "99999": "Ce code postal n’existe pas", "<b>": "Ce code postal n’existe pas"}  # fmt: skip

    for postcode, said in sentences.items():
        assert said in archive.ask("GET", f"/l/mission-locale?cp={postcode}").text, postcode


def test_an_event_goes_into_a_calendar(archive: Site, tmp_path: Path) -> None:
    """Its page says when and where, apart from the text, with a way in and a file; what is no event has none."""
    item = announce(archive.opened, tmp_path, "La Lettre de la diversité")
    page = archive.ask("GET", f"/l/a/{item}").text
    answer = archive.ask("GET", f"/l/a/{item}/agenda.ics")

    assert "<dt>Où</dt><dd>Valence, salle des Cigognes</dd>" in page
    assert '<a class="button" href="https://forum.example/inscription">S’inscrire</a>' in page
    assert f'href="/l/a/{item}/agenda.ics"' in page
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "DTSTART:20091008T070000Z" in answer.text
    assert archive.ask("GET", "/l/a/1/agenda.ics").status_code == 404


def test_of_issues_of_one_day_the_one_sent_last_stands_first(archive: Site, tmp_path: Path) -> None:
    """Whatever stands first in the first of them."""
    announce(archive.opened, tmp_path, "La Lettre de la diversité")
    page = archive.ask("GET", "/l/archives").text

    assert page.index("Forum des métiers") < page.index("Le bus de l’emploi")


def test_a_withdrawn_article_says_so_once(archive: Site, opened: Installation) -> None:
    """As its heading; then since when, and the note."""
    with opened.database.transaction() as session:
        withdrawing.take_out(session, 1, note="À sa demande.", on=date(2010, 3, 3))
    page = archive.ask("GET", "/l/a/1").text

    assert page[page.index("<main") :].count("retiré") == 1
    assert "Depuis le 3\u00a0mars 2010. À sa demande." in page
