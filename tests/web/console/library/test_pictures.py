"""The library of pictures, and of documents, in the console."""

from __future__ import annotations

import io
import tracemalloc

from accounts.roles import Role
from campaigns.editorial import documents, library_pages, picture_library
from campaigns.editorial.models import Picture
from runtime.files import Incoming
from runtime.installation import Installation
from tests.campaigns.editorial.test_picture_library import photo
from tests.web.console.officers import Officer


def test_a_picture_is_added_described_cut_and_chosen(opened: Installation) -> None:
    """From the article and back to it."""
    marie = Officer(opened, Role.WRITE)
    article = marie.post("/articles/nouveau").headers["location"]
    added = marie.ask("POST", "/images", files={"fichier": ("forum.jpg", photo())}, data={"pour": "1"})
    address = added.headers["location"].partition("?")[0]
    marie.post(address, {"alt": "Deux personnes", "rights": "Accord", "pour": "1"})
    cut = marie.post(f"{address}/recadrer", {"ratio": "1:1", "width": "0", "focus_x": "0", "pour": "1"})
    name = cut.headers["location"].partition("?")[0].rpartition("/")[2]
    marie.post(f"{article}/image", {"image": name})

    assert 'value="Deux personnes"' in marie.get(article).text
    assert "Sans titre" in marie.get(f"/images/{name}").text
    assert 'data-pick data-src="' + name in marie.get("/images?q=personnes").text
    assert "DeletionRefused" not in marie.post(f"/images/{name}/corbeille").text
    assert picture_library.listed(opened).count == 2


def test_what_is_no_picture_is_refused_with_the_way_out(opened: Installation) -> None:
    """So is a frame outside of it, and a name that nobody has."""
    marie = Officer(opened, Role.WRITE)
    heic = marie.ask("POST", "/images", files={"fichier": ("a.heic", b"\0\0\0\x18ftypheic" + b"\0" * 40)})
    added = marie.ask("POST", "/images", files={"fichier": ("forum.jpg", photo())}).headers["location"]

    assert "Le plus compatible" in heic.text
    assert "sort de l’image" in marie.post(f"{added}/recadrer", {"left": "9000", "width": "90", "height": "90"}).text
    assert marie.get("/images/rien.jpg").status_code == 404


def test_a_library_is_paged_and_its_bin_gives_back(opened: Installation) -> None:
    """What was thrown away by mistake is found again, and is proposed again."""
    marie = Officer(opened, Role.WRITE)
    first = marie.ask("POST", "/images", files={"fichier": ("forum.jpg", photo())}).headers["location"]
    with opened.database.transaction() as session:
        for number in range(library_pages.PER_PAGE):
            at = opened.clock.now()
            session.add(Picture(name=f"{number}.png", width=1, height=1, file_name=f"Vue {number}", added_at=at))
    second = marie.get("/images?page=2").text
    marie.post(f"{first}/corbeille")
    bin_ = marie.get("/images/corbeille").text
    whole = marie.get("/images").text
    back = marie.follow(marie.post(f"{first}/retablir"))

    assert ("Page 2 sur 2" in second, second.count("data-pick")) == (True, 1)
    assert ("forum.jpg" in bin_, "Page 1 sur" in whole) == (True, False)
    assert "Image rétablie." in back.text
    assert "La corbeille est vide." in marie.get("/images/corbeille").text


def test_documents_are_kept_and_found(opened: Installation) -> None:
    """A second of the same name is its next version."""
    marie = Officer(opened, Role.WRITE)
    for content in (b"%PDF-1.7 a", b"%PDF-1.7 b"):
        marie.ask("POST", "/documents", files={"fichier": ("Guide d’été.pdf", content)})
    page = marie.get("/documents?q=ete").text

    assert "Guide d’été.pdf" in page
    assert 'data-href="' in page
    assert 'class="number" data-label="Version">2<' in page
    refused = marie.ask("POST", "/documents", files={"fichier": ("a.exe", b"MZ")})
    assert "seuls sont gardés" in refused.text


def test_a_large_document_is_kept_piece_by_piece(opened: Installation) -> None:
    """Fifty megabytes are never held whole, and half of a file is none."""
    large = b"%PDF-1.7" + bytes(12_000_000)
    marie = Officer(opened, Role.WRITE)
    marie.ask("POST", "/documents", files={"fichier": ("Grand.pdf", large)})
    other = Incoming("Autre.pdf", io.BytesIO(large + b"1"))
    tracemalloc.start()
    documents.add(opened, other, "Autre", "test")
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    kept = sorted(one.stat().st_size for one in (opened.settings.data / "documents").iterdir())

    assert kept == [len(large), len(large) + 1]
    assert most < 4_000_000
