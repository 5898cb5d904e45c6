"""Addresses are read by one strict grammar or refused with a reason."""

from __future__ import annotations

import contextlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lists import addresses, errors


def test_an_ordinary_address_stands_as_it_is() -> None:
    """Case before the @ belongs to the receiving server, case after it to nobody."""
    address = addresses.parse("Zoe.Martin+lettre@Ateliers.EXAMPLE")
    assert address.wire == "Zoe.Martin+lettre@ateliers.example"
    assert not address.needs_smtputf8


def test_an_accented_domain_goes_out_in_ascii_and_is_shown_with_its_accents() -> None:
    """IDNA2008 A-labels on the wire, no SMTPUTF8 needed."""
    address = addresses.parse("contact@mission-ÉVRY.fr")
    assert address.wire == "contact@xn--mission-vry-ibb.fr"
    assert (address.shown, address.needs_smtputf8) == ("contact@mission-évry.fr", False)


def test_an_accented_local_part_needs_smtputf8() -> None:
    """There is no ASCII form of it."""
    assert addresses.parse("réseau@mission-locale.fr").needs_smtputf8


def test_decomposed_accents_are_composed() -> None:
    """A Mac writes é as two characters."""
    assert addresses.parse(unicodedata.normalize("NFD", "réseau@ml.fr")).local == "réseau"


@pytest.mark.parametrize("other", ["X@EXAMPLE.ORG", "x@Example.org"])
def test_case_does_not_make_another_person(other: str) -> None:
    """An objection holds however the address is typed."""
    assert addresses.parse("x@example.org").key_text == addresses.parse(other).key_text


def test_both_spellings_of_a_domain_are_one_address() -> None:
    """`xn--` typed by hand is the accented domain."""
    assert addresses.parse("a@xn--mission-vry-ibb.fr") == addresses.parse("a@mission-évry.fr")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "personne",
        "@example.org",
        "a@",
        "a@b",
        "a@@b.fr",
        "a@b@c.fr",
        "a b@c.fr",
        "a\u00a0b@c.fr",
        "a@b.fr\r\nRCPT TO:<evil@z.fr>",
        '"a\r\nRCPT TO:<evil@z.fr>"@y.fr',
        '"a.b"@c.fr',
        "x@y.fr NOTIFY=NEVER",
        ".a@b.fr",
        "a.@b.fr",
        "a..b@c.fr",
        "a@[192.0.2.1]",
        "a@192.0.2.1",
        "a@-b.fr",
        "a@b-.fr",
        "a@b..fr",
        "a@b.fr.",
        "a@b_c.fr",
        "a@xn--a.fr",
        "a@b\u3002fr",
        "a(commentaire)@b.fr",
        "Zoé <a@b.fr>",
        "a@b.fr,c@d.fr",
        "a\u200b@b.fr",
        "a\u202e@b.fr",
        "a\x00@b.fr",
        "a\ud800@b.fr",
    ],
)
def test_what_a_library_would_repair_is_refused(text: str) -> None:
    """A repaired address is another person's."""
    with pytest.raises(errors.AddressRefused):
        addresses.parse(text)


def test_a_refusal_says_why_in_french() -> None:
    """The officer can mend it."""
    with pytest.raises(errors.AddressRefused) as refused:
        addresses.parse("jean.dupont")
    assert str(refused.value) == "L’adresse «\u00a0jean.dupont\u00a0» est refusée\u00a0: il y manque le signe @."


@pytest.mark.parametrize("local", ["a" * 64, "é" * 32])
def test_the_local_part_may_have_64_octets_and_not_one_more(local: str) -> None:
    """RFC 5321 4.5.3.1.1 counts octets, not characters."""
    assert addresses.parse(f"{local}@b.fr").local == local
    with pytest.raises(errors.AddressRefused):
        addresses.parse(f"{local}a@b.fr")


def test_an_address_may_have_254_octets_and_not_one_more() -> None:
    """RFC 5321 4.5.3.1.3: a path has 256 with its brackets."""
    domain = ".".join(["d" * 61] * 4)[:250] + ".fr"
    longest = f"{'a' * (253 - len(domain))}@{domain}"
    assert len(addresses.parse(longest).wire) == 254
    with pytest.raises(errors.AddressRefused):
        addresses.parse(f"a{longest}")


_NEARLY = st.text(st.sampled_from('aé.@<>"\\ ,:;[]()\r\n\t\0\u00a0\u200b-_%+1xn'), max_size=30)


@given(_NEARLY | st.text(max_size=20).map(lambda text: f"{text}@example.org") | st.text())
def test_what_is_accepted_has_one_route_and_nothing_invisible(text: str) -> None:
    """Nothing that could end a command or name a second recipient passes."""
    with contextlib.suppress(errors.AddressRefused):
        wire = addresses.parse(text).wire
        assert wire.count("@") == 1
        assert wire.isprintable()
        assert not set(wire) & set(' <>"(),:;[]\\')


_LOCAL = st.from_regex(r"[a-zA-Z0-9é!#$%&'*+/=?^_`{|}~-]{1,10}(\.[a-zé0-9]{1,10}){0,2}", fullmatch=True)
_DOMAIN = st.from_regex(r"[a-zéèA-Z0-9]{1,12}(-[a-zé0-9]{1,8})?\.(fr|example|org)", fullmatch=True)


@given(_LOCAL, _DOMAIN)
def test_reading_what_was_written_gives_the_same_address(local: str, domain: str) -> None:
    """Both the wire form and the shown form lead back."""
    address = addresses.parse(f"{local}@{domain}")
    assert addresses.parse(address.wire) == address
    assert addresses.parse(address.shown) == address


@pytest.mark.parametrize(
    "cell",
    [
        " a@b.fr ",
        "\u00a0a@b.fr\u200b",
        "mailto:a@b.fr",
        "MAILTO:a@b.fr?subject=Bonjour",
        "<a@b.fr>",
        "Zoé Martin <a@b.fr>",
        "a@b.fr.",
        "a@b.fr ;",
        "a@b.fr,",
        "a\u00a0@ b.fr",
    ],
)
def test_what_a_spreadsheet_left_around_an_address_is_taken_off(cell: str) -> None:
    """Around it only: inside nothing is guessed."""
    assert addresses.clean(cell) == "a@b.fr"


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("", []),
        ("a@x.example", ["a@x.example"]),
        ("a@x.example ; b@y.example", ["a@x.example", "b@y.example"]),
        ("a@x.example/b@y.example", ["a@x.example", "b@y.example"]),
        ("Zoé <a@x.example>, Loïc <b@y.example>", ["a@x.example", "b@y.example"]),
        ("a@x.example a@x.example", ["a@x.example"]),
    ],
)
def test_a_cell_may_hold_several_addresses(cell: str, found: list[str]) -> None:
    """Two people who share a line are two contacts."""
    assert addresses.several(cell) == found
