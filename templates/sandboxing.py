"""Jinja for templates that somebody overrode: sandboxed, and bounded in time and size.

A mistake in a loop must cost its author a sentence, not the machine its memory. Refuses what takes too long, numbers
and repetitions that are too large, and letters that nobody could read.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from runtime.language import _

#: Seconds that one part of a letter may take; the largest letters take a tenth of a second.
_LONGEST = 10.0
#: The largest number in a template, and the longest text that an operation may make.
_LARGEST = 1_000_000
#: Signs of one part of a letter: a hundred times what mail programs show.
_LONGEST_PART = 20_000_000
#: A width in a pattern such as `%09d`.
_WIDE = re.compile(r"\d{5}")
_deadline: ContextVar[float] = ContextVar("deadline", default=float("inf"))


@contextmanager
def bounded() -> Iterator[None]:
    """In this context loops end when the time is over."""
    before = _deadline.set(time.monotonic() + _LONGEST)
    try:
        yield
    finally:
        _deadline.reset(before)


def rendered(template: jinja2.Template, words: dict[str, Any]) -> str:
    """Return what a template makes of these words.

    Raises:
        jinja2.exceptions.SecurityError: it takes too long, or makes too much.
    """
    with bounded():
        made = template.render(words)
    if len(made) > _LONGEST_PART:
        raise SecurityError(_("le résultat est trop long"))
    return made


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of all letters."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def tick(self) -> None:
        """Look at the clock; called in each round of each loop."""
        if time.monotonic() > _deadline.get():
            raise SecurityError(_("ses boucles durent trop longtemps"))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Compute, unless the result would be too large."""
        if operator == "*" and _size(left) * _size(right) > _LARGEST:
            raise SecurityError(_("une multiplication donne un résultat trop grand"))
        if operator == "**" and (_size(left) > _LARGEST or _size(right) > 3):
            raise SecurityError(_("une puissance donne un résultat trop grand"))
        if operator == "%" and isinstance(left, str) and _WIDE.search(left):
            raise SecurityError(_("une largeur est trop grande"))
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for number in tree.find_all(nodes.Const):
            if isinstance(number.value, int | float) and abs(number.value) > _LARGEST:
                raise jinja2.TemplateSyntaxError(_("un nombre est trop grand"), number.lineno, name, filename)
        for loop in tree.find_all(nodes.For):
            look = nodes.Call(nodes.EnvironmentAttribute("tick"), [], [], None, None)
            loop.body.insert(0, nodes.ExprStmt(look).set_lineno(loop.lineno))
        return tree


def _size(value: Any) -> float:
    """Return how much an operand weighs: the length of a text or list, the absolute value of a number."""
    if isinstance(value, int | float):
        return abs(value)
    return len(value) if hasattr(value, "__len__") else 1
