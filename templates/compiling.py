"""A frozen context and the files of an e-mail, made into a letter.

Jinja (sandboxed, strict, escaping) sets the editor's values into MJML and text; what the recipient decides is a token
until the end. Refuses typed text as template source: it is only ever a value. Touches no network.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from runtime.language import _
from templates import converting, errors, letters, linting, nodes, plaintext, typesetting, urls, wording
from templates.context import Image, LetterContext, Piece
from templates.letters import Place
from templates.tokens import Tokens

_HERE = Path(__file__).parent


def compile_letter(name: str, context: LetterContext, *, overrides: Path | None = None) -> letters.Letter:
    """Compile the e-mail `name`; files in `overrides` stand in for those of Relais.

    Raises TextRefused, AddressRefused, TemplateMissing, TemplateRefused.
    """
    for typed in wording.within(context, str):
        wording.require_printable(typed)
    press = _Press(name, context, _environment(overrides), Tokens(secrets.token_hex(8)))
    subject, html, text = press.subject(), press.html(), press.text()
    return letters.Letter(subject, html, text, press.tokens.conditions(), press.tokens.links)


class _Press:
    """One compile at work: renders the three files of an e-mail with one set of tokens."""

    def __init__(self, name: str, context: LetterContext, environment: jinja2.Environment, tokens: Tokens) -> None:
        self.tokens = tokens
        self._name = name
        self._context = context
        self._environment = environment

    def subject(self) -> letters.Parts:
        """Render the subject: one line."""
        rendered = self._rendered("subject.txt", Place.HEADER, typesetting.Lines)
        with self._blaming("subject.txt"):
            return self.tokens.restore(re.sub(r"[ \n]+", " ", rendered).strip())

    def html(self) -> letters.Parts:
        """Render the MJML and convert it; any finding at all refuses it."""
        source = self._rendered("body.mjml", Place.HTML, typesetting.Html)
        with self._blaming("body.mjml"):
            compiled = converting.compile_mjml(source, _hosts(self._context))
            if compiled.findings:
                raise self._refused("body.mjml", _sentence(compiled.findings[0]))
            return self.tokens.restore(compiled.html)

    def text(self) -> letters.Parts:
        """Render the text part and set its lines."""
        rendered = self._rendered("body.txt", Place.TEXT, typesetting.Lines)
        with self._blaming("body.txt"):
            return self.tokens.restore_lines(plaintext.arrange(rendered, self.tokens.width))

    @contextmanager
    def _blaming(self, file: str) -> Iterator[None]:
        """Say which file it was: what works on its output does not know."""
        try:
            yield
        except errors.TemplateRefused as broken:
            raise self._refused(file, broken.reason) from broken

    def _rendered(self, file: str, place: Place, setter: type[typesetting.Html | typesetting.Lines]) -> str:
        try:
            template = self._environment.get_template(f"emails/{self._name}/{file}")
        except jinja2.TemplateNotFound as missing:
            raise errors.TemplateMissing(name=self._name) from missing
        except jinja2.TemplateSyntaxError as broken:
            raise self._refused(broken.name or file, _jinja_sentence(broken)) from broken
        try:
            return template.render(self._words(place, setter))
        except jinja2.TemplateSyntaxError as broken:
            raise self._refused(broken.name or file, _jinja_sentence(broken)) from broken
        except jinja2.TemplateNotFound as missing:
            raise self._refused(file, _("le fichier « {name} » manque").format(name=missing.name)) from missing
        except (jinja2.TemplateError, ArithmeticError, TypeError, ValueError) as broken:
            # An override may compute anything: its author is told, whatever went wrong.
            raise self._refused(file, str(broken)) from broken

    def _words(self, place: Place, setter: type[typesetting.Html | typesetting.Lines]) -> dict[str, Any]:
        """What a template may say besides its own text."""
        tokens = self.tokens
        link = Place.URL if place is Place.HTML else Place.TEXT

        def body(piece: Piece) -> str:
            return setter(tokens, piece.key).document(piece.body)

        def slot(name: str) -> str:
            return tokens.slot(name, _slot_place(name, place))

        return {
            "letter": self._context,
            "theme": self._context.theme,
            "body": body,
            "fields": lambda text: tokens.fields(text, place),
            "go": lambda url, key, label: tokens.address(url, key, label, link),
            "slot": slot,
            "when": tokens.begin,
            "otherwise": tokens.otherwise,
            "end": tokens.end,
        }

    def _refused(self, file: str, reason: str) -> errors.TemplateRefused:
        name = file if "/" in file else f"emails/{self._name}/{file}"
        return errors.TemplateRefused(file=name, reason=reason)


#: Slots of the layout that are not written as text.
_PLACES = {"leave_token": Place.TOKEN, "ml_url": Place.URL, "ml_phone_href": Place.URL}


def _slot_place(name: str, place: Place) -> Place:
    wanted = _PLACES.get(name, place)
    return place if wanted is Place.URL and place is not Place.HTML else wanted


@cache
def _environment(overrides: Path | None) -> jinja2.Environment:
    folders = [_HERE] if overrides is None else [overrides, _HERE]
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(folders),
        undefined=jinja2.StrictUndefined,
        autoescape=_escapes,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"address": urls.normalised, "picture": urls.image, "underlined": _underlined}
    return environment


def _escapes(name: str | None) -> bool:
    return name is None or not name.endswith(".txt")


def _underlined(text: str, sign: str) -> str:
    return f"{text}\n{sign * min(len(text), plaintext.COLUMNS)}"


def _hosts(context: LetterContext) -> frozenset[str]:
    """Where the pictures of this letter are: nowhere else may it send a reader's client."""
    shown = [image.src for image in wording.within(context, Image)]
    written = [image.src for image in wording.within(context, nodes.Image)]
    return frozenset(urls.host(urls.image(src)) for src in shown + written)


def _sentence(finding: linting.Finding) -> str:
    if finding.line == 0:
        return finding.message
    return _("ligne {line} du MJML produit, {message}").format(line=finding.line, message=finding.message)


def _jinja_sentence(broken: jinja2.TemplateSyntaxError) -> str:
    return _("ligne {line}, {message}").format(line=broken.lineno, message=broken.message)
