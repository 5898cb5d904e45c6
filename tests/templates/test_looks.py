"""What a reader sees first, and what stands out: contents, pictures, buttons, the small print."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html as parser

from templates import compiling, context, letters, pictures, samples
from tests.templates import examples


def _pieces(*kinds: str, shown: str = "") -> tuple[context.Piece, ...]:
    return tuple(examples.piece(f"{n}", kind, f"Titre {n}", shown=shown) for n, kind in enumerate(kinds))


def _tree(issue: context.LetterContext, name: str = "newsletter") -> parser.HtmlElement:
    return parser.document_fromstring(examples.seen(compiling.compile_letter(name, issue))[1])


@pytest.mark.parametrize(
    ("kinds", "announced"),
    [
        (["good_practice"] * 2, []),
        (["good_practice"] * 3, ["0", "1", "2"]),
        (["good_practice"] * 9, ["0", "1", "2", "3", "4"]),
        (["good_practice", "key_figure", "tool", "event"], ["0", "2", "3"]),
    ],
)
def test_the_contents_are_read_at_a_glance(kinds: list[str], announced: list[str]) -> None:
    """The first five articles; a figure alone says nothing, a short letter needs none."""
    issue = examples.small(*_pieces(*kinds))
    assert [piece.key for piece in issue.announced] == announced
    assert [href[3:] for href in _tree(issue).xpath("//a/@href") if href.startswith("#p-")] == announced


def test_what_some_readers_get_takes_nobody_elses_place_in_the_contents() -> None:
    """Articles of one région come on top of those for everybody."""
    first, *rest = _pieces(*["good_practice"] * 7)
    issue = examples.small(replace(first, shown="@region:11"), *rest)
    assert [piece.key for piece in issue.announced] == ["0", "1", "2", "3", "4", "5"]
    assert (issue.announced_to, examples.small(first, *rest).announced_to) == ("", "")


@pytest.mark.parametrize(
    ("size", "width"), [((1072, 480), "536"), ((600, 900), "280"), ((536, 1072), "210"), ((96, 128), "96")]
)
def test_no_picture_is_higher_than_a_screen(size: tuple[int, int], width: str) -> None:
    """420 pixels, in its proportions, and never larger than it is."""
    image = pictures.Image("https://lettre.charte.example/l/i/a.jpg", "Vue", *size)
    tree = _tree(examples.small(examples.piece("a", "good_practice", "Titre", image=image)))
    assert [one.get("width") for one in tree.iter("img")] == [width]


def test_who_speaks_is_shown_beside_the_name() -> None:
    """As wide as a thumb, with the words of its alternative, legend and author."""
    portrait = pictures.Image("https://lettre.charte.example/l/i/a.jpg", "Léïla sourit", 600, 800)
    said = examples.piece(
        "a", "testimonial", "J’ai osé", image=portrait, author="Léïla", caption="À Roubaix", credit="Zoé"
    )
    tree = _tree(examples.small(said))
    (face,) = tree.iter("img")
    assert (face.get("width"), face.get("alt")) == ("96", "Léïla sourit")
    row = face.getparent().getparent()
    assert [one.text_content() for one in row.iter("p")] == ["Léïla", "À Roubaix. Photo\u00a0: Zoé"]


def test_an_event_is_joined_by_a_button() -> None:
    """In the words of its author."""
    event = examples.piece("a", "event", "Forum", link="https://a.example/", link_label="S’inscrire")
    assert _tree(examples.small(event)).xpath("//table[@class='button']//a/text()") == ["S’inscrire"]


def test_a_letter_says_its_name_once_in_its_foot() -> None:
    """Where publisher and sender are called as the letter is."""
    sender = replace(examples.SENDER, name="La Lettre", publisher="La Lettre")
    _subject, _html, text = examples.seen(
        compiling.compile_letter("newsletter", examples.small(publication="La Lettre", sender=sender))
    )
    foot = text.rpartition("-" * 72)[2]
    assert [line for line in foot.splitlines() if "La Lettre" in line] == ["La Lettre, n°\u00a04, décembre 2009"]


def test_whoever_was_handed_the_letter_can_ask_for_it_where_anybody_may() -> None:
    """In both parts; where no form is open nothing is promised."""
    opened = examples.small(join_url="https://lettre.charte.example/l/s/lettre")
    for issue, count in ((opened, 1), (examples.small(), 0)):
        for part in examples.seen(compiling.compile_letter("newsletter", issue))[1:]:
            assert part.count("/l/s/lettre") == part.count("On vous a transféré cette lettre") == count


@pytest.mark.parametrize("name", ["newsletter", "special", "awareness", "invitation"])
def test_who_was_never_informed_is_told_in_the_small_print(name: str) -> None:
    """Whole in both parts, the right to object by itself, and no longer an article among the others."""
    letter = compiling.compile_sample(name)
    _subject, html, text = letters.preview(letter.variant(letter.conditions), samples.VALUES)
    tree = parser.document_fromstring(html)
    said = [" ".join(one.text_content().split()) for one in tree.xpath("//p[contains(@class, 'mention')]")]
    wanted = [
        "annuaire des signataires",
        "Responsable du traitement",
        "Finalité",
        "Base légale",
        "Durée",
        "prestataires",
    ]
    assert [words for words in wanted if not any(words in one for one in said) or words not in text] == []
    (objecting,) = [one for one in said if one.startswith("Vous pouvez vous opposer à ces envois")]
    assert "CNIL" in objecting
    assert [one for one in tree.iter("h1", "h2", "h3") if "vos droits" in one.text_content()] == []
