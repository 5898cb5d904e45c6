"""`relais issues check`, `mute` and `unmute`, as a person types them."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Relais

CHECK = ("issues", "check", 1)


def test_a_finding_is_told_with_its_code_and_its_article(composed: Relais) -> None:
    """So that it can be overridden, muted, or mended at once."""
    composed("issues", "new", "--title", "Deux : trois", "--preheader", "l'autre")
    said = composed("issues", "check", 2)

    assert said.code == 1
    assert "[bloquant] Ce numéro ne contient aucun article. (empty)" in said.out
    assert "[à voir] " in said.out


def test_several_articles_with_one_fault_are_named_by_their_titles(composed: Relais, tmp_path: Path) -> None:
    """A number alone would be taken for that of an issue."""
    for name in ("Premier", "Second"):
        file = tmp_path / f"{name}.md"
        file.write_text(f"---\ntype: good_practice\ntitle: {name}\n---\n\nVraiment ?\n", "utf-8")
        (made,) = composed("items", "add", file, "--json").document
        composed("issues", "add", 1, made["id"], "--section", "practices")
    said = composed("issues", "check", 1).out.replace("\u00a0", " ")

    assert "2 articles manquent d’espaces insécables : « Premier » (n° 2), « Second » (n° 3)" in said


def test_a_muted_warning_is_named_and_no_more(composed: Relais) -> None:
    """It leaves the lists, and can be heard again."""
    composed("issues", "new", "--title", "Deux : trois")
    assert composed("issues", "mute", 2, "missing_spaces", "--json").document == {
        "issue": ["missing_spaces"], "always": [],
    }  # fmt: skip
    muted = composed("issues", "check", 2)
    assert composed("issues", "check", 2, "--json").document["warnings"] == []
    assert composed("issues", "mute", 2, "--json").document["issue"] == ["missing_spaces"]
    composed("issues", "unmute", 2, "missing_spaces")

    assert "En sourdine\u00a0: missing_spaces" in muted.out
    assert [one["code"] for one in composed("issues", "check", 2, "--json").document["warnings"]] == ["missing_spaces"]


def test_a_warning_can_be_muted_for_good(composed: Relais) -> None:
    """In issues that come later, too."""
    composed("issues", "mute", 1, "missing_spaces", "--always")
    composed("issues", "new", "--title", "Deux : trois")

    assert composed("issues", "check", 2, "--json").document["warnings"] == []
    assert composed("issues", "unmute", 2, "missing_spaces").code == 2
    assert composed("issues", "unmute", 2, "missing_spaces", "--always").code == 0


def test_what_blocks_cannot_be_muted(composed: Relais) -> None:
    """One sentence says what can be done instead."""
    said = composed("issues", "mute", 1, "nobody")

    assert said.code == 2
    assert "raison" in said.err
    assert composed("issues", "mute", 1, "inconnu").code == 2


def test_offline_nothing_is_followed(composed: Relais) -> None:
    """It is an option of both commands that check."""
    assert composed(*CHECK, "--offline").code == 0
    assert composed("campaigns", "launch", 1, "--offline").code == 0
