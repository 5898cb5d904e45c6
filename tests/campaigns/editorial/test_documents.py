"""Documents: versioned, each version kept for ever, and nothing that a browser would run."""

from __future__ import annotations

import hashlib

import pytest

from campaigns import errors
from campaigns.editorial import documents, ingesting
from campaigns.editorial.documents import Version
from campaigns.editorial.item_files import Submission
from runtime.files import File
from runtime.installation import Installation

PDF = b"%PDF-1.7\nplaquette"


def added(opened: Installation, raw: bytes = PDF, file: str = "plaquette.pdf", name: str = "Plaquette") -> Version:
    """Add a file as a version of a document."""
    return documents.add(opened, File(file, raw), name, "test")


def test_a_document_is_kept_under_its_hash(opened: Installation) -> None:
    """What is served can be compared with what was given."""
    document = added(opened)

    assert document.sha256 == hashlib.sha256(PDF).hexdigest()
    assert documents.path(opened.settings.data, document.sha256).read_bytes() == PDF
    assert (document.version, document.size, document.media_type) == (1, len(PDF), "application/pdf")


def test_a_new_content_is_a_new_version(opened: Installation) -> None:
    """The address of the name leads to it, that of the first version to the first."""
    first = added(opened)
    second = added(opened, PDF + b" 2", name=" PLAQUETTE ")

    assert (second.name, second.version) == (first.name, 2)
    with opened.database.reading() as session:
        newest, old = documents.latest(session, "plaquette"), documents.version(session, "plaquette", 1)
    assert newest is not None
    assert old is not None
    assert (newest.sha256, old.sha256) == (second.sha256, first.sha256)
    assert first.url == second.url == f"{opened.settings.base_url}/l/d/plaquette"
    assert first.version_url == f"{first.url}/1"


def test_the_same_content_is_no_new_version(opened: Installation) -> None:
    """Adding twice changes nothing."""
    assert added(opened) == added(opened, file="copie.pdf")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Plaquette d’été 2009", "plaquette-d-ete-2009"),
        ("Kit / réseau", "kit-reseau"),
        ("Œuvre", "oeuvre"),
        ("x" * 99, "x" * 60),
    ],
)
def test_a_name_is_part_of_an_address(opened: Installation, name: str, slug: str) -> None:
    """Small letters, digits and hyphens."""
    assert added(opened, name=name).name == slug


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
def test_what_a_browser_would_run_is_refused(opened: Installation, file: str, raw: bytes, words: str) -> None:
    """By its name or by its content; nothing is kept."""
    with pytest.raises(errors.DocumentRefused, match=words):
        added(opened, raw, file)

    assert not (opened.settings.data / "documents").exists()


def test_a_name_of_signs_only_is_refused(opened: Installation) -> None:
    """Nothing would be left of it in an address."""
    with pytest.raises(errors.DocumentNameRefused) as refused:
        added(opened, name="!!!")

    assert refused.value.field == "name"


def test_what_is_too_heavy_is_refused(opened: Installation) -> None:
    """A reader downloads it on a telephone."""
    with pytest.raises(errors.DocumentRefused, match="50 Mo"):
        added(opened, PDF + bytes(documents.HEAVIEST))


def test_the_articles_that_lead_to_a_document_are_known(opened: Installation) -> None:
    """To it, not to one whose name begins alike."""
    for name in ("guide", "guide-court"):
        documents.add(opened, File(f"{name}.pdf", b"%PDF-1.7"), name, "user:1")
    text = "---\ntype: tool\ntitle: Un outil\n---\nLire [le guide](https://lettre.example/l/d/guide-court/1).\n"
    ingesting.bring(opened, [Submission("a.md", text.encode())], "shell:zoe")
    found = documents.library(opened, "guide").entries

    assert [(one.newest.name, [title for _id, title in one.uses]) for one in found] == [
        ("guide", []), ("guide-court", ["Un outil"]),
    ]  # fmt: skip
