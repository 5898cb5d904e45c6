"""Words that scripts rely upon (settings, findings, refusals, states) stand in the manual, each with its meaning."""

from __future__ import annotations

import re
from enum import StrEnum

import pytest

from campaigns.acting.retention import all_terms, inactive_people
from campaigns.checking import checks
from campaigns.checking.doctor import CHECKS, Status
from campaigns.editorial import frontmatter
from campaigns.editorial.models import ItemType, Section
from campaigns.post.hits.robots import RobotRule
from campaigns.post.states import CAMPAIGN_TRANSITIONS, TRANSITIONS, CampaignState
from lists.kinds import Role
from lists.segments import fields
from mailer.verdicts import Reason
from runtime.settings import Settings
from templates import catalogue, merge_fields
from tests.docs import tree


def test_every_setting_is_described_under_its_name() -> None:
    """No setting is hidden, none is promised."""
    names = {f"RELAIS_{name.upper()}" for name in Settings.model_fields}

    assert names == {word for word in tree.coded(tree.page("settings.md")) if word.startswith("RELAIS_")}


def test_every_default_is_the_one_described() -> None:
    """The second column is what the code does."""
    page = tree.page("settings.md")
    plain = {name: field.default for name, field in Settings.model_fields.items() if field.default is not None}

    assert [name for name, value in plain.items() if f"| `RELAIS_{name.upper()}` | `{value}` |" not in page] == []


@pytest.mark.parametrize(
    ("heading", "blocking"), [("## What blocks", True), ("## What a person should look at", False)]
)
def test_every_finding_is_described(heading: str, *, blocking: bool) -> None:
    """An officer who overrides or mutes one knows what she takes upon herself; the order is that of the code."""
    said = re.findall(r"^\| `([a-z_]+)` \|", tree.section(tree.page("checks.md"), heading), re.MULTILINE)

    assert said == [rule.code for rule in checks.RULES if rule.blocking is blocking]


def test_every_examination_of_the_doctor_is_described() -> None:
    """An administrator who watches one knows what it looks at, and what it may say."""
    said = tree.section(tree.page("commands.md"), "### `relais doctor`")

    assert set(CHECKS) == tree.coded(said)
    assert [status for status in Status if f"`{status.value}`" not in said] == []


def test_every_reason_of_refusal_is_described() -> None:
    """An administrator can look up what a server meant."""
    reasons = {reason.value for reason in Reason} - {Reason.ACCEPTED.value}

    assert reasons == tree.coded(tree.page("refusals.md"))


@pytest.mark.parametrize(("arrow", "table"), [("->", TRANSITIONS), ("=>", CAMPAIGN_TRANSITIONS)])
def test_the_moves_of_the_ledger_are_those_of_the_code(arrow: str, table: dict[StrEnum, frozenset[StrEnum]]) -> None:
    """The tables that people read, of recipients and of campaigns, are the tables that are obeyed."""
    said = tree.section(tree.page("OVERVIEW.md"), "## The ledger")
    moves = {
        source: set(targets.split(" | "))
        for source, targets in re.findall(rf"^    (\w+) +{arrow} (.+)$", said, re.MULTILINE)
    }

    assert moves == {source.value: {target.value for target in targets} for source, targets in table.items() if targets}


def test_every_word_of_an_item_file_is_named() -> None:
    """Whoever writes one finds the keys, the types, the sections and the merge fields."""
    page = tree.page("commands.md")
    fields = [f"{{{{ {name} }}}}" for name in sorted(merge_fields.FIELDS)]

    assert [word for word in [*frontmatter.FIELDS, *ItemType, *Section, *fields] if f"`{word}`" not in page] == []


def test_every_field_of_a_segment_rule_is_described_with_its_operators() -> None:
    """Row by row, in the order of the code."""
    said = tree.section(tree.page("commands.md"), "### Segment rules")
    rows = dict(re.findall(r"^\| `([a-z_.]+)` \|.*\| ((?:`[a-z_]+` ?)+) \|$", said, re.MULTILINE))

    assert {name: tuple(re.findall(r"\w+", row)) for name, row in rows.items()} == {
        name: field.operators for name, field in fields.FIELDS.items()
    }


def test_every_rule_of_machines_is_described() -> None:
    """Whoever reads the report finds what its words mean."""
    said = tree.section(tree.page("commands.md"), "### `relais report`")

    assert set(RobotRule) <= tree.coded(said)


def test_every_role_and_state_of_a_campaign_is_named() -> None:
    """Words that rules and scripts compare with."""
    page = tree.page("commands.md")

    assert [word for word in [*Role, *CampaignState] if f"`{word.value}`" not in page] == []


def test_every_email_and_every_fault_of_a_template_is_described() -> None:
    """An administrator knows what there is to change, and what is told of it."""
    page = tree.page("templates.md")
    codes = {
        found[1]
        for module in (tree.ROOT / "templates").rglob("*.py")
        for found in re.finditer(r"(?:Finding|_finding)\(\s*\"([a-z_]+)\"", module.read_text("utf-8"))
    }

    assert tree.coded(tree.section(page, "# Templates")) >= set(catalogue.EMAILS)
    assert tree.coded(tree.section(page, "## What is found")) == codes


def test_every_term_of_retention_is_described() -> None:
    """What is kept, for how long, at most how long, and by whom: row by row, in the order of the code."""
    rows = re.findall(
        r"^\| `(\w+)` \|.*\| (\d+) (\w+) \| (\d+) \w+ \| `(\w+)` \|$", tree.page("retention.md"), re.MULTILINE
    )

    assert rows == [
        (term.name, str(term.default), term.unit.value, str(term.most), term.keeper.value) for term in all_terms.TERMS
    ]
    apart = re.findall(r"^\| `(\w+)` \|.*may differ by list", tree.page("retention.md"), re.MULTILINE)
    assert apart == [term.name for term in all_terms.TERMS if term.by_list]


def test_the_page_of_retention_says_how_many_go_a_day() -> None:
    """The bound that people read is the one that is kept."""
    assert f"At most {inactive_people.MOST} people" in tree.page("retention.md")
