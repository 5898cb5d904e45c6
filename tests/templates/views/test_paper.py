"""Pages for paper: French numbers, nothing fetched, and a sentence where the printer is missing."""

from __future__ import annotations

import builtins
import io
from typing import Any

import PIL.Image
import pytest

from templates import errors
from templates.views import paper
from tests import pdfs


def test_a_page_fetches_nothing() -> None:
    """Neither a file of this machine nor an address."""
    html = '<html lang="fr"><title>t</title><img alt="x" src="file:///etc/hostname"><img alt="y" src="https://a.example/i.png">'

    assert paper.pdf([html]).startswith(b"%PDF-")


def test_half_a_picture_is_none_after_a_page_was_printed() -> None:
    """The printer takes it for a whole one, and would make everybody else do so."""
    whole = io.BytesIO()
    PIL.Image.effect_noise((64, 64), 50).save(whole, "PNG")
    paper.pdf(["<html lang='fr'><title>t</title><p>ligne</p>"])

    with pytest.raises(OSError, match="truncated"):
        PIL.Image.open(io.BytesIO(whole.getvalue()[:-2000])).load()


def test_the_first_page_that_fits_is_taken() -> None:
    """And the last one when none does."""
    long = "<html lang='fr'><title>t</title>" + "<p>ligne</p>" * 200
    short = "<html lang='fr'><title>t</title><p>ligne</p>"

    assert pdfs.pages(paper.pdf([long, short])) == 1
    assert pdfs.pages(paper.pdf([long])) > 1


def test_without_its_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one sentence, with what works without."""
    imported = builtins.__import__

    def missing(name: str, *given: Any, **named: Any) -> Any:
        if name == "weasyprint":
            raise ImportError
        return imported(name, *given, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(errors.PrinterMissing, match="une autre forme"):
        paper.pdf(["<p>"])
