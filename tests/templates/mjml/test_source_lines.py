"""A fault is shown where it was written, however many files a letter is made of."""

from __future__ import annotations

import jinja2
import pytest
from markupsafe import Markup

from templates.mjml import source_lines

FILES = {
    "emails/a/body.mjml": "{# deux\nlignes #}\n<mjml>\n{% if true %}\n<mj-body>\n{% endif %}\n"
    '{% include "blocks/b.mjml" %}\n</mj-body>\n</mjml>\n',
    "blocks/b.mjml": "{% macro m() %}\n<m>{{ caller() }}</m>\n{% endmacro %}\n{% call m() %}\n\n<inside>{{ typed }}\n"
    "{% endcall %}\n",
}


@pytest.fixture
def source() -> source_lines.TemplateSource:
    """What Jinja produces of the two files, a value with a tag of its own in it."""
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(FILES),
        extensions=[source_lines.Marks],
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
    )
    from_a_value = Markup("<typed>")
    return source_lines.unmarked(environment.get_template("emails/a/body.mjml").render(typed=from_a_value))


@pytest.mark.parametrize(
    ("tag", "file", "line"),
    [
        ("<mjml>", "emails/a/body.mjml", 3),
        ("<mj-body>", "emails/a/body.mjml", 5),
        ("<m>", "blocks/b.mjml", 2),
        ("<inside>", "blocks/b.mjml", 6),
        ("</mj-body>", "emails/a/body.mjml", 8),
    ],
)
def test_a_tag_knows_its_file_and_line(source: source_lines.TemplateSource, tag: str, file: str, line: int) -> None:
    """Comments, conditions, includes and macros in between."""
    assert source.place(source.text.index(tag)) == source_lines.SourceLine(file, line)


def test_a_tag_that_a_value_brought_is_told_by_the_one_before(source: source_lines.TemplateSource) -> None:
    """Nobody can mend a value, but the place where it is printed can be looked at."""
    assert source.place(source.text.index("<typed>")) == source_lines.SourceLine("blocks/b.mjml", 6)


def test_no_mark_is_left(source: source_lines.TemplateSource) -> None:
    """What is compiled is what was written."""
    assert "\x1a" not in source.text
    assert source.text.startswith("<mjml>\n<mj-body>\n")


def test_before_the_first_tag_there_is_no_place() -> None:
    """Nothing is guessed."""
    assert source_lines.unmarked("texte").place(0) is None
