"""Forms: what a person typed becomes a model, or the same page again with one sentence beside each field.

Owns the French of what the models refuse. Refuses to lose what was typed: a form that is refused is shown as it was.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Generic, TypeVar, get_origin

import pydantic
from fastapi import Depends, Request
from pydantic import BaseModel
from starlette.datastructures import FormData

from runtime.errors import FieldRefused
from runtime.language import N_, _

_MOST_FIELDS, _MOST_FILES = 2_000, 50
_WORDS = {
    "missing": N_("Ce champ est à remplir."),
    "string_too_short": N_("Ce champ est à remplir."),
    "string_too_long": N_("C’est trop long : {max_length} caractères au plus."),
    "greater_than_equal": N_("Un nombre de {ge} ou plus est attendu."),
    "less_than_equal": N_("Un nombre de {le} ou moins est attendu."),
    "int_parsing": N_("Un nombre est attendu."),
    "float_parsing": N_("Un nombre est attendu."),
    "date_from_datetime_parsing": N_("Une date comme 2026-12-08 est attendue."),
}
#: PostgreSQL keeps no text that holds a NUL, and no keyboard types one.
_INVISIBLE = N_("Ce texte contient un signe invisible\u00a0: tapez-le de nouveau.")
_OTHERWISE = N_("Cette valeur ne convient pas.")
M = TypeVar("M", bound=BaseModel)


class Model(BaseModel):
    """The root of all forms: spaces around what was typed do not count."""

    model_config = pydantic.ConfigDict(str_strip_whitespace=True, frozen=True, extra="ignore")


class Texts(dict[str, Any]):
    """Texts by field; a field without one is empty, which is what its page shows."""

    def __missing__(self, _field: str) -> str:
        """Return an empty text, and keep none."""
        return ""


@dataclass(frozen=True)
class Filled(Generic[M]):
    """A form as it was sent."""

    #: What was typed, to be shown again; a list where a field may have several values.
    values: Mapping[str, Any]
    #: Field -> what is wrong with it.
    errors: Mapping[str, str]
    #: What was understood; `None` when something is wrong.
    model: M | None

    def __post_init__(self) -> None:
        """Let pages ask for any field."""
        object.__setattr__(self, "values", Texts(self.values))
        object.__setattr__(self, "errors", Texts(self.errors))

    def refused(self, problem: FieldRefused) -> Filled[M]:
        """Return the same form with what a verb refused; a problem of several fields stands beside each."""
        return replace(
            self, errors={**self.errors, **dict.fromkeys(problem.field.split(", "), sentence(problem))}, model=None
        )


def sentence(problem: FieldRefused) -> str:
    """Return what a verb refused as it stands beside its field."""
    return f"{problem.reason[:1].upper()}{problem.reason[1:]}."


def read(model: type[M], form: FormData) -> Filled[M]:
    """Return a form, understood or refused."""
    several = {name for name, field in model.model_fields.items() if get_origin(field.annotation) in (list, tuple)}
    values: dict[str, Any] = {
        name: [str(one) for one in form.getlist(name)] if name in several else str(form[name])
        for name in model.model_fields
        if name in form or name in several
    }
    if spoiled := [name for name, said in values.items() if "\0" in "".join(said)]:
        return Filled(values, dict.fromkeys(spoiled, _(_INVISIBLE)), None)
    try:
        return Filled(values, {}, model.model_validate(values))
    except pydantic.ValidationError as problem:
        return Filled(values, {str(one["loc"][0]): _sentence(one) for one in reversed(problem.errors())}, None)


def without_empty(form: FormData, *names: str) -> FormData:
    """Return a form without those of these fields that are empty, so that their defaults stand for them."""
    return FormData([(name, value) for name, value in form.multi_items() if name not in names or value != ""])


def _sentence(problem: Any) -> str:
    if problem["type"] == "value_error":
        return str(problem["ctx"]["error"])
    return _(_WORDS.get(problem["type"], _OTHERWISE)).format(**problem.get("ctx", {}))


async def _typed(request: Request) -> AsyncIterator[FormData]:
    async with request.form(max_fields=_MOST_FIELDS, max_files=_MOST_FILES) as form:  # closes the files that came
        yield form


#: What the visitor typed; `read` makes a model of it.
Typed = Annotated[FormData, Depends(_typed)]
