"""Names below headings are run in; everything else stays."""

from __future__ import annotations

import pytest

from templates.rich_text import markdown_reading, running_in


@pytest.mark.parametrize(
    ("typed", "run_in"),
    [
        ("### Aquitaine\n- Ombelle ;\n- SARL *D’Hauteclaire*.", "**Aquitaine** Ombelle, SARL *D’Hauteclaire*."),
        ("## A\n- a\n\n## B\n- b\n- c\n\nFin.", "**A** a\n\n**B** b, c\n\nFin."),
        ("- a\n- b", "- a\n- b"),
        ("## Seul\n\nUn texte.\n\n## Fin", "## Seul\n\nUn texte.\n\n## Fin"),
        ("## A\n- a\n\n  deux\n- b", "## A\n- a\n\n  deux\n- b"),
    ],
)
def test_a_list_below_a_heading_is_run_in(typed: str, run_in: str) -> None:
    """One paragraph a région, its name in bold; what is longer than a line stays a list."""
    assert running_in.run_in(markdown_reading.from_markdown(typed)) == markdown_reading.from_markdown(run_in)
