"""Whatever is typed: a second mending changes nothing, and what must survive survives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.editorial import frontmatter, typography_fixes
from campaigns.editorial.typography import fixing, protected_text
from campaigns.editorial.typography.styles import PROFILES, Style
from templates import merge_fields
from templates.rich_text import markdown_reading, nodes

ITEMS = Path(__file__).parents[4] / "cli" / "demo" / "items"
KEPT = (
    "https://cnml.example:8080/a?b", "http://etat.example/1ère;l'x!", "www.cnml.gouv.fr", "l'etat@cnml.example",
    "{{ prenom | l'ami }}", "{{ 7*7 }}", "{% raw %}", "<b>", "</b>", "<img alt='Etat : 1'>", "&nbsp;", "`l'Etat;`",
    "14:30", "rapport_final_v2.docx",
)  # fmt: skip
PIECES = (
    "l'Etat", "Etat", "A", "la", "Ca", "10000", "10 000", "1234567", "75017", "Paris", "2009", "1", "1er", "16", "juin",
    "Juin", "mardi", "Mardi", "14h30", "9 h", "12", "%", "€", "km", "n°", "p.", "Mr", "M.", "Mme", "Durand", "coeur",
    "oeuvre", "etc", "...", "…", ".", ",", ";", ":", "!", "?", "«", "»", '"', "“", "”", "'", "’", "(", ")", "-", "–",
    "ème", "XXI", "siècle", "\u00a0", "\u202f", " ", "  ", "é", "\ufffc", "/", "*", "+", "0", "000", "er", "du", "au",
    "SIREN", "552100554", "{", "}", "<", ">", "&", "@", "_", "`", "h", "30", "EDITO", "vitae", "\n",
)  # fmt: skip
STYLES = st.sampled_from(
    [*(Style(profile) for profile in PROFILES.values()), Style(quoted=("l'Etat : 16 Juin la Paris",))]
)

pieces = st.lists(st.sampled_from(PIECES) | st.sampled_from([" "]) | st.text(max_size=3), max_size=14).map("".join)


@given(pieces, STYLES)
def test_a_second_mending_changes_nothing(text: str, style: Style) -> None:
    """Saving twice is saving once."""
    once = fixing.text(text, style)

    assert fixing.text(once, style) == once


@given(
    st.lists(st.sampled_from(PIECES) | st.sampled_from(KEPT).map(lambda kept: f" {kept} "), max_size=12).map("".join)
)
def test_addresses_tags_and_fields_survive(text: str) -> None:
    """Each as often as before, in the same order."""
    spans = [text[start:end] for start, end in protected_text.spans(text)]
    mended = fixing.text(text, Style())

    place = 0
    for span in spans:
        found = mended.find(span, place)
        assert found >= place
        place = found + len(span)


@given(pieces)
def test_only_signs_of_typography_change(text: str) -> None:
    """The letters and digits of a text are the same, but for accents, ligatures, ordinals and capitals of days."""
    assert _bare(fixing.text(text, Style())) == _bare(text)


def _bare(text: str) -> str:
    plain = text.lower().translate(str.maketrans("àâçéèêëîïôùû", "aaceeeeiiouu")).replace("œ", "oe").replace("æ", "ae")
    plain = re.sub(r"etc[.…]*", "etc", plain).replace("…", "...").replace("mr", "m")
    # An ordinal keeps its number: `1er`, `2e`, whatever its ending was.
    plain = re.sub(r"(?<=[\divxlc])\s*(?:er|ere|eme|ieme|re|e)s?\b", "", plain)
    return re.sub(r"[^a-z0-9]", "", plain)


marks = st.builds(nodes.Marks, st.booleans(), st.booleans(), st.none() | st.just("https://a.example/?b=1;c"))
runs = st.lists(
    st.builds(nodes.Text, st.sampled_from([*PIECES, *KEPT]).filter(lambda text: text != "\n"), marks)
    | st.builds(nodes.Merge, st.just(merge_fields.MergeField("nom", "l'ami")), marks)
    | st.just(nodes.Break()),
    max_size=10,
).map(tuple)


@given(runs)
def test_the_runs_of_a_body_keep_their_settings(content: tuple[nodes.Inline, ...]) -> None:
    """None appears, none changes its marks, fields and new lines stay where they were; and twice is once."""
    body = nodes.Document((nodes.Paragraph(content),))
    once, _changes = fixing.document(body, Style())
    (paragraph,) = once.blocks
    assert isinstance(paragraph, nodes.Paragraph)
    settings = iter([getattr(part, "marks", None) for part in content])

    assert all(getattr(part, "marks", None) in settings for part in paragraph.content)
    assert [one for one in paragraph.content if not isinstance(one, nodes.Text)] == [
        one for one in content if not isinstance(one, nodes.Text)
    ]
    assert fixing.document(once, Style()) == (once, ())


@pytest.mark.parametrize("file", sorted(ITEMS.iterdir()), ids=lambda file: file.stem)
def test_the_articles_of_the_demo_are_set_as_they_should_be(file: Path) -> None:
    """There is nothing to mend in them, and nothing to say."""
    parsed = frontmatter.parse(file.read_bytes(), file.name)
    body = markdown_reading.from_markdown(parsed.markdown)
    fields = [parsed.values.get(field, "") for field in typography_fixes.FIELDS]

    assert fixing.document(body, Style()) == (body, ())
    assert [fixing.text(text, Style()) for text in fields] == fields


CONVENTION = """Les engagements portent sur :

- La diffusion d'informations auprès des entreprises
- Echanges d'informations entre les deux partenaires

Présenter le Conseil national comme un partenaire (un lien vers le site www.cnml.gouv.fr) ;

Proposer de l'associer à toute initiative portant sur la promotion la diversité ;

93210 Saint Denis, 141 avenue de Clichy 75017 Paris. Fait à Paris, le 16 juin 2009
"""


def test_the_text_of_a_convention_is_mended_once() -> None:
    """As it was typed and signed it had straight apostrophes, `Echanges`, and spaces that break."""
    once, changes = fixing.document(markdown_reading.from_markdown(CONVENTION), Style())

    assert len(changes) == 6
    assert fixing.document(once, Style()) == (once, ())


def test_a_convention_that_is_quoted_stays_as_it_was_signed() -> None:
    """Its own faults are part of it."""
    clauses = markdown_reading.from_markdown(CONVENTION)

    assert fixing.document(clauses, Style(quoted=(CONVENTION,))) == (clauses, ())
