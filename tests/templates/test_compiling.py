"""Contexts become letters: typed text stays text, places stay open, both parts say the same."""

from __future__ import annotations

import socket
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as parser

from templates import compiling, context, errors, letters, pictures
from templates.letters import ValueContext
from templates.rich_text import markdown_reading
from tests.templates import examples
from tests.templates.balance import Balance

TYPES = sorted({piece.type for section in examples.sections() for piece in section.pieces})

HOSTILE = "{% for x in y %}{{ 7*7 }}{{ prenom | x }}{# c #} <b>\"; DROP TABLE</b> '&amp; zjz0n0zjz \\n"


@pytest.fixture(scope="module")
def letter() -> letters.Letter:
    """The whole issue, compiled."""
    return compiling.compile_letter("newsletter", examples.issue())


@pytest.fixture(scope="module")
def tree(letter: letters.Letter) -> parser.HtmlElement:
    """What a reader with a mission locale sees."""
    return parser.document_fromstring(examples.seen(letter)[1])


def _compiled(*pieces: context.Piece, **changes: object) -> tuple[str, str, str]:
    return examples.seen(compiling.compile_letter("newsletter", examples.small(*pieces, **changes)))


@pytest.mark.parametrize(
    "true",
    [
        frozenset(c for c, on in zip(sorted(examples.ALL_TRUE), bits, strict=True) if on)
        for bits in product((0, 1), repeat=4)
    ],
)
def test_every_variant_is_balanced(letter: letters.Letter, true: frozenset[str]) -> None:
    """Outlook's tables included, whatever is chosen."""
    assert Balance(examples.seen(letter, true)[1]).open == []


def test_no_token_is_left(letter: letters.Letter) -> None:
    """In either part, whatever is chosen."""
    for true in (frozenset[str](), examples.ALL_TRUE):
        assert "zjz" not in "".join(examples.seen(letter, true))


def test_compiling_twice_gives_one_letter(letter: letters.Letter) -> None:
    """Tokens differ, letters do not: an approval is bound to a hash."""
    assert compiling.compile_letter("newsletter", examples.issue()) == letter


def test_compiling_touches_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even a name is looked up."""

    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert compiling.compile_letter("newsletter", examples.issue()).html


def test_the_letter_is_small_enough(letter: letters.Letter) -> None:
    """A full issue stays well under what Gmail clips."""
    assert letter.sizes(examples.ALL_TRUE, examples.ALL_TRUE)[0] < 80_000


def test_both_parts_hold_every_link(letter: letters.Letter) -> None:
    """And name the same ones."""
    _subject, html, text = examples.seen(letter)
    assert all(link.url.replace("&", "&amp;") in html for link in letter.links)
    assert [link.url for link in letter.links if link.url not in text and link.key != "network"] == []


def test_links_belong_to_their_items(letter: letters.Letter) -> None:
    """The label is what was clicked."""
    found = {(link.key, link.label) for link in letter.links}
    assert {("roubaix", "mission locale"), ("roubaix", "Lire la suite"), ("portes", "Recevoir le kit")} <= found


def test_counting_addresses_take_the_place_of_links(letter: letters.Letter) -> None:
    """In both parts; only what is counted changes."""
    instead = {link.id: f"https://lettre.charte.example/l/c/{link.id}" for link in letter.links}
    _subject, html, text = letters.preview(letter.variant(examples.ALL_TRUE, instead), examples.VALUES)
    assert "https://www.charte.example/roubaix" not in html + text
    assert "https://lettre.charte.example/l/n/4" in html


@pytest.mark.parametrize("type_", TYPES)
def test_every_type_of_item_is_set_in_both_parts(type_: str) -> None:
    """With all that an item may have."""
    piece = context.Piece(
        "k", type_, "Titre", "Surtitre", "Chapô", markdown_reading.from_markdown("Corps"), link="https://a.example/",
        when="lundi 5 octobre", place="Lyon", author="Autrice", source="Insee",
        image=pictures.Image("https://a.example/i.png", "Une photo", 400, 300), caption="Légende", credit="Crédit",
    )  # fmt: skip
    _subject, html, text = _compiled(piece)
    shown = ["Titre", "Surtitre", "Chapô", "Corps", "https://a.example/", "Autrice", "Insee"]
    assert [word for word in shown if word not in text or word not in html] == []
    assert all(word in html for word in ("Une photo", "Légende", "Crédit"))


@pytest.mark.parametrize("type_", TYPES)
def test_typed_text_is_never_template_nor_markup(type_: str) -> None:
    """Braces, tags, entities and backslashes come out as they were typed."""
    piece = context.Piece(
        "k", type_, HOSTILE, HOSTILE, HOSTILE, author=HOSTILE, source=HOSTILE, when=HOSTILE, place=HOSTILE
    )
    _subject, html, text = _compiled(piece)
    shown = parser.document_fromstring(html).text_content()
    assert shown.count(HOSTILE) >= 4
    assert " ".join(text.split()).count(HOSTILE) >= 4
    assert "<b>" not in html


def test_hostile_names_are_text_everywhere() -> None:
    """In the head, the masthead, the alternatives, the band of partners and the mentions."""
    logo = pictures.Image("https://a.example/l.png", HOSTILE, 100, 50)
    partner = context.Partner(HOSTILE, HOSTILE, "https://a.example/", logo)
    changes = {"publication": HOSTILE, "issue_title": HOSTILE, "date_text": HOSTILE, "why": HOSTILE, "network": partner}
    _subject, html, _text = _compiled(partners=(partner,), **changes)
    tree = parser.document_fromstring(html)
    assert tree.find(".//img").get("alt") == HOSTILE
    assert tree.find(".//title").text.count(HOSTILE) == 2
    assert tree.text_content().count(HOSTILE) >= 6


def test_hostile_bodies_are_text() -> None:
    """Only the merge field in them is one."""
    html = _compiled(examples.piece("k", "tool", "T", HOSTILE.replace("\\n", "")))[1]
    assert "{% for x in y %}{{ 7*7 }}Anne-Sophie{# c #} &lt;b&gt;" in html


@given(typed=st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1))
@settings(max_examples=30, deadline=None)
def test_any_title_comes_out_as_it_was_typed(typed: str) -> None:
    """Whatever Unicode holds, in the text and in an attribute."""
    image = pictures.Image("https://a.example/i.png", typed, 10, 10)
    tree = parser.document_fromstring(_compiled(context.Piece("k", "tool", typed, image=image))[1])
    assert tree.find(".//img").get("alt") == typed
    assert tree.find(".//h3").text_content() == typed


def test_a_control_character_anywhere_is_refused() -> None:
    """The subject above all."""
    with pytest.raises(errors.TextRefused):
        compiling.compile_letter("newsletter", examples.issue(subject="a\x00b"))


def test_the_subject_is_one_line_with_its_fields() -> None:
    """A line end cannot begin a header."""
    letter = compiling.compile_letter("newsletter", examples.issue(subject="Pour {{ prenom | vous }}\n{{ 7*7 }}"))
    assert letter.subject == ("Pour ", letters.Slot("prenom", ValueContext.HEADER, "vous"), " {{ 7*7 }}")


def test_the_unsubscribe_address_ends_in_the_reader_s_token(letter: letters.Letter) -> None:
    """In both parts, straight after its constant beginning."""
    for part in examples.seen(letter)[1:]:
        assert "https://lettre.charte.example/l/q/Zk3x-9_aQ" in part


def test_a_reader_without_mission_locale_is_shown_the_network(letter: letters.Letter) -> None:
    """And no empty line of a telephone."""
    _subject, html, text = examples.seen(letter, frozenset({letters.PERSONAL}))
    assert "Une mission locale près de vous" in html
    assert "https://www.cnml.example/" in text
    assert "Téléphone" not in html + text


def test_a_rubrique_without_piece_leaves_no_trace() -> None:
    """Neither heading nor line in the contents."""
    empty = context.SectionBlock("agenda", "Agenda", ())
    whole = examples.issue(sections=(*examples.sections()[:2], empty))
    assert "agenda" not in "".join(examples.seen(compiling.compile_letter("newsletter", whole))).lower()


def test_only_the_web_version_is_offered_when_there_is_one() -> None:
    """« Lire en ligne » needs somewhere to lead."""
    assert ["Lire en ligne" in _compiled(web_url=url)[1] for url in (None, "https://lettre.charte.example/l/n/4")] == [
        False,
        True,
    ]


def test_pictures_come_from_one_host(tree: parser.HtmlElement) -> None:
    """Nobody else learns that the letter was opened."""
    sources = {image.get("src").split("/")[2] for image in tree.iter("img")}
    assert sources == {"lettre.charte.example"}


def test_an_unknown_email_is_refused() -> None:
    """By its name."""
    with pytest.raises(errors.TemplateMissing, match="inconnu"):
        compiling.compile_letter("inconnu", examples.issue())


def _override(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return folder


def test_an_override_stands_in_for_our_file(tmp_path: Path) -> None:
    """One file at a time."""
    folder = _override(tmp_path, "emails/newsletter/subject.txt", "[Essai] {{ fields(letter.subject) }}")
    letter = compiling.compile_letter("newsletter", examples.small(), overrides=folder)
    assert str(letter.subject[0]).startswith("[Essai] La Lettre")


@pytest.mark.parametrize(
    "source",
    [
        "{{ letter.absent }}",
        "{{ ''.__class__.__mro__ }}",
        "{% if %}",
        "{{ 1 / 0 }}",
        "{% include 'blocks/absent.mjml' %}",
        "<mj-section><mj-column><mj-image src='https://traceur.example/p.gif' alt=''/></mj-column></mj-section>",
        "{{ when('x') }}",
    ],
)
def test_a_broken_override_is_refused_in_a_sentence(tmp_path: Path, source: str) -> None:
    """Unknown names, escapes from the sandbox, bad Jinja, trackers, open choices."""
    body = f"<mjml><mj-body>{source}<mj-section></mj-section></mj-body></mjml>"
    folder = _override(tmp_path, "emails/newsletter/body.mjml", body)
    with pytest.raises(errors.TemplateRefused, match=r"emails/newsletter/body\.mjml"):
        compiling.compile_letter("newsletter", examples.small(), overrides=folder)
