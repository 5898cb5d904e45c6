"""An issue in which every fault that can stand beside the others was made once: each is found once, and no other."""

from __future__ import annotations

from datetime import date
from importlib import resources
from pathlib import Path

import PIL.Image
import pytest
from sqlmodel import Session, select

from campaigns.acting import launching
from campaigns.checking import checks
from campaigns.editorial import house_style, images, issues, publications, taking_over
from campaigns.editorial.models import Item
from campaigns.post.models import Campaign
from lists.kinds import OrganisationKind
from lists.models import PartnerIdentity
from runtime import settings
from runtime.installation import Installation
from tests import cast
from tests.campaigns.checking.web import VISITOR

#: What cannot be wrong at the same time as the rest: each is tried elsewhere.
ALONE = {
    "empty",
    "subject_missing",
    "nobody",
    "template_fault",
    "already_launched",
    "no_target",
    "unsafe_letter",
    "unsafe_reader",
    "doubtful_address",
    "mission_site",
    # Of a convention, see `test_partnership`.
    "convention_ended",
    "no_partner_item",
    "partner_silent",
    "not_approved",
    "signatories_unannounced",
}
SHOUTED = "LA LETTRE DE LA DIVERSITÉ RECRUTE SANS CURRICULUM ET SANS DÉTOUR, AVEC HUIT ENTREPRISES DU NORD"
#: Fault -> (more of the header, the body that holds it).
ARTICLES = {
    "missing_alt": ("", "Un schéma.\n\n![](clair.png)"),
    "dead_link": ("", "Voir [le site perdu](https://mort.example/page)."),
    "doubtful_link": ("", "Voir [le site fermé](https://ferme.example/)."),
    "unchecked_links": ("", "Voir [le site lointain](https://loin.example/)."),
    "empty_link_words": ("", "Pour le guide, [cliquez ici](https://guide.example/1)."),
    "same_link_words": ("", "Lire [le guide](https://guide.example/2) ou [le guide](https://guide.example/3)."),
    "merge_field": ("", "Bonjour {{ prenon | Madame, Monsieur }}."),
    "image_missing": ("image: perdue.png\nimage_alt: Un dessin", "Un dessin."),
    "image_only": ("image: clair.png\nimage_alt: Un dessin", ""),
    "dark_picture": ("image: sombre.png\nimage_alt: Un dessin", "Un dessin."),
    "too_large": ("", "\n\n".join(["Une phrase de plus dans un article qui n’en finit pas."] * 1_700)),
    "past_event": ("date: 2009-09-01", "Venez."),
    "embargo": ("embargo: 2010-01-01", "Bientôt."),
    "expired": ("expires: 2009-01-01", "Naguère."),
    "wrong_weekday": ("", "Rendez-vous le lundi 16\u00a0juin 2009."),
    "markup": ("", "Un mot en **gras ** ici."),
    "left_over": ("", "Le lieu est à compléter."),
    "acronym": ("", "Le CNEFOP décide."),
    "long_sentence": ("", "Un " + "mot et un " * 12 + "mot."),
    "missing_spaces": ("", "Vraiment ?"),
    "missing_accents": ("", "L’Etat décide."),
    "typography": ("", "L'action commence."),
    "unbalanced_quotes": ("", "Il dit «\u00a0oui."),
    "capitals": ("", "LES ENTREPRISES EN ACTION"),
    "term": ("", "La Charte de la Diversité avance."),
    "published_before": ("", "Déjà lu."),
    "taken_over": ("", "Encore une fois la même."),
}


def written(session: Session, opened: Installation, folder: Path) -> dict[str, int]:
    """Bring the articles in and return their ids by fault."""
    PIL.Image.new("RGB", (8, 8), "white").save(folder / "clair.png")
    PIL.Image.new("RGB", (8, 8), "teal").save(folder / "perdue.png")
    drawn = PIL.Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    drawn.paste((10, 10, 40, 255), (2, 2, 6, 6))
    drawn.save(folder / "sombre.png")
    files = []
    for number, (code, (header, body)) in enumerate(ARTICLES.items(), 1):
        files.append(folder / f"{code}.md")
        files[-1].write_text(f"---\ntype: tool\ntitle: Titre {number}\n{header}\n---\n{body}\n", "utf-8")
    added = cast.items(session, opened.settings.data, files, opened.clock.now())
    lost = added[list(ARTICLES).index("image_missing")]
    (images.folder(opened.settings.data) / lost.image).unlink()
    return {code: item.id or 0 for code, item in zip(ARTICLES, added, strict=True)}


def numbered(session: Session, opened: Installation, lines: issues.TitleLines, placed: list[int]) -> int:
    """Return a new issue that holds these articles."""
    made = issues.new(session, publications.chosen(session), lines, opened.clock.now())
    assert made.id is not None
    issues.add(session, made.id, placed, "tool")
    return made.id


def partner(session: Session, code: str, until: date | None = None, logo: str = "") -> None:
    """Enter a partner with its site, with or without a logo."""
    made = cast.organisation(session, f"Partenaire {code}", kind=OrganisationKind.PARTNER.value)
    made.code = code
    assert made.id is not None
    session.add(
        PartnerIdentity(
            organisation_id=made.id, name=made.name, mention="Partenaire", url=f"https://{code}.example",
            logo=logo or None, logo_alt="Son logo" if logo else None, valid_from=date(2009, 1, 1), valid_until=until,
        )
    )  # fmt: skip


def overridden(folder: Path, name: str, old: str, new: str) -> None:
    """Put a changed template where an administrator would."""
    text = resources.files("templates").joinpath("layout", name).read_text("utf-8")
    assert old in text
    target = folder / "templates" / "layout" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def spoilt(opened: Installation, tmp_path: Path) -> Installation:
    """An installation whose issue 2 has every fault; issue 1 was launched to many more readers."""
    given = settings.load(data=tmp_path, smtp_url="smtp://mail.example", base_url="http://127.0.0.1:8000")
    found = Installation(given, opened.database, opened.keyring, opened.clock)
    with found.database.transaction() as session:
        cast.publish(session)
        cast.people(session, found)
        by_fault = written(session, found, tmp_path)
        numbered(session, found, issues.TitleLines("Un", SHOUTED), [by_fault["published_before"]])
    launching.launch(found, launching.Order(1, overrides={"base_url_loopback": "essai"}), "test")
    with found.database.transaction() as session:
        session.exec(select(Campaign)).one().audience = 9
        publication = publications.chosen(session)
        publication.from_address = publication.postal = ""
        publications.mailing_list(session, publication).basis = None
        house_style.revise(session, publication, house_style.Change(terms=("Charte de la diversité",)))
        logo = session.get_one(Item, by_fault["image_only"]).image
        partner(session, "charte", logo=logo)
        partner(session, "cnml")
        partner(session, "ancien", until=date(2009, 6, 1))
        preheader = f"{SHOUTED.lower()}, comme le n°\u00a07 l’annonçait"
        numbered(session, found, issues.TitleLines("Deux", SHOUTED, preheader), list(by_fault.values()))
        taking_over.mark(session, 2, session.get_one(Item, by_fault["taken_over"]), 1)
    overridden(tmp_path, "foot.mjml", '{{ slot("leave_token") }}', "")
    overridden(
        tmp_path, "partners.mjml", "{{ partner.mention }}",
        '<span style="color: #cccccc; background-color: #ffffff; position: relative">{{ partner.mention }}</span>',
    )  # fmt: skip
    overridden(tmp_path, "style.mjml", '<meta name="color-scheme" content="light dark" />', "")
    return found


def test_a_spoilt_issue_yields_exactly_its_faults(spoilt: Installation) -> None:
    """Over thirty faults, one a rule, each found once and of its article, none beside them, in whole sentences."""
    found = launching.check(spoilt, 2, VISITOR)
    seeded = {rule.code for rule in checks.RULES} - ALONE
    items_by_code = {one.code: one.item for one in found}
    expected = {code: number for number, code in enumerate(ARTICLES, 1)} | {"too_large": None, "unchecked_links": None}

    assert len(seeded) > 30
    assert sorted(one.code for one in found) == sorted(seeded)
    assert {code: items_by_code[code] for code in expected} == expected
    assert [one.message for one in found if not one.message.endswith(".")] == []
    assert [one.code for one in found if "{" in one.message] == ["merge_field"]
