"""What Word, Outlook, LibreOffice and Google Docs put on the clipboard becomes what was seen on their screens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from campaigns.editorial.manuscripts import manuscript
from campaigns.editorial.manuscripts.html import pages, parsing
from campaigns.editorial.manuscripts.manuscript import Manuscript
from templates.rich_text import nodes
from tests.campaigns.editorial.manuscripts import words

_PASTES = Path(__file__).with_name("pastes")
_NAMES = sorted(file.stem for file in _PASTES.iterdir())
#: What such a clipboard holds, and no reader shall ever see.
_TRACES = re.compile(
    r"mso|Œuvrard|Zoé|supprimé|jamais|caché|Loïc|ZO1|st1|o:p|supportLists|file:|safelinks|google\.com|Confidentiel|guid",
    re.IGNORECASE,
)


def pasted(name: str) -> Manuscript:
    """Read a paste."""
    return parsing.read((_PASTES / f"{name}.html").read_text("utf-8"))


@pytest.mark.parametrize("name", _NAMES)
def test_no_trace_of_the_program_or_its_people_stays(name: str) -> None:
    """In words, links and pictures alike."""
    read = pasted(name)

    assert read.parts
    assert _TRACES.findall(str(read.parts)) == []


def test_what_word_copies() -> None:
    """Titles, lists with their numbers, changes as if accepted, a note, a table, and signs one by one."""
    assert words.words(pasted("word")) == [
        "Contributions de juin",
        "Le bus de l’emploi",
        "La mission locale reçoit vingt jeunes en entretien\u00a0: + 12\u00a0% d'embauches.",
        "2009. Une année",
        "rapport_final_v2.docx, 5*3*2 et <b>",
        "[- Recruter / [1. sans CV] ; - Former]",
        "Entre-temps",
        "[3. Troisième]",
        "Suivi gardé, commenté.",
        "Un tiers[1] des élus, voir le site ou le plan.",
        "Enquête de 2008.",
        "Année|2008,2\u00a0500",
        "Forum",
        "Entrée libre.",
    ]


def test_what_word_loses_on_the_way_is_said() -> None:
    """One sentence for each kind."""
    assert pasted("word").notes == (
        "un passage supprimé (suivi des modifications) n’est pas repris",
        "un passage masqué n’est pas repris",
        "un commentaire n’est pas repris",
        "une note de bas de page est placée à la fin de l’article",
        "un tableau a des cellules fusionnées\u00a0: vérifiez-le dans l’aperçu",
        "un lien qui ne mène pas sur le web est devenu du texte",
        "une image n’est pas venue avec le texte\u00a0: envoyez plutôt le fichier .docx",
    )


@pytest.mark.parametrize("name", ["google", "libreoffice", "word"])
def test_lists_stand_inside_lists(name: str) -> None:
    """However each of them writes it."""
    assert re.fullmatch(
        r"\[- Recruter / \[(-|1\.) sans CV\] ; - Former\]", words.words(pasted(name))[-1 - _after(name)]
    )


def _after(name: str) -> int:
    """Return how many parts follow the list."""
    found = words.words(pasted(name))
    return len(found) - 1 - next(number for number, said in enumerate(found) if said.startswith("[- Recruter"))


@pytest.mark.parametrize("name", ["google", "outlook", "word"])
def test_links_lead_past_detours(name: str) -> None:
    """A detour of Outlook would carry the address of whoever got the mail."""
    links = re.findall(r"link='([^']*)'", str(pasted(name).parts))

    assert set(links) - {"mailto:ana@ml-drome.example"} == {
        "https://www.cnml.example/a?b=1&c=2" if name == "word" else "https://www.cnml.example/a?b=1"
    }


def test_bold_and_italic_are_what_is_seen() -> None:
    """Google Docs wraps everything in a bold that is none, and writes the true ones as weights."""
    paragraph = pasted("google").parts[1]
    assert isinstance(paragraph, nodes.Paragraph)
    set_ = {
        part.text: part.marks
        for part in paragraph.content
        if isinstance(part, nodes.Text) and part.marks != nodes.Marks()
    }

    assert set_ == {"vingt jeunes": nodes.Marks(bold=True), "parle": nodes.Marks(italic=True)}


def test_figures_above_the_line_stay_there() -> None:
    """40 m² are not 40 m2; letters come down, as in « 1re »."""
    assert "La 1re année, 40 m², barré" in words.words(pasted("libreoffice"))
    assert "un passage barré n’est plus barré\u00a0: vérifiez qu’il doit rester" in pasted("libreoffice").notes


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("", []),
        ("<p>", []),
        ("Bonjour", ["Bonjour"]),
        ("<!--[if !mso]><!--><p>vu</p><!--<![endif]--><!--[if mso]><p>non</p><![endif]-->", ["vu"]),
        ("<p>un<script>alert(1)</script><style>p{}</style>deux</p>", ["undeux"]),
        ("<p>a <b> b</b> <br> c </p>", ["a b⏎c"]),
        ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
        ("<p hidden>x</p><p style='visibility: hidden'>y</p><p>z</p>", ["z"]),
        ("<li>seul</li>", ["seul"]),
        ("<table><tr><td>cadre</td></tr></table>", ["cadre"]),
        ("<p>a\0b\x07c</p>", ["ab c"]),
        ("<p onclick='x()'><a href='javascript:alert(1)'>clic</a></p>", ["clic"]),
    ],
)
def test_other_html_is_what_a_browser_shows(html: str, said: list[str]) -> None:
    """Nothing runs, nothing hidden shows, spaces count once."""
    assert words.words(parsing.read(html)) == said


@pytest.mark.parametrize("tag", ["div", "span", "ul><li", "table><tr><td", "blockquote", "b"])
def test_elements_inside_elements_have_an_end(tag: str) -> None:
    """No page exhausts the stack: its words are kept, or it is refused."""
    assert "fond" in "".join(words.words(parsing.read(f"<{tag}>" * 300 + "fond")))
    with pytest.raises(manuscript.Unreadable, match="imbriqués"):
        parsing.read(f"<{tag}>" * 5_000 + "fond")


def test_a_page_is_not_longer_than_a_letter_but_for_its_pictures() -> None:
    """Ten photographs are heavy; ten novels are no letter."""
    picture = f"<img alt='bus' src='data:image/png;base64,{'A' * 4_000_000}'>"

    assert words.words(parsing.read(picture)) == ["(bus)"]
    with pytest.raises(manuscript.Unreadable, match="plus long qu’une lettre"):
        parsing.read("<p>x" * 1_000_000)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("<p>é</p>".encode(), "é"),
        ("<p>é</p>".encode("cp1252"), "é"),
        ("<p>é</p>".encode("utf-16"), "é"),
        ('<meta charset="iso-8859-15"><p>œ</p>'.encode("iso-8859-15"), "œ"),
        ('<meta charset="no-such"><p>é</p>'.encode(), "é"),
    ],
)
def test_pages_are_decoded_as_they_say(raw: bytes, said: str) -> None:
    """As saved by a browser, by Word, or by an old program."""
    assert words.words(parsing.read(pages.decoded(raw))) == [said]
