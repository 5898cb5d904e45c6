"""A form that is refused is shown as it was typed, with one French sentence beside each field."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field
from starlette.datastructures import FormData

from runtime.errors import FieldRefused
from web.console import forms


class Example(forms.Model):
    """A form with one field of each kind."""

    title: Annotated[str, Field(min_length=1, max_length=10)]
    day: date
    count: int = 0
    names: tuple[str, ...] = ()


def test_what_was_typed_becomes_a_model() -> None:
    """Spaces around it do not count; a field may have several values."""
    typed = FormData([("title", " Le bus "), ("day", "2026-12-08"), ("names", "a"), ("names", "b")])
    filled = forms.read(Example, typed)

    assert filled.model == Example(title="Le bus", day=date(2026, 12, 8), names=("a", "b"))
    assert filled.errors == {}


def test_each_field_has_its_sentence() -> None:
    """And nothing typed is lost."""
    filled = forms.read(Example, FormData([("title", "Un titre bien trop long"), ("day", "hier"), ("count", "trois")]))

    assert filled.model is None
    assert filled.values["title"] == "Un titre bien trop long"
    assert filled.errors["title"] == "C’est trop long\u00a0: 10 caractères au plus."
    assert filled.errors["count"] == "Un nombre est attendu."
    assert filled.errors["day"] == "Une date comme 2026-12-08 est attendue."


def test_a_field_that_is_missing_or_empty_is_to_be_filled() -> None:
    """The same words, whether the browser sent it or not."""
    empty = forms.read(Example, FormData([("title", "  ")]))

    assert empty.errors == {"title": "Ce champ est à remplir.", "day": "Ce champ est à remplir."}


def test_what_a_verb_refuses_stands_beside_its_field() -> None:
    """A problem of two fields, beside both."""
    filled = forms.read(Example, FormData([("title", "Le bus"), ("day", "2026-12-08")]))
    refused = filled.refused(FieldRefused(field="day, title", reason="ils se contredisent"))

    assert refused.errors == {"day": "Ils se contredisent.", "title": "Ils se contredisent."}
    assert refused.model is None
    assert refused.values["title"] == "Le bus"


def test_a_sign_that_no_keyboard_types_is_refused_beside_its_field() -> None:
    """PostgreSQL would fail on it, far from the field."""
    filled = forms.read(Example, FormData([("title", "a\0b"), ("day", "2026-12-08"), ("names", "\0")]))

    assert filled.model is None
    assert set(filled.errors) == {"title", "names"}
