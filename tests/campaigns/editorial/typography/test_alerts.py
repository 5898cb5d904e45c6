"""What only a person can mend is said, and nothing else."""

from __future__ import annotations

import pytest

from campaigns.editorial.typography import alerts
from campaigns.editorial.typography.styles import Style
from templates.rich_text import markdown_reading

STYLE = Style(terms=("Charte de la diversité", "mission locale", "Pôle emploi"))


def codes(text: str) -> list[str]:
    """Return the codes of the alerts of a text."""
    return [alert.code for alert in alerts.of_text(text, STYLE)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('Il dit "oui', "unbalanced_quotes"),
        ("Il dit « oui", "unbalanced_quotes"),
        ("LES ENTREPRISES EN ACTION", "capitals"),
        ("la Charte de la Diversité", "term"),
        ("la Charte\u00a0de la Diversité", "term"),
        ("les Missions Locales", "term"),
        ("Pôle Emploi", "term"),
    ],
)
def test_what_needs_a_person_is_said(text: str, code: str) -> None:
    """Each thing once."""
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "Il dit «\u00a0oui “non” oui\u00a0»",
        "CNML, RH",
        "la Charte de la diversité",
        "Les missions locales, Mission locale de la Drôme",
        '<a title="x">',
        "À Pôle emploi",
    ],
)
def test_what_is_right_is_not(text: str) -> None:
    """A false alarm costs attention."""
    assert codes(text) == []


def test_a_quotation_may_go_on_in_the_next_paragraph() -> None:
    """It is closed once; where it is not, its beginning is told."""
    style = Style()
    closed, left = (markdown_reading.from_markdown(f"Il dit «\u00a0un.\n\nDeux{end}.") for end in ("\u00a0»", ""))

    assert list(alerts.of_document(closed, style)) == []
    assert ["un" in alert.message for alert in alerts.of_document(left, style)] == [True]


def test_a_body_is_read_whole() -> None:
    """Its titles too, in order."""
    body = markdown_reading.from_markdown('## "Un\n\n- deux\n- "trois')

    assert [alert.code for alert in alerts.of_document(body, STYLE)] == ["unbalanced_quotes"] * 2
