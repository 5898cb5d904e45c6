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


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("kicker: Le mot-dièse #Diversité", "#Diversité"),
        ("kicker: #Diversité", "#Diversité"),
        ("kicker: 'Bravo' # encore", "# encore"),
        ("kicker: Suivez\n  #Diversité", "#Diversité"),
        ("kicker: Suivez\n#Diversité cette semaine", "#Diversité"),
        ("territory: [departement:33] # la Gironde", "# la Gironde"),
        ("kicker: &Co Partenaires", "&Co"),
        ("kicker: !Bravo les jeunes", "!Bravo"),
    ],
)
def test_what_yaml_would_lose_is_refused_with_its_line(line: str, lost: str) -> None:
    """A title cut at its hashtag is found by readers, not by the officer."""
    with pytest.raises(errors.ItemRefused, match="guillemets droits") as refused:
        parse(f"{MINIMAL}\n{line}")

    assert lost in str(refused.value)
    assert refused.value.line == 4 + line.count("\n")


def test_a_hash_in_quotes_in_a_word_or_in_a_block_is_text() -> None:
    """As the refusal advises."""
    parsed = parse(f'{MINIMAL}\nkicker: "Le #Diversité"\nlink: https://charte.example/#haut\nintro: |\n  Le # du jour')

    assert parsed.values["kicker"] == "Le #Diversité"
    assert parsed.values["link"] == "https://charte.example/#haut"
    assert parsed.values["intro"] == "Le # du jour"


def test_a_line_that_begins_with_a_hash_is_a_comment() -> None:
    """A field that was taken out, or a word to a colleague."""
    assert parse(f"# à relire\n{MINIMAL}\n#kicker: Bravo").values == parse(MINIMAL).values


@pytest.mark.parametrize("sign", ["\\ud800", "\\0", "\\x01", "\\ufffe", "\\u202e", "\\u2067", "\\U0001ffff"])
def test_an_escape_brings_no_character_that_nobody_types(sign: str) -> None:
    """Such a title would be refused by the database, or turn the words that follow it."""
    with pytest.raises(errors.ItemRefused, match="un caractère invisible") as refused:
        parse(f'{MINIMAL}\nkicker: "Bon{sign}jour"')

    assert (refused.value.line, refused.value.field) == (4, "kicker")


def test_a_turning_sign_in_the_text_is_refused_with_its_line() -> None:
    """The officer finds it, though it shows nothing."""
    with pytest.raises(errors.ItemRefused, match=r"U\+202E") as refused:
        parse(MINIMAL, "Bonjour.\n\nA\u202ebc")

    assert refused.value.line == 7


def test_lists_in_lists_are_refused() -> None:
    """However many there are."""
    with pytest.raises(errors.ItemRefused, match="imbriquées"):
        parse(f"{MINIMAL}\nterritory: {'[' * 2000}")


@pytest.mark.parametrize(
    "link", [r"https://charte.example\@ailleurs.example/", "https://nom:secret@charte.example/", "https://a\\b.example"]
)
def test_a_link_that_leads_elsewhere_than_it_says_is_refused(link: str) -> None:
    """Browsers and mail programs would disagree about where it leads."""
    with pytest.raises(errors.ItemRefused, match="link"):
        parse(f"{MINIMAL}\nlink: {link}")


@pytest.mark.parametrize(
    ("starts", "ends", "fragment"),
    [
        ("2027-06-10T09:00", "2027-06-09T10:00", "la fin précède le début"),
        ("2027-06-10T09:00", "2027-06-10T09:00", "l’heure du début"),
        ("2027-06-10T09:00+04:00", "2027-06-10T07:00+02:00", "l’heure du début"),
        ("2027-06-10", "2027-06-09", "la fin précède le début"),
        ("2027-06-10T09:00", "2027-06-09", "la fin précède le début"),
        ("2027-06-10", "2027-06-10T00:00", "la fin précède le début"),
    ],
)
def test_an_event_ends_after_it_starts(starts: str, ends: str, fragment: str) -> None:
    """Said at the line of the end."""
    with pytest.raises(errors.ItemRefused, match=fragment) as refused:
        parse(f"{MINIMAL}\ndate: {starts}\nend: {ends}")

    assert (refused.value.line, refused.value.field) == (5, "end")


def test_an_end_needs_its_beginning() -> None:
    """Alone it would be printed nowhere."""
    with pytest.raises(errors.ItemRefused, match="le début de l’événement"):
        parse(f"{MINIMAL}\nend: 2027-06-10")


@pytest.mark.parametrize("field", ["date", "embargo", "expires"])
def test_a_year_that_nobody_meant_is_refused(field: str) -> None:
    """A slip of the pen, not an event of the year 1."""
    with pytest.raises(errors.ItemRefused, match="invraisemblable"):
        parse(f"{MINIMAL}\n{field}: 0001-01-01T00:00")
