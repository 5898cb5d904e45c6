"""What a letter carries by law: changed field by field, refused when a value cannot be used; letters are added."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from campaigns import errors
from campaigns.editorial import (
    house_style,
    imprints,
    issues,
    legal_notices,
    letter_context,
    looks,
    publications,
    reception_reasons,
)  # fmt: skip
from campaigns.editorial.imprints import Change, Imprint
from runtime.installation import Installation
from tests import audited, cast
from tests.campaigns.editorial import samples


@pytest.fixture
def ready(opened: Installation) -> Installation:
    """An installation with one publication that may write."""
    with opened.database.transaction() as session:
        cast.publish(session)
    return opened


def changed(opened: Installation, **given: Any) -> Imprint:
    """Change the publication and show it."""
    return imprints.change(opened, Change(**given), "test")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (("Charte", "lettre@charte.example"), "Charte <lettre@charte.example>"),
        (("Charte, la lettre", " lettre@charte.example "), "Charte, la lettre <lettre@charte.example>"),
        (("Mission d’Évry", "lettre@mission-évry.example"), "Mission d’Évry <lettre@xn--mission-vry-ibb.example>"),
    ],
)
def test_a_sender_has_a_name_and_an_address(ready: Installation, given: tuple[str, str], kept: str) -> None:
    """The name as it is read, the address as it travels."""
    assert changed(ready, sender=given).sender == kept


def test_a_postal_address_has_lines(ready: Installation) -> None:
    """A slash or a real line break between them."""
    assert changed(ready, postal="1, rue de l’Exemple / 75017 Paris").postal == "1, rue de l’Exemple\n75017 Paris"


@pytest.mark.parametrize(
    ("field", "value"),
    [("sender", ("Charte", "lettre")), ("sender", ("a\nb", "lettre@charte.example")), ("name", " "), ("name", "a\nb"),
     ("reply_to", "deux mots"), ("sender", ("Charte", "délégué@charte.example")),
     ("reply_to", "délégué@charte.example"), ("director", "\x1b[31m"), ("postal", "\x07")],
)  # fmt: skip
def test_what_cannot_be_used_is_refused(ready: Installation, field: str, value: Any) -> None:
    """All or nothing; the refusal names the field."""
    before = imprints.show(ready)
    with pytest.raises(errors.PublicationRefused) as refused:
        changed(ready, publisher="Autre", **{field: value})

    assert refused.value.field == field
    assert imprints.show(ready) == before


def test_a_change_is_remembered_by_the_names_of_its_fields(ready: Installation) -> None:
    """Never by what stood in them."""
    changed(ready, name="Autre", basis="contract")

    assert audited.acts(ready) == [("publication.changed", {"id": 1, "fields": ["basis", "name"]})]


def test_the_audit_says_which_letter_was_changed(ready: Installation) -> None:
    """Where there are several: what it carries, how it writes, how it looks."""
    listed = cast.second(ready)
    before = len(audited.acts(ready))
    imprints.change(ready, Change(director="Autre"), "test", publication=cast.SECOND)
    house_style.change(ready, house_style.Change(terms=("Charte",)), "test", publication=cast.SECOND)
    looks.change(ready, looks.LookChange(titles="verdana"), "test", publication=cast.SECOND)
    with ready.database.reading() as session:
        meant = publications.of_list(session, listed)

    assert meant is not None
    assert [details["id"] for _act, details in audited.acts(ready)[before:]] == [meant.id] * 3


def test_a_letter_that_is_added_has_nothing_of_another(ready: Installation) -> None:
    """A mailing list of its own, its own pages, and nothing that the law asks."""
    made = imprints.add(ready, "La Lettre du réseau", "test")

    assert made.imprint == Imprint("La Lettre du réseau", "", "", "", "", "", "", "", "")
    assert made.mailing_list == "La Lettre du réseau"
    assert made.archive == "http://127.0.0.1:8000/l/lettres/la-lettre-du-reseau/archives"
    assert [one.imprint.name for one in imprints.listed(ready)] == ["La Lettre de la diversité", "La Lettre du réseau"]
    assert imprints.listed(ready)[0].archive == "http://127.0.0.1:8000/l/archives"


def test_two_letters_have_no_name_in_common(ready: Installation) -> None:
    """Neither when one is added nor when one is renamed; to keep its own is no change."""
    imprints.add(ready, "Réseau", "test")
    for verb in (
        lambda: imprints.add(ready, "  Réseau ", "test"),
        lambda: imprints.change(ready, Change(name="Réseau"), "test", publication="La Lettre de la diversité"),
    ):
        with pytest.raises(errors.PublicationRefused, match="une autre lettre porte ce nom"):
            verb()

    assert imprints.change(ready, Change(name="Réseau"), "test", publication="Réseau").name == "Réseau"


def test_names_that_sound_alike_get_addresses_of_their_own(ready: Installation) -> None:
    """An address is made of the words of a name, and is there once."""
    made = [imprints.add(ready, name, "test").archive for name in ("Réseau", "RESEAU !", "★")]

    assert [one.split("/")[-2] for one in made] == ["reseau", "reseau-2", "lettre"]


def test_an_address_outlives_its_name(ready: Installation) -> None:
    """Letters that were sent lead there for years."""
    before = imprints.add(ready, "Réseau", "test", slug="missions-locales").archive
    imprints.change(ready, Change(name="Autrement"), "test", publication="Réseau")

    assert imprints.listed(ready)[1].archive == before
    with ready.database.reading() as session:
        found = publications.at(session, "missions-locales")
        assert found is not None
        assert found.name == "Autrement"


@pytest.mark.parametrize("slug", ["", "Réseau", "a b", "../x", "pris"])
def test_an_address_that_cannot_be_is_refused(ready: Installation, slug: str) -> None:
    """What people could not read out, or another letter has."""
    imprints.add(ready, "Autre", "test", slug="pris")
    with pytest.raises(errors.PublicationRefused) as refused:
        imprints.add(ready, "Réseau", "test", slug=slug)

    assert refused.value.field == "slug"
    assert len(imprints.listed(ready)) == 2


def test_a_letter_counts_on_from_a_number(ready: Installation) -> None:
    """It is older than this installation; what is impossible is refused."""
    shown = changed(ready, first_number=13)
    with ready.database.transaction() as session:
        assert issues.next_number(session, publications.chosen(session).id or 0) == 13

    assert shown.as_json()["first_number"] == 13
    with pytest.raises(errors.PublicationRefused):
        changed(ready, first_number=0)


def test_a_letter_says_in_its_own_words_why_it_is_received(ready: Installation) -> None:
    """On its page and at its foot; who subscribed by herself is told so; an edition without such words is as before."""
    why = "Vous recevez cette lettre parce que votre entreprise a signé la Charte."
    changed(ready, why=why, basis="contract")
    site = legal_notices.masthead(ready)
    sample = samples.snapshot()
    said = dataclasses.replace(sample, publication=dataclasses.replace(sample.publication, why=why))

    assert site is not None
    assert reception_reasons.explain(ready, site).why == why
    assert letter_context.letter_context(said).why == why
    assert letter_context.letter_context(said).why_agreed == letter_context.letter_context(sample).why_agreed
    assert said.as_json()["publication"]["why"] == why
    assert "why" not in sample.as_json()["publication"]
