"""A letter speaks of the partnership of its own installation, and of no other; without one of none."""

from __future__ import annotations

import re
from datetime import date
from email import message_from_bytes, policy

from campaigns.acting import populating, previewing
from campaigns.acting.populating import Issue, Partner, Population
from campaigns.editorial import imprints, partner_identities
from campaigns.editorial.issues import TitleLines
from campaigns.editorial.item_files import Submission
from campaigns.editorial.models import Section
from lists import importing
from lists.kinds import ImportKind
from runtime.files import File
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership.conventions import CHARTE, other

#: Words of one partnership, in whatever form a letter could say them.
THEIRS = re.compile(r"chartes?\b|missions?[ -]locales?|cnml|diversit|signataire", re.IGNORECASE)
READERS = f"SIREN;Dénomination;Département;E-mail\n552100554;Ateliers Brumevent;33;{cast.ZOE}\n"
ARTICLES = {
    "fete": (Section.ACTIONS, "local_mission_action", "Une nuit parmi les livres"),
    "pratique": (Section.PRACTICES, "good_practice", "Lire à voix haute"),
    "parole": (Section.TESTIMONIALS, "testimonial", "J’y suis revenue"),
}


def fill(opened: Installation, convention: File | None, *partners: Partner) -> int:
    """Fill an installation; return its issue."""
    lines = "---\ntype: {kind}\ntitle: {title}\n---\nUne phrase.\n"
    population = Population(
        imprint=imprints.Change(
            name="Le Bulletin",
            sender=("Maison du livre", "bulletin@livre.example"),
            postal="1, rue de l’Exemple",
            basis="legitimate_interest",
        ),
        partners=partners,
        imports=(importing.File(READERS.encode(), "lecteurs.csv", ImportKind.COMPANIES),),
        segments={},
        articles=tuple(
            Submission(f"{name}.md", lines.format(kind=kind, title=title).encode())
            for name, (_section, kind, title) in ARTICLES.items()
        ),
        issues=(Issue(TitleLines("Un", "Un"), {name: where for name, (where, *_more) in ARTICLES.items()}),),
        convention=convention,
    )
    return populating.populate(opened, population, "test").issues[0]


def letter(opened: Installation, issue: int) -> str:
    """Return all that a reader could see of the letter: its headers, both its parts, and where its links lead."""
    octets = previewing.render(opened, issue, cast.ZOE).files[previewing.LETTER]
    whole = message_from_bytes(octets, policy=policy.default)
    parts = [part.get_content() for part in whole.walk() if part.get_content_maintype() == "text"]
    assert len(parts) == 2
    return "\n".join([*map(str, whole.values()), *parts])


def partner(code: str, name: str) -> Partner:
    """Return a partner without a logo."""
    change = partner_identities.IdentityChange(date(2009, 1, 1), name=name, mention="Ensemble pour la lecture")
    return Partner(code, change)


def test_without_a_convention_a_letter_speaks_of_none(opened: Installation) -> None:
    """Nobody is called a signatory of what they never signed."""
    text = letter(opened, fill(opened, None))

    assert THEIRS.findall(text) == []
    assert "Sur le terrain" in text


def test_another_convention_has_its_own_words(opened: Installation) -> None:
    """Three clauses, two other partners: not a word of this one."""
    mine = other(**{"2026-01-02": "2009-01-01", "2027-01-01": "2010-12-31"})
    text = letter(
        opened, fill(opened, mine, partner("livre", "Maison du livre"), partner("biblio", "Réseau des bibliothèques"))
    )

    assert THEIRS.findall(text) == []
    assert "Bibliothèques en fête" in text
    assert "Ensemble pour la lecture" in text


def test_this_convention_names_its_section(opened: Installation) -> None:
    """As its letters always did."""
    assert "Missions locales en action" in letter(opened, fill(opened, CHARTE))
