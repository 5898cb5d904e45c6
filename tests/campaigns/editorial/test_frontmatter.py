"""Item files: what may be written in them, and the sentence for each fault."""

from __future__ import annotations

import pytest

from campaigns import errors
from campaigns.editorial import frontmatter


def parse(header: str, body: str = "Bonjour.") -> frontmatter.ItemFile:
    """Parse a file with this header."""
    return frontmatter.parse(f"---\n{header}\n---\n{body}\n".encode(), "article.md")


MINIMAL = "type: good_practice\ntitle: Relire ses offres à deux voix"


def test_type_and_title_are_enough() -> None:
    """Everything else is optional."""
    parsed = parse(MINIMAL)

    assert parsed.values == {"type": "good_practice", "title": "Relire ses offres à deux voix"}
    assert parsed.markdown == "Bonjour."


def test_yaml_does_not_guess_what_a_value_is() -> None:
    """« no » is a word, « 1e3 » is a title."""
    parsed = parse("type: key_figure\ntitle: 1e3\nkicker: no")

    assert (parsed.values["title"], parsed.values["kicker"]) == ("1e3", "no")


def test_lists_may_be_written_on_one_line() -> None:
    """As officers write them."""
    parsed = parse(f"{MINIMAL}\nterritory: departement:33, region:11")

    assert parsed.values["territory"] == ["departement:33", "region:11"]


@pytest.mark.parametrize(
    ("line", "fragment"),
    [
        ("titre: Bonjour", "ce champ est inconnu"),
        ("link: javascript:alert(1)", "n’est pas une adresse http ou https"),
        ("date: 08/10/2009", "n’est pas une date"),
        ("territory: 33", "33"),
        ("for: everybody", "ni company ni local_mission"),
        ("title: encore", "deux fois"),
        ("kicker: [a, b]", "une seule valeur"),
    ],
)
def test_a_fault_names_its_line_and_field(line: str, fragment: str) -> None:
    """The sentence says where and what."""
    with pytest.raises(errors.ItemRefused) as refused:
        parse(f"{MINIMAL}\n{line}")

    assert refused.value.line == 4
    assert fragment in str(refused.value)


def test_a_title_beyond_eighty_signs_is_refused_with_its_length() -> None:
    """The officer knows how much to cut."""
    with pytest.raises(errors.ItemRefused, match="81 signes, 80 au plus"):
        parse(f"type: tool\ntitle: {'x' * 81}")


def test_a_missing_title_is_named() -> None:
    """Only two fields are required."""
    with pytest.raises(errors.ItemRefused, match="title : ce champ est obligatoire"):
        parse("type: tool")


def test_broken_yaml_says_how_to_quote() -> None:
    """A colon in a title is the classic."""
    with pytest.raises(errors.ItemRefused, match="guillemets droits"):
        parse("type: tool\ntitle: Un: deux: trois")


def test_bytes_that_are_not_utf8_are_refused_with_their_line() -> None:
    """A cp1252 file is not guessed."""
    with pytest.raises(errors.ItemRefused) as refused:
        frontmatter.parse("---\ntype: tool\ntitle: Été\n---\n".encode("cp1252"), "article.md")

    assert refused.value.line == 3


@pytest.mark.parametrize("raw", [b"PK\x03\x04", b"%PDF-1.7", b"# Un titre\n", b"---\ntype: tool\n"])
def test_a_file_of_another_kind_is_refused_whole(raw: bytes) -> None:
    """A picture, an archive, plain Markdown, an open header."""
    with pytest.raises((errors.FileRefused, errors.ItemRefused)):
        frontmatter.parse(raw, "article.md")


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault() -> None:
    """As Notepad saves them."""
    raw = b"\xef\xbb\xbf---\r\ntype: tool\r\ntitle: Grille\r\n---\r\nBonjour.\r\n"

    assert frontmatter.parse(raw, "article.md").values["title"] == "Grille"
