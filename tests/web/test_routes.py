"""Every route there is: whatever a scanner asks for, with tokens that work, nothing changes and nothing is told on."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

import PIL.Image
import pytest
import sqlalchemy as sa
from sqlmodel import Session, SQLModel, select

from campaigns.acting import launching
from campaigns.editorial import documents, images, partner_identities
from campaigns.editorial.models import Edition
from campaigns.partnership.kit import preparing
from campaigns.partnership.meetings import inviting, links, planning
from campaigns.partnership.meetings.inviting import Named, Whom
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.planning import Plan
from campaigns.partnership.proposals import links as personal_links
from campaigns.partnership.proposals import proposing
from campaigns.partnership.transmissions import transmitting
from campaigns.post import answer_tokens, kit_tokens, tokens
from campaigns.post.hits import counting, tracked_links
from campaigns.post.hits.counting import Counter
from campaigns.post.models import Delivery
from cli import local_files
from lists import mailing_lists
from lists.models import Signature
from runtime.files import File
from runtime.installation import Installation
from templates import letter_json
from tests import cast, invitations
from tests.campaigns.acting.partnership import proving
from tests.campaigns.partnership import conventions
from tests.campaigns.partnership.proposals import contributors
from tests.campaigns.post.archives.conftest import Publish, announce, publish
from tests.web.conftest import Site
from tests.web.test_app import LEADING, routes

__all__ = ["publish"]
#: Methods that mean no change (RFC 9110 9.2.1), and one that only asks which there are.
SAFE = ("GET", "HEAD", "OPTIONS")
#: What is behind the link to her own page.
OWN = ("donnees.json", "lisez-moi.html", "corriger", "mesures", "numeros", "region", "quitter", "revenir", "effacer")


def rows(opened: Installation) -> dict[str, str]:
    """Return a digest of every table."""
    with opened.database.reading() as session:
        return {table.name: _digest(session, table) for table in SQLModel.metadata.sorted_tables}


def _digest(session: Session, table: sa.Table) -> str:
    held = sorted(repr(tuple(row)) for row in session.execute(sa.select(table)))
    return f"{len(held)} {hashlib.sha256(chr(10).join(held).encode()).hexdigest()}"


def _invited(opened: Installation, folder: Path) -> int:
    """Invite the same readers, and return the number of Zoé's letter."""
    launched = launching.launch(opened, launching.Order(invitations.compose(opened, folder), grace=0), "test")
    with opened.database.reading() as session:
        mine = Delivery.address == cast.ZOE, Delivery.campaign_id == launched.id
        return session.exec(select(Delivery).where(*mine)).one().id or 0


@pytest.fixture
def examples(opened: Installation, publish: Publish, tmp_path: Path) -> dict[str, str]:
    """The path of every route -> a path that works, with the tokens of Zoé's letter."""
    campaign = publish()
    documents.add(opened, File("plaquette.pdf", b"%PDF-1.7\n1"), "Plaquette", "test")
    named = partner_identities.IdentityChange(since=date(2009, 1, 1), name="Le réseau", url="https://reseau.example/")
    partner_identities.change(opened, "cnml", named, "test")
    invited = _invited(opened, tmp_path)
    theirs = cast.second(opened)
    with opened.database.transaction() as session:
        cast.subscribe(session, opened, cast.LOIC, theirs)
    publish(publication=cast.SECOND)
    PIL.Image.new("RGB", (2, 2)).save(tmp_path / "picture.png")
    with opened.database.transaction() as session:
        mailing_lists.open_(session, 1, "lettre")
        of_hers = Delivery.address == cast.ZOE, Delivery.campaign_id == campaign.id
        mine = session.exec(select(Delivery).where(*of_hers)).one()
        letter = letter_json.load(session.get_one(Edition, campaign.edition_id).letter)
        click = next(iter(tracked_links.addresses(session, opened.keyring, "", campaign.id or 0, letter).values()))
    answer = answer_tokens.mint(opened.keyring, answer_tokens.Reply(invited, mine.address_key))
    event = announce(opened, tmp_path, "La Lettre de la diversité", cast.SECOND)
    left = tokens.Leave(1, mine.id or 0, mine.address_key)
    act = tokens.mint_act(opened.keyring, tokens.Act(left, opened.clock.epoch()))
    visit = tokens.mint_visit(opened.keyring, tokens.Visit(mine.address_key, opened.clock.epoch()))
    joining = tokens.Joining(1, mine.address_key, opened.clock.epoch())
    invitation = _invitation(opened)
    known = {
        **_proposing(opened),
        "/l/s/{name}": "/l/s/lettre",
        "/l/s/{name}/{token}": f"/l/s/lettre/{tokens.mint_joining(opened.keyring, joining)}",
        "/l/u/{token}": "/l/u/" + tokens.mint_leave(opened.keyring, 1, mine.id or 0, mine.address_key),
        "/l/p/{token}": "/l/p/" + tokens.mint_leave(opened.keyring, 1, mine.id or 0, mine.address_key),
        "/l/p/{token}/tous": f"/l/p/{tokens.mint_leave(opened.keyring, 1, mine.id or 0, mine.address_key)}/tous",
        "/l/u/{act}/annuler": f"/l/u/{act}/annuler",
        "/l/u/{act}/raison": f"/l/u/{act}/raison",
        "/l/moi/{token}": f"/l/moi/{visit}",
        **{f"/l/moi/{{token}}/{act}": f"/l/moi/{visit}/{act}" for act in OWN},
        "/l/k/{token}": "/l/k/" + tokens.mint_keep(opened.keyring, mine.address_key, opened.clock.now().toordinal()),
        **_approving(opened),
        **_transmitting(opened),
        "/l/rencontre/{token}": invitation,
        "/l/rencontre/{token}/invitation.ics": f"{invitation}/invitation.ics",
        "/l/r/{token}": f"/l/r/{answer}",
        "/l/r/{token}/non": f"/l/r/{answer}/non",
        "/l/c/{token:path}": click,
        "/l/o/{token:path}": f"/l/o/{tokens.mint_measure(opened.keyring, mine.id or 0)}.gif",
        "/l/n/{issue_id}": "/l/n/1",
        "/l/v/{token}": f"/l/v/{tokens.mint_web(opened.keyring, 1)}",
        "/l/a/{name}": "/l/a/1-le-bus",
        "/l/a/{name}/agenda.ics": f"/l/a/{event}/agenda.ics",
        "/l/i/{name}": f"/l/i/{images.keep(tmp_path, local_files.picture(tmp_path / 'picture.png')).name}",
        "/l/d/{name}": "/l/d/plaquette",
        "/l/d/{name}/{number}": "/l/d/plaquette/1",
        "/l/fragments/partenaire/{code}.html": "/l/fragments/partenaire/cnml.html",
        "/l/static": "/l/static/reader.css",
    }
    plain = {path: path for path, _methods in routes(opened) if "{" not in path}
    other = "/l/lettres/{letter}"
    others = {path: path for path, _methods in routes(opened) if path.startswith(other)}
    others |= {f"{other}/a/{{name}}": "/l/lettres/{letter}/a/1-le-bus"}
    others |= {f"{other}/a/{{name}}/agenda.ics": f"/l/lettres/{{letter}}/a/{event}/agenda.ics"}
    return plain | known | {path: example.replace("{letter}", "reseau") for path, example in others.items()}


def _proposing(opened: Installation) -> dict[str, str]:
    """Return the pages of a contributor and of their proposal."""
    contributors.stage(opened)
    draft = proposing.Draft(**contributors.TYPED, young=True)
    number = proposing.propose(opened, contributors.token(opened), draft).number
    root, own = opened.settings.base_url, f"/l/proposer/{contributors.token(opened)}"
    return {
        "/l/proposer/{token}": own,
        "/l/proposer/{token}/articles": f"{own}/articles",
        "/l/proposer/{token}/articles.pdf": f"{own}/articles.pdf",
        "/l/proposition/{token}": personal_links.question_url(opened, number).removeprefix(root),
        "/l/vu/{token}": personal_links.look_url(opened, number).removeprefix(root),
    }


def _transmitting(opened: Installation) -> dict[str, str]:
    """Return the pages of a list of new signatories, and of the kit; the convention asks for both."""
    with opened.database.transaction() as session:
        company = cast.organisation(session, "Fonderie Œuvrard & Fils", "33").id or 0
        session.add(Signature(organisation_id=company, signed_on=date(2009, 7, 1), registered_on=date(2009, 7, 2)))
    transmitting.transmit(opened, "test")
    preparing.set_(opened, "Signez la Charte.", ["plaquette"], "test")
    lists = "/l/nouveaux-signataires"
    return {
        f"{lists}/{{number:int}}": f"{lists}/1",
        f"{lists}/{{number:int}}.csv": f"{lists}/1.csv",
        "/l/fragments/nouveaux-signataires/{number:int}.html": "/l/fragments/nouveaux-signataires/1.html",
        "/l/kit/{token}": f"/l/kit/{kit_tokens.mint(opened.keyring, 1)}",
    }


def _approving(opened: Installation) -> dict[str, str]:
    """Return the pages of somebody who was shown an issue, for what they think of it."""
    proving.designate(opened)
    proving.ask(opened, "avis@reseau.example", overrides={"already_launched": "essai"})
    own = f"/l/bat/{proving.token(opened, 'avis@reseau.example')}"
    ways = ("", "/lettre", "/lettre.pdf", "/code", "/remarque", "/valider", "/corriger")
    return {f"/l/bat/{{token}}{way}": f"{own}{way}" for way in ways}


def _invitation(opened: Installation) -> str:
    """Return the page of a guest who is invited to a meeting of the convention."""
    conventions.adopted(opened)
    plan = Plan(MeetingKind.EXCHANGE, "2010-03-12T14:00", place="Paris", publication="La Lettre de la diversité")
    made = planning.add(opened, plan, "test")
    zoe = Whom(named=(Named("Zoé", cast.ZOE),))
    done = inviting.invite(opened, made.id, zoe, "test")
    return links.url(opened, done.meeting.invited[0].id).removeprefix(opened.settings.base_url)


def test_every_route_has_an_example(site: Site, examples: dict[str, str]) -> None:
    """Whoever adds a route says here what a scanner finds there."""
    assert set(examples) == {path for path, _methods in routes(site.opened)}


def test_every_example_works(site: Site, examples: dict[str, str]) -> None:
    """A token that is refused would prove nothing; what only changes has nothing to look at."""
    shown = {path for path, methods in routes(site.opened) if "GET" in methods}
    looked = {path: site.ask("GET", example).status_code for path, example in examples.items()}

    assert [path for path, status in looked.items() if status not in ((200, 302) if path in shown else (405,))] == []


def test_looking_changes_no_row_of_any_table(site: Site, examples: dict[str, str]) -> None:
    """Three times, in every way, as a reader and as one who has left; but for counted links, which are only counted."""
    before = rows(site.opened)
    for _time in range(3):
        for example in examples.values():
            for method in SAFE:
                site.ask(method, example)
                site.ask(method, example, Sec_Purpose="prefetch;prerender")
    assert rows(site.opened) == before
    counting.settle(Counter(site.opened), site.pages.spool)
    after = rows(site.opened)

    assert [name for name in before if after[name] != before[name]] == ["event"]


def test_every_answer_is_closed(site: Site, examples: dict[str, str]) -> None:
    """A strict policy of content, no referrer, no sniffing, and no cookie from anybody."""
    for path, example in examples.items():
        for method in (*SAFE, "POST", "PUT"):
            headers = site.ask(method, example).headers

            assert headers["content-security-policy"].startswith("default-src 'none'"), (method, path)
            assert path in LEADING or headers["referrer-policy"] == "no-referrer", (method, path)
            assert headers["x-content-type-options"] == "nosniff", (method, path)
            assert "set-cookie" not in headers, (method, path)


def test_no_page_holds_anything_that_runs(site: Site, examples: dict[str, str]) -> None:
    """Neither a script nor a style in a line, so that the policy of content has nothing to stop."""
    texts = {path: site.ask("GET", example).text for path, example in examples.items()}

    assert [path for path, text in texts.items() if re.search(r"<script|\son\w+=|javascript:", text)] == []
