"""Words that scripts rely upon (settings, findings, refusals, states) stand in the manual, each with its meaning."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from campaigns.editorial.models import ItemType, Section
from campaigns.post.states import State
from mailer.verdicts import Reason
from runtime.settings import Settings
from templates import merging
from tests.docs import tree


def test_every_setting_is_described_under_its_name() -> None:
    """No setting is hidden, none is promised."""
    names = {f"RELAIS_{name.upper()}" for name in Settings.model_fields}

    assert names == tree.coded(tree.page("settings.md"))


def test_every_default_is_the_one_described() -> None:
    """The second column is what the code does."""
    page = tree.page("settings.md")
    plain = {name: field.default for name, field in Settings.model_fields.items() if field.default is not None}

    assert [name for name, value in plain.items() if f"| `RELAIS_{name.upper()}` | `{value}` |" not in page] == []


def _codes() -> Iterator[str]:
    """Yield the code of every finding that the checks can make."""
    for module in sorted((tree.ROOT / "campaigns" / "checking").rglob("*.py")):
        for node in ast.walk(tree.parsed(module)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                code = node.args[0] if node.args else None
                if isinstance(code, ast.Constant) and node.func.id in {"Finding", "_blocking", "_warning"}:
                    yield str(code.value)


def test_every_finding_is_described() -> None:
    """An officer who overrides one knows what she takes upon herself."""
    assert set(_codes()) == tree.coded(tree.page("checks.md"))


def test_the_codes_of_findings_are_found() -> None:
    """The search above sees what the checks are made of."""
    assert {"sender_missing", "merge_field", "nobody"} <= set(_codes())


def test_every_reason_of_refusal_is_described() -> None:
    """An administrator can look up what a server meant."""
    reasons = {reason.value for reason in Reason} - {Reason.ACCEPTED.value}

    assert reasons == tree.coded(tree.page("refusals.md"))


def test_every_state_of_a_delivery_is_in_the_overview() -> None:
    """Where a recipient can stand is told once, whole."""
    said = tree.section(tree.page("OVERVIEW.md"), "## The ledger")

    assert [state.value for state in State if not re.search(rf"\b{state.value}\b", said)] == []


def test_every_type_section_and_merge_field_is_named() -> None:
    """Whoever writes an item file finds the words to use."""
    page = tree.page("commands.md")
    words = [*ItemType, *Section, *(f"{{{{ {name} }}}}" for name in sorted(merging.FIELDS))]

    assert [word for word in words if f"`{word}`" not in page] == []
