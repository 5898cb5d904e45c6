"""Templates that never end, or that fill the memory: refused with a sentence, within seconds."""

from __future__ import annotations

import jinja2
import pytest
from jinja2.exceptions import SecurityError

from templates import sandboxing


@pytest.mark.parametrize(
    "source",
    [
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        ("{% macro again() %}{% for i in range(9999) %}{{ again() if i > 9998 }}{% endfor %}{% endmacro %}"
        "{% for i in range(9999) %}{{ again() }}{% endfor %}"),
        "{{ 'a' * 10 ** 9 }}", "{{ 'a' * 999999 * 999 }}", "{{ 'ab' * 999999 }}", "{{ [1] * 999999 * 99 }}",
        "{{ 9 ** 9 ** 9 }}", "{{ '%099999d' % 1 }}",
    ],
)  # fmt: skip
def test_what_takes_too_much_is_refused(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An administrator reads what it was, and the machine stays well."""
    monkeypatch.setattr(sandboxing, "_LONGEST", 0.2)
    template = sandboxing.Sandbox().from_string(source)

    with pytest.raises(SecurityError, match="trop"):
        sandboxing.rendered(template, {})


@pytest.mark.parametrize("source", ["{{ 'a' | center(1000000000) }}", "{{ 10000000 * 'a' }}"])
def test_a_number_that_is_too_large_is_a_fault_of_the_template(source: str) -> None:
    """Whatever it is used for."""
    with pytest.raises(jinja2.TemplateSyntaxError, match="un nombre est trop grand"):
        sandboxing.Sandbox().from_string(source)


def test_what_letters_do_is_as_before() -> None:
    """Loops, sums and widths of their size."""
    source = "{% for i in range(3) %}{{ i * 200 }}{{ '-' * i }}{% else %}none{% endfor %} {{ '%02d' % 7 }} {{ 2 ** 3 }}"

    assert sandboxing.rendered(sandboxing.Sandbox().from_string(source), {}) == "0200-400-- 07 8"
