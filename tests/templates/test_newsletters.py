"""Twenty-five newsletters of different structure, with every component: nothing is lost or spoilt on the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html as parser

from cli import local_files
from templates import overriding
from templates.mjml import components, scanning
from tests.templates.balance import Balance

FILES = sorted(Path(__file__).with_name("newsletters").glob("*.mjml"))
HOSTS = frozenset({"lettre.example"})
_BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
#: How the compiler's own language writes what it does not print: line ends, quotes, backslashes, any other sign.
_ESCAPES = re.compile(r"\\n|\\t|\\r|\\\"|\\\\|\\'|\\u\{")


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def file(request: pytest.FixtureRequest) -> Path:
    """Each of them in turn."""
    found: Path = request.param
    return found


def test_they_are_twenty_five_and_hold_every_component() -> None:
    """All that the compiler knows, but for fonts to fetch, which are refused."""
    used = {tag.name for file in FILES for tag in scanning.tags(file.read_text("utf-8"))}
    assert len(FILES) == 25
    assert components.ATTRIBUTES.keys() - used == {"mj-font"}


def test_nothing_is_found_in_it(file: Path) -> None:
    """Sound files are not refused."""
    assert overriding.check(local_files.template(file), HOSTS).findings == ()


def test_no_escape_of_another_language_is_left(file: Path) -> None:
    """In no attribute and no text; the backslashes that somebody typed are there, each once."""
    html = overriding.check(local_files.template(file), HOSTS).html
    typed = html.replace("c:\\new\\table", "").replace("c:%5Cnew%5Ctable", "")
    assert _ESCAPES.findall(re.sub(r"\\\\ et", "", typed)) == []


def test_every_place_is_kept(file: Path) -> None:
    """Fields and conditions, in texts and attributes, as often as they were written or more (Outlook's share)."""
    html, source = overriding.check(local_files.template(file), HOSTS).html, file.read_text("utf-8")
    assert [braces for braces in _BRACES.findall(source) if html.count(braces) < source.count(braces)] == []


def test_alternatives_come_out_as_they_went_in(file: Path) -> None:
    """Hard spaces, guillemets and emoji too."""
    wanted = {image.get("alt") for image in scanning.tags(file.read_text("utf-8")) if image.name == "mj-image"}
    tree = parser.document_fromstring(overriding.check(local_files.template(file), HOSTS).html)
    found = {image.get("alt") for image in tree.iter("img")}
    assert {alt for alt in wanted if alt and "{{" not in alt} <= found


def test_it_is_balanced_for_outlook(file: Path) -> None:
    """Its tables too."""
    assert Balance(_BRACES.sub("", overriding.check(local_files.template(file), HOSTS).html)).open == []


def test_nothing_is_fetched_elsewhere(file: Path) -> None:
    """No font, no icon."""
    html = overriding.check(local_files.template(file), HOSTS).html
    assert not re.search(r"fonts\.googleapis|imgur|mailjet|@import|<link", html)
