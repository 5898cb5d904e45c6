"""A brochure at the shell: kept, listed with its addresses, refused in a sentence."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Relais


def test_a_document_is_added_and_listed(founded: Relais, tmp_path: Path) -> None:
    """Every version with its own address, and one that leads to the newest."""
    for version in (b"%PDF-1", b"%PDF-2"):
        (tmp_path / "plaquette.pdf").write_bytes(version)
        added = founded("documents", "add", "plaquette.pdf", "--name", "Plaquette", "--json").document
    listed = founded("documents", "list", "--json").document

    assert added["url"] == "http://127.0.0.1:8000/l/d/plaquette"
    assert [one["version_url"] for one in listed] == [f"{added['url']}/2", f"{added['url']}/1"]
    assert "plaquette.pdf" in founded("documents", "list").out


def test_a_file_that_cannot_be_kept_is_refused(founded: Relais, tmp_path: Path) -> None:
    """One sentence, and nothing is listed."""
    (tmp_path / "page.html").write_text("<script>")
    refused = founded("documents", "add", "page.html", "--name", "Page")

    assert refused.code == 2
    assert refused.err.count("\n") == 1
    assert founded("documents", "list", "--json").document == []
