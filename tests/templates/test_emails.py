"""Every e-mail of Relais, made from its sample: readable by everyone, light, whole, and silent to third parties."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from jinja2 import lexer
from lxml import html as parser

from templates import catalogue, compiling, designs, fingerprints, letters, samples
from tests.templates.balance import Balance

_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Seen:
    """One e-mail as its reader sees it."""

    name: str
    subject: str
    html: str
    text: str
    tree: parser.HtmlElement


#: Every e-mail, and every issue in each of the other designs.
_SHOWN = [
    *((name, designs.INSTITUTIONAL) for name in catalogue.EMAILS),
    *((name, design) for design in designs.DESIGNS if designs.folder(design) for name in catalogue.ISSUES),
]


@pytest.fixture(scope="module", params=_SHOWN, ids="-".join)
def seen(request: pytest.FixtureRequest) -> Seen:
    """Each e-mail in turn."""
    name, design = request.param
    letter = compiling.compile_sample(name, design=design)
    subject, html, text = letters.preview(letter.variant(letter.conditions), samples.VALUES)
    return Seen(name, subject, html, text, parser.document_fromstring(html))


def test_it_says_its_language_direction_and_title(seen: Seen) -> None:
    """Screen readers choose their voice by it."""
    assert (seen.tree.get("lang"), seen.tree.get("dir")) == ("fr", "ltr")
    assert len(seen.tree.findtext(".//title")) > 10


def test_it_has_a_subject_of_one_line(seen: Seen) -> None:
    """With words in it."""
    assert _WORD.search(seen.subject)
    assert "\n" not in seen.subject


def test_headings_are_in_order(seen: Seen) -> None:
    """One h1, and no level is skipped on the way down."""
    levels = [int(element.tag[1]) for element in seen.tree.iter("h1", "h2", "h3", "h4", "h5")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_layout_tables_say_so(seen: Seen) -> None:
    """Only tables of data are read as tables."""
    assert {table.get("class") for table in seen.tree.iter("table") if table.get("role") != "presentation"} <= {"data"}


def test_every_picture_has_an_alternative(seen: Seen) -> None:
    """And none is the only one to say something: without pictures nothing is lost but looks."""
    assert all(image.get("alt") is not None for image in seen.tree.iter("img"))
    assert all(link.text_content().strip() for link in seen.tree.iter("a") if not link.findall(".//img"))


def test_no_text_is_smaller_than_14_pixels(seen: Seen) -> None:
    """Whatever holds text gives its size, or inherits one that is large enough."""
    styled = [element.get("style", "") for element in seen.tree.iter("*")]
    sizes = {int(size) for style in styled for size in re.findall(r"font-size:(\d+)px", style)}
    assert {size for size in sizes if size not in {0, 1}} <= set(range(14, 60))


def test_every_anchor_leads_somewhere(seen: Seen) -> None:
    """Each once."""
    ids = seen.tree.xpath("//@id")
    assert {href[1:] for href in seen.tree.xpath("//a/@href") if href.startswith("#")} <= set(ids)
    assert len(ids) == len(set(ids))


def test_it_knows_the_dark(seen: Seen) -> None:
    """Clients are told, and the rules reach them whole."""
    assert '<meta name="color-scheme" content="light dark"' in seen.html
    assert "@media (prefers-color-scheme: dark)" in seen.html


def test_nothing_is_loaded_from_a_third_party(seen: Seen) -> None:
    """Pictures come from this installation; fonts, styles and scripts from nowhere."""
    loaded = re.findall(r"""(?:src|background)=["'](https?://[^"']+)|url\(["']?(https?://[^"')]+)""", seen.html)
    assert {address.split("/")[2] for pair in loaded for address in pair if address} <= {"lettre.exemple.example"}
    assert not re.search("<link|@import|<script|<form", seen.html)


def test_it_is_light(seen: Seen) -> None:
    """Gmail cuts beyond 102 KB."""
    assert len(seen.html.encode()) < 100_000


def test_outlook_reads_balanced_tables(seen: Seen) -> None:
    """Its conditional comments opened."""
    assert Balance(seen.html).open == []


def test_colours_have_six_digits(seen: Seen) -> None:
    """Outlook's Word engine knows no others."""
    shown = re.sub(r"<style.*?</style>|href=\"[^\"]*\"|&#\w+;", "", seen.html, flags=re.DOTALL)
    assert {colour for colour in re.findall(r"#[0-9a-fA-F]+\b", shown) if len(colour) != 7} == set()


def test_both_parts_lead_to_the_same_places(seen: Seen) -> None:
    """Whoever reads the text misses no link."""
    links = {link for link in seen.tree.xpath("//a/@href") if link.startswith("http")}
    assert [link for link in links if link not in seen.text] == []


def test_the_text_part_keeps_to_its_columns(seen: Seen) -> None:
    """Addresses apart."""
    assert [line for line in seen.text.splitlines() if len(line) > 78 and "http" not in line] == []


def test_the_text_part_breathes(seen: Seen) -> None:
    """One blank line at most, and none before the first word."""
    assert "\n\n\n" not in seen.text
    assert seen.text[0] != "\n"


@pytest.mark.parametrize("part", ["subject", "html", "text"])
def test_its_french_is_typeset(seen: Seen, part: str) -> None:
    """Hard spaces before high signs and inside guillemets, curly apostrophes."""
    shown = seen.tree.find("body").text_content() if part == "html" else getattr(seen, part)
    own = re.sub(r"https?://\S+", "", shown)
    assert re.findall(r"\w+ [:;!?»]|« \w+|\w'\w", own) == []


def test_it_says_who_writes(seen: Seen) -> None:
    """In both parts: name, postal address, where an answer arrives (LCEN art. 19 and 20)."""
    why = "Ce message vous est adressé" if seen.name in ("summons", "service") else "Vous recevez"
    asked = ["Charte de la diversité", "75010 Paris", "redaction@charte.example", why]
    both = [" ".join(part.split()) for part in (seen.tree.find("body").text_content(), seen.text)]
    assert [words for words in asked if any(words not in part for part in both)] == []


def test_letters_can_be_left_and_service_messages_cannot(seen: Seen) -> None:
    """A service message answers an act of its own reader, and leaving does not stop it; the welcome is a letter."""
    is_letter = seen.name in (*catalogue.ISSUES, "welcome")
    assert ("/l/u/exemple" in seen.html, "/l/u/exemple" in seen.text) == (is_letter, is_letter)


def _bare_words(file: Path) -> list[str]:
    """Return the words of a template that stand neither in Jinja nor in a tag or a style."""
    tokens = lexer.get_lexer(compiling.environment(None)).tokenize(file.read_text("utf-8"))
    data = "".join(token.value if token.type == "data" else " " for token in tokens)
    return _WORD.findall(re.sub(r"<mj-style.*?</mj-style>|<[^>]*>", " ", data, flags=re.DOTALL))


@pytest.mark.parametrize(
    "file",
    sorted(
        file.relative_to(fingerprints.HERE).as_posix()
        for kind in ("*.txt", "*.mjml")
        for file in fingerprints.HERE.rglob(kind)
    ),
)
def test_every_sentence_can_be_translated(file: str) -> None:
    """It goes through gettext, as everywhere."""
    assert _bare_words(fingerprints.HERE / file) == []
