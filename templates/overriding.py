"""Checking the templates that an administrator writes, like our own: what is wrong, where, and the resulting letter.

A file with the path of a template (`emails/newsletter/body.mjml`) is checked as one: the files around it replace ours,
and a sample fills it. Any other MJML file is checked by itself, and its text in braces is kept as it is.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runtime.files import File
from templates import catalogue, compiling, designs, errors, letters, samples
from templates.mjml import converting, linting
from templates.views import renditions
from templates.views.renditions import Looks, Seen

_BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


@dataclass(frozen=True)
class Checked:
    """The result of a check."""

    #: A whole document; an empty string when it could not be compiled.
    html: str
    #: What must be corrected, in the order of lines.
    findings: tuple[linting.Finding, ...]

    @property
    def size(self) -> int:
        """Octets of the document."""
        return len(self.html.encode())

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {"html_bytes": self.size, "findings": [one.as_json() for one in self.findings]}


def email(folders: Sequence[str]) -> str:
    """Return the e-mail that a file in these folders (outermost first) belongs to; `""` when there is none."""
    *_outer, holder, name = "", "", *folders
    return name if holder == "emails" and name in catalogue.EMAILS else ""


def design(folders: Sequence[str]) -> str:
    """Return the design that a file in these folders (outermost first) belongs to; `""` when there is none."""
    *_outer, holder, key, _kind, _name = "", "", "", "", *folders
    return key if holder == "designs" and key in designs.DESIGNS else ""


def check(file: File, hosts: frozenset[str] = frozenset()) -> Checked:
    """Check an MJML file by itself and compile it; pictures may come from `hosts` only.

    Raises:
        errors.FileRefused: it is not text.
        errors.TemplateRefused: the compiler stops without naming a place.
    """
    try:
        source = file.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise errors.FileRefused(file=file.name) from None
    tokens = _Braces(secrets.token_hex(8))
    compiled = converting.compile_mjml(tokens.hide(_lines(source)), hosts, tokens.pattern)
    return Checked(tokens.show(compiled.html), compiled.findings)


def check_email(name: str, files: Mapping[str, bytes], design: str = "") -> Checked:
    """Check an e-mail, in a design, with these files instead of ours, by their names as templates."""
    try:
        letter = compiling.compile_sample(name, files, design)
    except errors.TemplateRefused as refused:
        told = linting.Finding("template_error", 0, name, refused.reason, refused.file)
        return Checked("", refused.findings or (told,))
    _subject, html, _text = letters.preview(letter.variant(letter.conditions), samples.VALUES)
    return Checked(html, ())


def sample(name: str, overrides: Path, looks: Looks = renditions.ALONE, design: str = "") -> dict[str, bytes]:
    """Return the files that show an e-mail as it is in force, made from its sample: HTML, text, and `looks`.

    The people and the pictures of a sample are invented, so its pictures are not shown.

    Raises:
        errors.TemplateMissing, errors.TemplateRefused; errors.BrowserMissing, errors.PrinterMissing.
    """
    if name not in catalogue.EMAILS:
        raise errors.TemplateMissing(name=name)
    renditions.require(looks)
    letter = compiling.compile_sample(name, overrides, design)
    _subject, html, text = letters.preview(letter.variant(letter.conditions), samples.VALUES)
    _subject, paper, _text = letters.preview(letter.variant(letter.conditions - {letters.PERSONAL}), samples.VALUES)
    seen = Seen(html, paper, lambda _address: None)
    return {"letter.html": html.encode(), "letter.txt": text.encode()} | renditions.files(seen, looks)


def _lines(text: str) -> str:
    """Return a text with the line ends of Unix."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class _Braces:
    """Words that stand for what a file holds in braces, until it is compiled."""

    def __init__(self, key: str) -> None:
        self.pattern = re.compile(f"zjz{key}n([0-9]+)zjz")
        self._key = key
        self._kept: list[str] = []

    def hide(self, source: str) -> str:
        return _BRACES.sub(self._hidden, source)

    def show(self, html: str) -> str:
        return self.pattern.sub(lambda found: self._kept[int(found[1])], html)

    def _hidden(self, found: re.Match[str]) -> str:
        self._kept.append(found.group())
        # As many line ends as before, so that lines keep their numbers.
        return f"zjz{self._key}n{len(self._kept) - 1}zjz" + "\n" * found.group().count("\n")
