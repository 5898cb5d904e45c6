"""The pages hang together: links lead somewhere, `make` knows its targets, decisions have one shape."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from cli import main
from templates import catalogue, designs
from tests.docs import tree

PAGES = {str(page.relative_to(tree.ROOT)): page for page in tree.pages()}
DECISIONS = [page for name, page in PAGES.items() if re.fullmatch(r"docs/decisions/\d{4}-.*\.md", name)]
_LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def _links(page: Path) -> list[str]:
    """Return the links of a page that lead into the repository."""
    prose = _FENCE.sub("", page.read_text("utf-8"))
    found = [first or second for first, second in _LINK.findall(prose)]
    return [link for link in found if not re.match(r"[a-z]+:", link)]


def _anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    """To a file of this repository, and to a heading of it where one is named."""
    broken = []
    for link in _links(PAGES[name]):
        path, _, anchor = link.partition("#")
        target = (PAGES[name].parent / path).resolve() if path else PAGES[name]
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("name", sorted(PAGES.keys() - {"README.md"}))
def test_every_page_can_be_reached(name: str) -> None:
    """Some other page leads there: nothing is written for the drawer."""
    elsewhere = [page for other, page in PAGES.items() if other != name]
    targets = {(page.parent / link.partition("#")[0]).resolve() for page in elsewhere for link in _links(page)}

    assert PAGES[name] in targets


@pytest.mark.parametrize("name", PAGES)
def test_every_make_target_exists(name: str) -> None:
    """What a page tells people to type can be typed."""
    known = set(re.findall(r"^([a-z-]+):", (tree.ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    told = re.findall(r"(?:`|^)make ([a-z-]+)", PAGES[name].read_text("utf-8"), re.MULTILINE)

    assert set(told) <= known


@pytest.mark.parametrize("name", PAGES)
def test_every_command_that_is_printed_exists(name: str) -> None:
    """A command that was renamed is renamed everywhere."""
    context = click.Context(main.relais, info_name="relais")
    told = set(re.findall(r"\brelais ([a-z]+)(?: ([a-z]+))?", "\n".join(_code(PAGES[name]))))

    assert [words for words in told if not _exists(context, *words)] == []


def _code(page: Path) -> list[str]:
    """Return what a page prints as code, a line or a span each."""
    text = page.read_text("utf-8")
    prose = _FENCE.sub("", text)
    return [*_FENCE.findall(text), *re.findall(r"^ {4}.*$", prose, re.MULTILINE), *re.findall(r"`([^`]+)`", prose)]


def _exists(context: click.Context, first: str, second: str) -> bool:
    command = main.relais.get_command(context, first)
    if isinstance(command, click.Group):
        return not second or command.get_command(context, second) is not None
    return command is not None


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda page: page.stem)
def test_every_decision_says_what_enforces_it(decision: Path) -> None:
    """All have one shape, and fit on a page."""
    text = decision.read_text("utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)

    assert headings == ["Context", "Decision", "Consequences", "Alternatives", "What enforces it"]
    assert len(text.splitlines()) <= 60


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda page: page.stem)
def test_every_file_that_a_decision_names_exists(decision: Path) -> None:
    """The rule or test that enforces it has not moved away."""
    named = re.findall(r"`([a-z_]+/[\w/.-]+\.(?:py|md|toml))`", decision.read_text("utf-8"))

    assert [path for path in named if not (tree.ROOT / path).exists()] == []


def test_a_decision_has_a_number_of_its_own() -> None:
    """0000 is the template; numbers may be missing, because pages are written side by side."""
    numbers = [int(page.name[:4]) for page in sorted(DECISIONS)]

    assert numbers[0] == 0
    assert len(set(numbers)) == len(numbers)


def test_every_e_mail_is_shown_in_every_way() -> None:
    """Narrow and wide, light and dark, with pictures and without; no picture is left of what is no more."""
    shown = [Path(link).stem for link in _links(tree.DOCS / "letters" / "README.md") if link.endswith(".webp")]
    kept = {file.stem for file in (tree.DOCS / "letters").iterdir() if file.suffix != ".md"}
    ways = (
        "320-light",
        "320-dark",
        "320-dark-images-off",
        "600-light",
        "600-dark",
        "600-light-images-off",
        "1200-light",
    )

    others = {
        f"newsletter-{key}-{way}" for key in designs.DESIGNS if designs.folder(key) for way in ways[:2] + ways[3:5]
    }

    assert set(shown) - others == {f"{name}-{way}" for name in catalogue.EMAILS for way in ways}, "make letters"
    assert others <= set(shown)
    assert kept == {*shown, "newsletter"}


def test_the_pictures_of_the_letters_are_light() -> None:
    """Who clones the repository fetches them all."""
    assert sum(file.stat().st_size for file in (tree.DOCS / "letters").glob("*.webp")) < 4_000_000
