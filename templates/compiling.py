"""A frozen context and the files of an e-mail, made into a letter.

Jinja (sandboxed, strict, escaping) puts the editor's values into MJML and text; what depends on the recipient stays a
token until the end. Refuses typed text as template source: it is only ever a value. Touches no network.
"""

from __future__ import annotations

import dataclasses
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeAlias

import jinja2
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from runtime.language import _, ngettext
from templates import errors, letters, loading, plaintext, requirements, samples, sandboxing, typed_text, urls
from templates.context import LetterContext, Message, Piece
from templates.letters import ValueContext
from templates.mjml import converting, linting, source_lines
from templates.notices import Notice
from templates.pictures import Image
from templates.placeholders import Tokens
from templates.rich_text import nodes, typesetting

_HERE = Path(__file__).parent
#: What shows the rubriques of an issue alone.
_BLOCK = "excerpts/block.mjml"
#: What overrides our files: a folder, or files by their names below it.
Overrides: TypeAlias = Path | Mapping[str, bytes]


def compile_letter(
    name: str, context: LetterContext, *, overrides: Path | None = None, design: str = ""
) -> letters.Letter:
    """Compile the e-mail `name` for an issue, in a design; files in `overrides` replace those of Relais.

    Raises LetterIncomplete, TextRefused, AddressRefused, TemplateMissing, TemplateRefused.
    """
    requirements.check(name, context)
    letter = _compiled(name, context, overrides, design)
    if not context.second_subject:
        return letter
    other = dataclasses.replace(context, subject=context.second_subject)
    second = _begun(name, other, overrides, design).subject()
    choice = letters.Choice(letters.SECOND_SUBJECT, second, letter.subject)
    return dataclasses.replace(
        letter, subject=(choice,), conditions=letter.conditions | {letters.SECOND_SUBJECT}
    )  # fmt: skip


def compile_block(context: LetterContext, *, overrides: Path | None = None) -> letters.Letter:
    """Compile only the rubriques of an issue, as HTML: what a newsletter with these items shows of them.

    Raises as `compile_letter`.
    """
    press = _begun("newsletter", context, overrides)
    return letters.Letter((), press.html(_BLOCK), (), press.tokens.conditions(), press.tokens.links)


def compile_notice(notice: Notice, *, overrides: Path | None = None) -> letters.Letter:
    """Compile a service message: it has no placeholder and no counted link.

    Raises TextRefused, AddressRefused, TemplateMissing, TemplateRefused.
    """
    return _compiled(notice.EMAIL, notice, overrides)


def compile_sample(name: str, overrides: Overrides | None = None, design: str = "") -> letters.Letter:
    """Compile the e-mail `name` from its sample: shows whether files in `overrides` are usable before they are used.

    Raises TemplateRefused.
    """
    return _compiled(name, samples.of(name), overrides, design)


def _compiled(name: str, context: Message, overrides: Overrides | None, design: str = "") -> letters.Letter:
    press = _begun(name, context, overrides, design)
    subject, html, text = press.subject(), press.html(), press.text()
    return letters.Letter(subject, html, text, press.tokens.conditions(), press.tokens.links)


def _begun(name: str, context: Message, overrides: Overrides | None, design: str = "") -> _Press:
    for typed in typed_text.within(context, str):
        typed_text.require_printable(typed)
    return _Press(name, context, environment(overrides, design), Tokens(secrets.token_hex(8)))


class _Press:
    """One compilation: renders the three files of an e-mail with one set of tokens."""

    def __init__(self, name: str, context: Message, environment: jinja2.Environment, tokens: Tokens) -> None:
        self.tokens = tokens
        self._name = name
        self._context = context
        self._environment = environment

    def subject(self) -> letters.Parts:
        """Render the subject: one line."""
        rendered = self._rendered("subject.txt", ValueContext.HEADER, typesetting.TextLines)
        with self._blaming("subject.txt"):
            return self.tokens.restore(re.sub(r"[ \n]+", " ", rendered).strip())

    def html(self, file: str = "body.mjml") -> letters.Parts:
        """Render the MJML and convert it; any finding leads to a refusal."""
        source = source_lines.unmarked(self._rendered(file, ValueContext.HTML, typesetting.Html))
        with self._blaming(file):
            compiled = converting.compile_mjml(source.text, _hosts(self._context), self.tokens.pattern)
            if compiled.findings:
                raise self._faulty([self._written(source, finding) for finding in compiled.findings])
            return self.tokens.restore(compiled.html)

    def _written(self, source: source_lines.TemplateSource, finding: linting.Finding) -> linting.Finding:
        """Return a finding with the file and the line of the template that its author edits."""
        place = source.place(finding.position) if finding.line else None
        file, line = (place.file, place.line) if place else (self._path("body.mjml"), 0)
        return dataclasses.replace(finding, file=file, line=line)

    def text(self) -> letters.Parts:
        """Render the text part and arrange its lines."""
        rendered = self._rendered("body.txt", ValueContext.TEXT, typesetting.TextLines)
        with self._blaming("body.txt"):
            return self.tokens.restore_lines(plaintext.arrange(rendered, self.tokens.width))

    @contextmanager
    def _blaming(self, file: str) -> Iterator[None]:
        """Add the name of the file to an error: the code that works on its output does not know it."""
        try:
            yield
        except errors.TemplateRefused as broken:
            raise errors.TemplateRefused(**{**broken.data, "file": broken.file or self._path(file)}) from broken

    def _rendered(self, file: str, place: ValueContext, setter: type[typesetting.Html | typesetting.TextLines]) -> str:
        try:
            template = self._environment.get_template(self._path(file))
        except jinja2.TemplateNotFound as missing:
            raise errors.TemplateMissing(name=self._name) from missing
        except jinja2.TemplateSyntaxError as broken:
            raise self._stopped(broken, file) from broken
        try:
            return sandboxing.rendered(template, self._words(place, setter))
        except (jinja2.TemplateError, ArithmeticError, TypeError, ValueError) as broken:
            # An override may compute anything: whatever goes wrong is reported to its author.
            raise self._stopped(broken, file) from broken

    def _words(self, place: ValueContext, setter: type[typesetting.Html | typesetting.TextLines]) -> dict[str, Any]:
        """The values and functions that a template may use."""
        tokens = self.tokens
        link = ValueContext.URL if place is ValueContext.HTML else ValueContext.TEXT

        def body(piece: Piece, above: int = 3) -> str:
            return setter(tokens, piece.key, above).document(piece.body)

        def slot(name: str) -> str:
            return tokens.slot(name, _slot_place(name, place))

        return {
            "letter": self._context,
            "theme": self._context.theme,
            "body": body,
            "fields": lambda text: tokens.fields(text, place),
            "go": lambda url, key, label: tokens.address(url, key, _plain(label), link),
            "slot": slot,
            "when": tokens.begin,
            "otherwise": tokens.otherwise,
            "end": tokens.end,
        }

    def _stopped(self, broken: Exception, file: str) -> errors.TemplateRefused:
        """Return the error that stopped Jinja, as a finding on the line of the template where it stopped."""
        place = source_lines.stopped_at(broken) or source_lines.SourceLine(self._path(file), 0)
        return self._faulty([linting.Finding("template_error", place.line, "jinja", _cause(broken), place.file)])

    def _faulty(self, findings: list[linting.Finding]) -> errors.TemplateRefused:
        return errors.TemplateRefused(file=findings[0].file, reason=_sentence(findings[0]), findings=tuple(findings))

    def _path(self, file: str) -> str:
        return file if "/" in file else f"emails/{self._name}/{file}"


#: Slots of the layout that are not plain text.
_PLACES = {
    "leave_token": ValueContext.TOKEN,
    "answer_token": ValueContext.TOKEN,
    "kit_token": ValueContext.TOKEN,
    **dict.fromkeys(("ml_url", "ml_phone_href", "ml_list_url", "rn_url", "rn_phone_href"), ValueContext.URL),
}


def _slot_place(name: str, place: ValueContext) -> ValueContext:
    wanted = _PLACES.get(name, place)
    return place if wanted is ValueContext.URL and place is not ValueContext.HTML else wanted


def environment(overrides: Overrides | None, design: str = "") -> jinja2.Environment:
    """Return the Jinja environment that reads our templates and their overrides; a folder is read as it is now."""
    if overrides is None:
        return _environment(None, (), design)
    if isinstance(overrides, Mapping):
        held = jinja2.FunctionLoader(partial(_held, overrides))
        return _reading(jinja2.ChoiceLoader([held, jinja2.FileSystemLoader(_HERE)]), design)
    # Jinja notices that a file changed, but not that a new file now overrides it.
    files = (str(file.relative_to(overrides)) for file in overrides.rglob("*") if file.is_file())
    return _environment(overrides.resolve(), tuple(sorted(files)), design)


@lru_cache(maxsize=16)
def _environment(overrides: Path | None, _files: tuple[str, ...], design: str) -> jinja2.Environment:
    return _reading(jinja2.FileSystemLoader([_HERE] if overrides is None else [overrides, _HERE]), design)


def _held(overrides: Mapping[str, bytes], name: str) -> tuple[str, str, None] | None:
    """Return an override given in memory, with the file name that findings mention."""
    return (overrides[name].decode(), name, None) if name in overrides else None


def _reading(files: jinja2.BaseLoader, design: str) -> jinja2.Environment:
    """Return the Jinja environment that finds templates in a design first."""
    environment = sandboxing.Sandbox(
        loader=loading.Loader(design, files),
        extensions=["jinja2.ext.i18n", source_lines.Marks],
        undefined=jinja2.StrictUndefined,
        autoescape=_escapes,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    installed: Any = environment
    installed.install_gettext_callables(_, ngettext, newstyle=True)
    environment.filters |= {"address": urls.normalised, "picture": urls.image, "underlined": _underlined}
    return environment


def _cause(broken: Exception) -> str:
    """Return why Jinja stopped; its own message, which is English, follows in brackets."""
    words = str(getattr(broken, "message", None) or broken)
    match broken:
        case jinja2.TemplateNotFound():
            return _("le fichier « {name} » manque").format(name=broken.name)
        case jinja2.TemplateSyntaxError():
            return _("la syntaxe de Jinja n’y est pas respectée ({words})").format(words=words)
        case jinja2.UndefinedError():
            return _("un nom n’existe pas ({words})").format(words=words)
        case SecurityError():
            return _("un modèle n’a pas accès à cela ({words})").format(words=words)
    return _("le calcul échoue ({words})").format(words=words)


def _plain(label: str) -> str:
    """Return words unescaped: a translated sentence comes escaped."""
    return label.unescape() if isinstance(label, Markup) else label


def _escapes(name: str | None) -> bool:
    return name is None or not name.endswith(".txt")


def _underlined(text: str, sign: str) -> str:
    return f"{text}\n{sign * min(len(text), plaintext.COLUMNS)}"


def _hosts(context: Message) -> frozenset[str]:
    """Return the hosts of the pictures of this letter: the reader's client may load pictures from these only."""
    shown = [image.src for image in typed_text.within(context, Image)]
    written = [image.src for image in typed_text.within(context, nodes.Image)]
    return frozenset(urls.host(urls.image(src)) for src in shown + written)


def _sentence(finding: linting.Finding) -> str:
    words = _("ligne {line}, <{component}> : {message}") if finding.line else _("<{component}> : {message}")
    return words.format(line=finding.line, component=finding.component, message=finding.message)
