"""One issue in several designs: each keeps its promise, and none loses an article."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as parser

from templates import compiling, designs, errors, fingerprints, samples
from templates.context import Approval, LetterContext, Piece, SectionBlock
from templates.pictures import Image
from tests.templates import examples

OTHERS = [key for key in designs.DESIGNS if designs.folder(key)]


def read(context: LetterContext, design: str, name: str = "newsletter") -> tuple[str, str]:
    """Return HTML and text of an issue as a reader sees them."""
    return examples.seen(compiling.compile_letter(name, context, design=design))[1:]


def public(context: LetterContext) -> LetterContext:
    """Return an issue whose articles will have pages."""
    sections = (
        replace(one, pieces=tuple(replace(piece, page=f"{examples.IMAGES}../a/{piece.key}") for piece in one.pieces))
        for one in context.sections
    )
    return replace(context, sections=tuple(sections))


def of_sample() -> LetterContext:
    """Return the sample of a newsletter."""
    sample = samples.of("newsletter")
    assert isinstance(sample, LetterContext)
    return sample


def test_every_design_is_a_folder_and_the_first_is_the_common_files() -> None:
    """Nothing lies there that nobody can choose."""
    folders = {folder.name for folder in (fingerprints.HERE / "designs").iterdir()}
    letter = compiling.compile_letter("newsletter", examples.issue())

    assert folders == set(OTHERS)
    assert compiling.compile_letter("newsletter", examples.issue(), design=designs.INSTITUTIONAL) == letter


@pytest.mark.parametrize("design", OTHERS)
def test_every_file_of_a_design_comes_with_its_text(design: str) -> None:
    """What only places a picture, names the letter or counts its parts needs none."""
    own = fingerprints.HERE / "designs" / design
    files = [file for file in own.rglob("*") if file.suffix in fingerprints.KINDS]
    silent = {"style", "masthead", "issue", "_parts"}

    assert {file.stem for file in files if file.suffix == ".mjml"} - silent == {
        file.stem for file in files if file.suffix == ".txt"
    }


@pytest.mark.parametrize("design", designs.DESIGNS)
def test_no_design_loses_an_article(design: str) -> None:
    """Each title stands in both parts, once as a heading."""
    issue = public(examples.issue())
    html, text = read(issue, design)
    headings = [one.text_content() for one in parser.document_fromstring(html).iter("h2", "h3")]
    said = " ".join(text.split())

    for section in issue.sections:
        for piece in section.pieces:
            assert sum(piece.title in heading for heading in headings) == 1, piece.title
            assert " ".join(piece.title.split()) in said


@pytest.mark.parametrize("design", designs.DESIGNS)
@pytest.mark.parametrize("name", ["awareness", "invitation"])
def test_a_letter_that_is_not_public_is_whole(design: str, name: str) -> None:
    """Its articles have no page on which they could go on."""
    context = samples.of(name)
    assert isinstance(context, LetterContext)
    assert context.lead is not None
    html, text = read(replace(context, sections=examples.sections()), design, name)

    for part in (html, text):
        assert "Ce qui n’est pas compris est réécrit" in part
        assert "Un intertitre" in part


@pytest.mark.parametrize("design", OTHERS)
def test_outlook_is_told_every_width(design: str) -> None:
    """Its tables stand in conditional comments, and none is left to guess; no picture lies behind a text."""
    html = read(public(examples.issue()), design)[0]
    tables = re.findall(r"<!--\[if mso \| IE\]>(.*?)<!\[endif\]-->", html, re.DOTALL)
    opened = [tag for part in tables for tag in re.findall(r"<table[^>]*>", part)]
    cells = [tag for part in tables for tag in re.findall(r"<td[^>]*>", part)]

    assert opened
    assert [tag for tag in opened if 'align="center"' in tag and not re.search(r"width:[36]00px", tag)] == []
    assert [tag for tag in cells if "vertical-align" in tag and not re.search(r"width:\d+(\.\d+)?px", tag)] == []
    assert [picture for picture in re.findall(r"<img[^>]*>", html) if 'width="' not in picture] == []
    assert not re.search(r"background(?:-image)?:\s*url|v:fill|background=\"", html)


def test_a_magazine_begins_with_its_cover() -> None:
    """As wide as the letter, before everything else; its article stands there only, and goes on on the web."""
    html, text = read(public(examples.issue()), "magazine")
    tree = parser.document_fromstring(html)
    (cover,) = tree.xpath("//h2[@id='p-roubaix']")
    (picture,) = tree.xpath("//img[contains(@src, 'roubaix')]")

    assert picture.get("width") == "600"
    assert next(tree.iter("h2", "h3")) is cover
    assert "/a/roubaix" in html
    assert "/a/roubaix" in text
    assert "atelier de confection" not in html + text
    assert "À la une" in html
    assert text.index("À Roubaix") < text.index("Un an, vingt et un engagements")


def test_each_reader_has_the_cover_of_hers() -> None:
    """Who has one reads « Aussi dans ce numéro » below it; who has none, « Dans ce numéro »."""
    wide = Image(f"{examples.IMAGES}a.jpg", "Une scène", 1072, 600)
    pieces = (
        examples.piece("nord", "good_practice", "Du Nord", image=wide, shown="a"),
        examples.piece("sud", "good_practice", "Du Sud", image=wide, shown="b"),
    )
    issue = examples.issue(sections=(SectionBlock("headline", "À la une", pieces), *examples.sections()[2:]))
    letter = compiling.compile_letter("newsletter", public(issue), design="magazine")
    seen = {who: examples.seen(letter, examples.ALL_TRUE | {who})[1] for who in "abc"}

    assert issue.covers == pieces
    assert [("Du Nord" in html, "Du Sud" in html) for html in seen.values()] == [
        (True, False), (False, True), (False, False)
    ]  # fmt: skip
    assert ["Aussi dans ce numéro" in html for html in seen.values()] == [True, True, False]


def test_without_a_headline_the_first_wide_picture_is_the_cover() -> None:
    """One that everybody receives, and that need not be enlarged."""
    wide, narrow = (Image(f"{examples.IMAGES}{size}.jpg", "Une scène", size, 300) for size in (1072, 400))
    pieces = (
        examples.piece("small", "good_practice", "Étroite", image=narrow),
        examples.piece("some", "good_practice", "Pour certains", image=wide, shown="a"),
        examples.piece("all", "good_practice", "Pour tous", image=wide),
    )
    issue = examples.small(*pieces)

    assert issue.covers == pieces[2:]
    assert [piece.key for section in issue.below_covers for piece in section.pieces] == ["small", "some"]
    assert replace(issue, lead=pieces[2]).covers == ()


def test_what_goes_on_names_its_article() -> None:
    """Who hears the links alone hears where each leads; and no link goes on where there is nothing more."""
    for design in ("magazine", "brief"):
        tree = parser.document_fromstring(read(public(examples.issue()), design)[0])
        onward = [link for link in tree.iter("a") if link.text_content() == "Lire la suite" and link.get("aria-label")]
        assert len(onward) >= 3
        assert len({link.get("aria-label") for link in onward}) == len(onward)
        assert not [link for link in onward if "/a/tuteur" in link.get("href")]


def test_a_brief_shows_no_picture_of_an_article() -> None:
    """And keeps what its reader is asked to do."""
    html, text = read(public(examples.issue()), "brief")

    assert {re.sub(r".*/", "", src) for src in re.findall(r'<img[^>]* src="([^"]*)', html)} == {
        "charte.png",
        "cnml.png",
    }
    assert "https://www.charte.example/portes" in html
    assert "https://www.charte.example/portes" in text
    assert len(html) < len(read(public(examples.issue()), "institutional")[0])


@pytest.mark.parametrize("name", ["newsletter", "special"])
def test_both_sides_have_one_height_and_come_first(name: str) -> None:
    """Whatever the proportions of their logos; each leads to its site."""
    square = replace(examples.CNML, logo=Image(f"{examples.IMAGES}cnml.png", "Le Conseil", 300, 300))
    context = samples.of(name)
    assert isinstance(context, LetterContext)
    html = read(
        replace(context, partners=(examples.CHARTE, square), approvals=_approvals(square.name)), "cobranded", name
    )[0]
    tree = parser.document_fromstring(html)
    logos = tree.xpath("//img[@alt='Charte de la diversité' or @alt='Le Conseil']")

    assert [(one.get("height"), one.getparent().tag) for one in logos] == [("70", "a"), ("70", "a")]
    assert html.index("cnml.png") < html.index("<h1")


def _approvals(other: str) -> tuple[Approval, ...]:
    return Approval("Solange Exemple", examples.CHARTE.name), Approval("Loïc Exemple", other)


def test_an_administrator_changes_one_design(tmp_path: Path) -> None:
    """Her file stands in for ours there, and may call it; a common file of hers holds in all."""
    own = tmp_path / "designs" / "magazine" / "layout"
    own.mkdir(parents=True)
    (own / "foot.mjml").write_text(
        "<mj-section><mj-column><mj-text>À nous.</mj-text></mj-column></mj-section>"
        '{% include "common/layout/foot.mjml" %}',
        "utf-8",
    )
    (tmp_path / "layout").mkdir()
    (tmp_path / "layout" / "partners.mjml").write_text("", "utf-8")
    shown = {
        key: examples.seen(compiling.compile_letter("newsletter", of_sample(), overrides=tmp_path, design=key))[1]
        for key in designs.DESIGNS
    }

    assert [key for key, html in shown.items() if "À nous." in html] == ["magazine"]
    assert "Ne plus recevoir cette lettre" in shown["magazine"]
    assert [key for key, html in shown.items() if "Nos partenaires" in html] == []
    assert fingerprints.fingerprint("newsletter", tmp_path, "magazine") != fingerprints.fingerprint(
        "newsletter", None, "magazine"
    )


def test_a_fault_is_told_by_the_file_of_its_design(tmp_path: Path) -> None:
    """With the line to mend."""
    own = tmp_path / "designs" / "brief" / "layout"
    own.mkdir(parents=True)
    (own / "entry.mjml").write_text("\n<mj-text>{{ nothing }}</mj-text>", "utf-8")
    with pytest.raises(errors.TemplateRefused) as refused:
        compiling.compile_sample("newsletter", tmp_path, "brief")
    (own / "entry.mjml").write_text("<mj-text>\n<p>a</p></mj-text>\n<mj-nothing></mj-nothing>", "utf-8")
    with pytest.raises(errors.TemplateRefused) as again:
        compiling.compile_sample("newsletter", tmp_path, "brief")

    told = [(one.value.findings[0].file, one.value.findings[0].line) for one in (refused, again)]
    assert told == [("designs/brief/layout/entry.mjml", 2), ("designs/brief/layout/entry.mjml", 3)]


def test_an_unknown_design_is_refused() -> None:
    """By its key, with those that there are."""
    with pytest.raises(errors.DesignUnknown, match=r"«.tabloid.».*magazine"):
        designs.known("tabloid")


def test_a_teaser_of_an_article_with_an_intro_is_its_intro() -> None:
    """Of one without, how it begins; of one without a page, all of it."""
    whole = examples.piece("a", "good_practice", "Titre", "Premier alinéa.\n\n- un point")
    paged = replace(whole, page="https://lettre.charte.example/l/a/1")

    assert whole.teaser == whole
    assert [(one.teaser.body.blocks, one.goes_on) for one in (paged, replace(paged, intro="Chapô"))] == [
        (whole.body.blocks[:1], True), ((), True)
    ]  # fmt: skip
    assert not Piece("b", "good_practice", "Titre", page=paged.page).goes_on
