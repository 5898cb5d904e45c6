"""Documents: versioned, each version kept for ever, and nothing that a browser would run."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from campaigns import errors
from campaigns.editorial import library
from campaigns.editorial.models import Document
from runtime.installation import Installation

PDF = b"%PDF-1.7\nplaquette"


def added(
    opened: Installation, folder: Path, raw: bytes = PDF, file: str = "plaquette.pdf", name: str = "Plaquette"
) -> Document:
    """Add a file as a version of a document."""
    (folder / file).write_bytes(raw)
    with opened.database.transaction() as session:
        return library.add(session, opened.settings.data, folder / file, name, opened.clock.now())


def test_a_document_is_kept_under_its_hash(opened: Installation, tmp_path: Path) -> None:
    """What is served can be compared with what was given."""
    document = added(opened, tmp_path)

    assert document.sha256 == hashlib.sha256(PDF).hexdigest()
    assert library.path(opened.settings.data, document.sha256).read_bytes() == PDF
    assert (document.version, document.size, document.media_type) == (1, len(PDF), "application/pdf")


def test_a_new_content_is_a_new_version(opened: Installation, tmp_path: Path) -> None:
    """The address of the name leads to it, that of the first version to the first."""
    first = added(opened, tmp_path)
    second = added(opened, tmp_path, PDF + b" 2", name=" PLAQUETTE ")

    assert (second.name, second.version) == (first.name, 2)
    with opened.database.reading() as session:
        newest, old = library.latest(session, "plaquette"), library.version(session, "plaquette", 1)
    assert newest is not None
    assert old is not None
    assert (newest.sha256, old.sha256) == (second.sha256, first.sha256)
    assert library.address("https://l.example", second) == "https://l.example/l/d/plaquette"
    assert library.address("https://l.example", first, permanent=True) == "https://l.example/l/d/plaquette/1"


def test_the_same_content_is_no_new_version(opened: Installation, tmp_path: Path) -> None:
    """Adding twice changes nothing."""
    assert added(opened, tmp_path).id == added(opened, tmp_path, file="copie.pdf").id


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Plaquette d’été 2009", "plaquette-d-ete-2009"),
        ("Kit / réseau", "kit-reseau"),
        ("Œuvre", "oeuvre"),
        ("x" * 99, "x" * 60),
    ],
)
def test_a_name_is_part_of_an_address(opened: Installation, tmp_path: Path, name: str, slug: str) -> None:
    """Small letters, digits and hyphens."""
    assert added(opened, tmp_path, name=name).name == slug


@pytest.mark.parametrize(
    ("file", "raw", "words"),
    [
        ("page.html", b"<script>", "seuls sont gardés"),
        ("dessin.svg", b"<svg>", "seuls sont gardés"),
        ("sans", PDF, "seuls sont gardés"),
        ("faux.pdf", b"<script>", "pas un fichier .pdf"),
        ("faux.docx", PDF, "pas un fichier .docx"),
    ],
)
def test_what_a_browser_would_run_is_refused(
    opened: Installation, tmp_path: Path, file: str, raw: bytes, words: str
) -> None:
    """By its name or by its content; nothing is kept."""
    with pytest.raises(errors.DocumentRefused, match=words):
        added(opened, tmp_path, raw, file)

    assert not (opened.settings.data / "documents").exists()


def test_what_is_not_there_is_refused(opened: Installation, tmp_path: Path) -> None:
    """As is a name of signs only."""
    with opened.database.transaction() as session, pytest.raises(errors.DocumentRefused, match=r"absent\.pdf"):
        library.add(session, opened.settings.data, tmp_path / "absent.pdf", "Plaquette", opened.clock.now())
    with pytest.raises(errors.DocumentRefused, match="--name"):
        added(opened, tmp_path, name="!!!")
