"""Templates that an administrator writes, through the guards of ours: what is wrong, where, and what comes of them.

A file that lies where a template lies (`emails/newsletter/body.mjml`) is checked as one, with its folder standing in
for ours and a sample to fill it. Any other MJML file is checked by itself: what it holds in braces is kept as it is.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from templates import catalogue, compiling, converting, errors, letters, linting, looking, samples
from templates.looking import Looks, Seen

_BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


@dataclass(frozen=True)
class Checked:
    """What became of a file."""

    #: A whole document; empty when nothing could be made.
    html: str
    #: What must be mended, in the order of lines.
    findings: tuple[linting.Finding, ...]


def check(file: Path, hosts: frozenset[str] = frozenset()) -> Checked:
    """Check an MJML file and compile it; pictures may come from `hosts` only.

    Raises:
        errors.FileRefused: it cannot be read.
        errors.TemplateRefused: the compiler stops without naming a place.
    """
    name = _email(file)
    if name:
        return _as_template(name, file.resolve().parents[2])
    source = _read(file)
    tokens = _Braces(secrets.token_hex(8))
    compiled = converting.compile_mjml(tokens.hide(source), hosts, tokens.pattern)
    return Checked(tokens.show(compiled.html), compiled.findings)


def sample(name: str, overrides: Path, looks: Looks = looking.ALONE) -> dict[str, bytes]:
    """Return the files that show an e-mail as it is in force, made from its sample: HTML, text, and `looks`.

    The people and the pictures of a sample are invented: its pictures are not shown.

    Raises:
        errors.TemplateMissing, errors.TemplateRefused; errors.BrowserMissing, errors.PrinterMissing.
    """
    if name not in catalogue.EMAILS:
        raise errors.TemplateMissing(name=name)
    looking.require(looks)
    letter = compiling.compile_sample(name, overrides)
    _subject, html, text = letters.preview(letter.variant(letter.conditions), samples.VALUES)
    _subject, paper, _text = letters.preview(letter.variant(letter.conditions - {letters.PERSONAL}), samples.VALUES)
    seen = Seen(html, paper, lambda _address: None)
    return {"letter.html": html.encode(), "letter.txt": text.encode()} | looking.files(seen, looks)


def _email(file: Path) -> str:
    """Return the e-mail whose folder a file lies in, empty for a file of its own."""
    folder = file.resolve().parent
    return folder.name if folder.parent.name == "emails" and folder.name in catalogue.EMAILS else ""


def _as_template(name: str, overrides: Path) -> Checked:
    try:
        letter = compiling.compile_sample(name, overrides)
    except errors.TemplateRefused as refused:
        told = linting.Finding("template_error", 0, name, refused.reason, refused.file)
        return Checked("", refused.findings or (told,))
    _subject, html, _text = letters.preview(letter.variant(letter.conditions), samples.VALUES)
    return Checked(html, ())


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise errors.FileRefused(file=file) from None


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
