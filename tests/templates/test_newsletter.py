"""The newsletter can be read by everyone: structure, sizes, words."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from lxml import html as parser

from templates import compiling, letters
from tests.templates import examples


@pytest.fixture(scope="module")
def parts() -> tuple[str, str, str]:
    """Subject, HTML and text as one reader sees them."""
    return examples.seen(compiling.compile_letter("newsletter", examples.issue()))


@pytest.fixture(scope="module")
def tree(parts: tuple[str, str, str]) -> parser.HtmlElement:
    """The HTML part."""
    return parser.document_fromstring(parts[1])


def test_it_says_its_language_direction_and_title(tree: parser.HtmlElement) -> None:
    """Screen readers choose their voice by it."""
    assert (tree.get("lang"), tree.get("dir")) == ("fr", "ltr")
    assert tree.find(".//title").text.startswith("La Lettre de la diversité n°\u00a04")


def test_headings_are_in_order(tree: parser.HtmlElement) -> None:
    """One h1, and no level is skipped on the way down."""
    levels = [int(element.tag[1]) for element in tree.iter("h1", "h2", "h3", "h4", "h5")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_layout_tables_say_so_and_data_tables_do_not(tree: parser.HtmlElement) -> None:
    """Only the table of figures is read as a table."""
    assert [table.get("class") for table in tree.iter("table") if table.get("role") != "presentation"] == ["data"]


def test_every_picture_has_an_alternative(tree: parser.HtmlElement) -> None:
    """Empty for the logos that stand beside their names."""
    assert all(image.get("alt") is not None for image in tree.iter("img"))


def test_no_text_is_smaller_than_14_pixels(tree: parser.HtmlElement) -> None:
    """Whatever holds text gives its size, or inherits one that is large enough."""
    styled = [element.get("style", "") for element in tree.iter("p", "div", "span", "td", "a", "h1", "h2", "h3", "li")]
    sizes = {int(size) for style in styled for size in re.findall(r"font-size:(\d+)px", style)}
    assert {size for size in sizes if size not in {0, 1}} <= set(range(14, 60))


def test_every_anchor_leads_somewhere(tree: parser.HtmlElement) -> None:
    """The contents point at pieces that are there, each once."""
    ids = tree.xpath("//@id")
    anchors = [href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")]
    assert anchors
    assert set(anchors) <= set(ids)
    assert len(ids) == len(set(ids))


def test_it_knows_the_dark(parts: tuple[str, str, str]) -> None:
    """Clients are told, and the rules reach them whole."""
    assert '<meta name="color-scheme" content="light dark"' in parts[1]
    assert "@media (prefers-color-scheme: dark)" in parts[1]


def test_neither_pure_black_nor_pure_white_is_used(tree: parser.HtmlElement) -> None:
    """Clients that invert colours turn them into each other."""
    styles = [element.get("style", "") for element in tree.iter("*") if "display:none" not in element.get("style", "")]
    assert not re.search(r"#(?:000|fff)(?:000|fff)?\b", " ".join(styles))


@pytest.mark.parametrize("part", [0, 1, 2])
def test_its_own_french_is_typeset(parts: tuple[str, str, str], part: int) -> None:
    """Hard spaces before high signs and inside guillemets, curly apostrophes."""
    shown = parts[part] if part != 1 else parser.document_fromstring(parts[1]).find("body").text_content()
    own = re.sub(r"https?://\S+", "", shown)
    wrong = re.findall(r"\w+ [:;!?»]|« \w+|\w'\w", own)
    assert wrong == []


def test_it_carries_what_the_law_asks(parts: tuple[str, str, str]) -> None:
    """Who, where, why, how to object: in both parts."""
    asked = ["75010 Paris", "Maïté Lorgerie", "redaction@charte.example", "Vous recevez cette lettre parce que",
             "Vous pouvez vous opposer", "Ne plus recevoir cette lettre"]  # fmt: skip
    flat = [" ".join(part.split()) for part in parts[1:]]
    assert [words for words in asked if any(words not in part for part in flat)] == []


def test_both_partners_stand_side_by_side(parts: tuple[str, str, str], tree: parser.HtmlElement) -> None:
    """Two logos of one height in the masthead, two links, two mentions."""
    logos = [image for image in tree.iter("img") if "Charte" in image.get("alt") or "Conseil" in image.get("alt")]
    assert len({image.get("width") for image in logos}) == 1
    assert len(logos) == 2
    assert "Partenaire national de la Charte de la diversité" in parts[1]


def test_the_text_part_keeps_to_its_columns(parts: tuple[str, str, str]) -> None:
    """Addresses apart."""
    assert [line for line in parts[2].splitlines() if len(line) > 78 and "http" not in line] == []


def test_the_text_part_is_written_not_stripped(parts: tuple[str, str, str]) -> None:
    """It reads as a letter: headings, dated agenda, figures in columns."""
    assert "AGENDA\n======" in parts[2]
    assert "Quand\u00a0: jeudi 8\u00a0octobre 2009" in parts[2]
    assert "Année\u00a0\u00a0Candidatures féminines" in parts[2]


def test_no_reader_leaves_a_blank_where_a_name_should_be() -> None:
    """Without any value, the fallback of the author stands."""
    letter = compiling.compile_letter("newsletter", examples.issue())
    assert "Madame, Monsieur," in letters.preview(letter.variant(frozenset({letters.PERSONAL})), {})[1]
