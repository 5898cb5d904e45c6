"""`relais issues render`: the letter, and all that it can be looked at by, from the shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import pdfs
from tests.cli import files
from tests.cli.conftest import Relais

ASKED = ("issues", "render", 1, "--as", files.ZOE, "-o", "out")


@pytest.fixture
def regional(composed: Relais, tmp_path: Path) -> Relais:
    """Issue 1 with one more article, for Gironde only; Zoé is in the Drôme, Loïc in Gironde."""
    text = "---\ntype: good_practice\ntitle: En Gironde\nterritory: [departement:33]\n---\nDeux métiers.\n"
    (tmp_path / "gironde.md").write_text(text, "utf-8")
    assert composed("items", "add", "gironde.md").code == 0
    assert composed("issues", "add", 1, 2, "--section", "practices").code == 0
    return composed


def test_all_that_is_asked_for_is_written(composed: Relais, tmp_path: Path) -> None:
    """Beside the three files that are always there; the figures stay those of the `.eml`."""
    told = composed(*ASKED, "--images-off", "--screen-reader", "--pdf", "--png", "--json").document
    names = [Path(file).name for file in told["files"]]
    screens = [f"{width}-{scheme}.png" for width in (320, 375, 1200) for scheme in ("light", "dark")]

    assert set(told) == {"files", "bytes", "sha256"}
    assert names == [
        "letter.eml", "letter.html", "letter.txt", "letter-images-off.html", "letter-screen-reader.txt", "letter.pdf",
        *(f"letter-{screen}" for screen in screens), *(f"letter-images-off-{screen}" for screen in screens),
    ]  # fmt: skip
    assert told["bytes"] == (tmp_path / "out" / "letter.eml").stat().st_size
    contents = [(tmp_path / file).read_bytes() for file in told["files"]]
    assert b"" not in contents
    # Pictures come from the data folder, though no server answers: with them and without is not the same.
    assert len(set(contents)) == len(contents)


def test_paper_carries_nothing_that_is_hers_alone(composed: Relais, tmp_path: Path) -> None:
    """A sheet lies about: no way to leave for somebody else, and whole addresses instead of counted ones."""
    assert composed(*ASKED, "--pdf").code == 0
    printed = pdfs.unpacked((tmp_path / "out" / "letter.pdf").read_bytes())

    assert b"/l/u/" not in printed
    assert b"/l/c/" not in printed


def test_every_variant_has_its_folder(regional: Relais, tmp_path: Path) -> None:
    """Beside the letter of the person who was named; that of most readers first."""
    told = regional(*ASKED, "--all-variants", "--screen-reader", "--json").document

    assert [(Path(one["folder"]).name, one["readers"], one["items"]) for one in told["variants"]] == [
        ("variant-1", 1, [1]), ("variant-2", 1, [1, 2]),
    ]  # fmt: skip
    for one, there in zip(told["variants"], (False, True), strict=True):
        folder = tmp_path / one["folder"]
        assert len((folder / "letter.eml").read_bytes()) == one["bytes"]
        for file in ("letter.html", "letter.txt", "letter-screen-reader.txt"):
            said = (folder / file).read_text("utf-8")
            assert ("En Gironde" in said, "Bonnes pratiques".lower() in said.lower()) == (there, there), file
    assert "variant-2\u00a0: 1 lecteur, articles 1, 2" in regional(*ASKED, "--all-variants").out


def test_where_a_program_is_missing_nothing_is_written(
    composed: Relais, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, before the work begins."""
    monkeypatch.setenv("PATH", str(tmp_path))
    told = composed(*ASKED, "--png")

    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert "apt-get install chromium" in told.err
    assert not (tmp_path / "out").exists()
