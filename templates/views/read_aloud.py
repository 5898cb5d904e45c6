"""What a screen reader reads out, in order, as a text: every heading, link, picture, list and table is announced as
such.

Pure. Refuses what is not read out: hidden text, decorative pictures, layout tables, the comments for Outlook.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import html as parser

from runtime.language import _, ngettext

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
#: Each of these begins and ends a line of its own; inline elements continue the line.
_BLOCKS = frozenset(("address", "blockquote", "body", "div", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li",
                     "ol", "p", "section", "table", "tbody", "td", "th", "thead", "tr", "ul"))  # fmt: skip
#: What a screen reader does not read: the filler characters after the preheader.
_SILENT = re.compile("[\u034f\u200b-\u200d\u2060\ufeff\u00ad]")


def read_out(html: str) -> str:
    """Return what is heard of a document, one line per announcement, from its title on."""
    document = parser.document_fromstring(html)
    voice = _Voice()
    title = _squeezed(document.findtext(".//title") or "")
    if title:
        voice.say(_("Titre de la page : {title}").format(title=title))
    voice.read(document.find("body"))
    voice.end_line()
    return "".join(f"{line}\n" for line in voice.lines)


class _Voice:
    """What was read so far, and the current line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._words: list[str] = []
        #: The bullet or number of a list that the next line begins with.
        self._mark = ""

    def say(self, line: str) -> None:
        """End the current line and add another."""
        self.end_line()
        self.lines.append(line)

    def end_line(self, form: str = "{text}") -> None:
        """Add the gathered text as a line, if there is any."""
        text = _squeezed("".join(self._words))
        self._words.clear()
        if text:
            self.lines.append(self._mark + form.replace("{text}", text))
            self._mark = ""

    def read(self, element: parser.HtmlElement) -> None:
        """Read an element and all that is in it."""
        if not isinstance(element.tag, str) or _is_hidden(element):
            return
        if element.tag in _BLOCKS:
            self.end_line()
        _WAYS.get(element.tag, _Voice.inside)(self, element)

    def inside(self, element: parser.HtmlElement, form: str = "{text}") -> None:
        """Read what is in an element; a block ends with its line."""
        self._words.append(element.text or "")
        for child in element:
            self.read(child)
            self._words.append(child.tail or "")
        if element.tag in _BLOCKS:
            self.end_line(form)

    def heading(self, element: parser.HtmlElement) -> None:
        """Announce the level, with which people jump from heading to heading."""
        self.inside(element, _("Titre de niveau {level} : {text}").replace("{level}", element.tag[1]))

    def link(self, element: parser.HtmlElement) -> None:
        """Announce a link; without a target it is plain text."""
        if not element.get("href"):
            self.inside(element)
            return
        within = _Voice()
        within.inside(element)
        within.end_line()
        self._words.append(_("[Lien : {text}]").format(text=" ".join(within.lines)))

    def picture(self, element: parser.HtmlElement) -> None:
        """Announce the alternative text; without one the file name is read, which is why there must be one."""
        alternative = element.get("alt")
        if alternative is None:
            self._words.append(_("[Image sans description : {file}]").format(file=element.get("src", "")))
        elif alternative.strip():
            self._words.append(_("[Image : {alt}]").format(alt=alternative))

    def break_(self, _element: parser.HtmlElement) -> None:
        """Go on in another line."""
        self.end_line()

    def rule(self, _element: parser.HtmlElement) -> None:
        """Announce a separator."""
        self.say(_("Séparateur"))

    def list_(self, element: parser.HtmlElement) -> None:
        """Announce the number of items; those of an ordered list keep their numbers."""
        entries = element.findall("li")
        words = ngettext("Liste de {n} élément", "Liste de {n} éléments", len(entries))
        self.say(words.format(n=len(entries)))
        for number, entry in enumerate(entries, int(element.get("start", "1"))):
            self._mark = f"{number}. " if element.tag == "ol" else "• "
            self.inside(entry)
        self.say(_("Fin de la liste"))

    def quotation(self, element: parser.HtmlElement) -> None:
        """Announce the beginning and the end."""
        self.say(_("Citation"))
        self.inside(element)
        self.say(_("Fin de la citation"))

    def table(self, element: parser.HtmlElement) -> None:
        """Read a data table by rows; a layout table is not announced."""
        if element.get("role") in {"presentation", "none"}:
            self.inside(element)
            return
        rows = [[_said(cell) for cell in row.iter("th", "td")] for row in element.iter("tr")]
        widest = max((len(row) for row in rows), default=0)
        self.say(_("Tableau de {columns} colonnes et {rows} lignes").format(columns=widest, rows=len(rows)))
        self.lines += [
            _("  Ligne {number} : {cells}").format(number=number, cells="\u00a0; ".join(row))
            for number, row in enumerate(rows, 1)
        ]
        self.say(_("Fin du tableau"))


_WAYS: dict[str, Callable[[_Voice, parser.HtmlElement], None]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _Voice.heading),
    **dict.fromkeys(("ul", "ol"), _Voice.list_),
    "a": _Voice.link,
    "img": _Voice.picture,
    "br": _Voice.break_,
    "hr": _Voice.rule,
    "blockquote": _Voice.quotation,
    "table": _Voice.table,
}


def _said(element: parser.HtmlElement) -> str:
    within = _Voice()
    within.inside(element)
    within.end_line()
    return " ".join(within.lines)


def _is_hidden(element: parser.HtmlElement) -> bool:
    hidden = element.get("aria-hidden") == "true" or element.get("hidden") is not None
    return hidden or element.tag in {"style", "script"} or bool(_HIDDEN.search(element.get("style") or ""))


def _squeezed(text: str) -> str:
    """Return text as HTML shows it: white space is one space, and hard spaces stay."""
    return re.sub(r"[ \t\r\n]+", " ", _SILENT.sub("", text)).strip()
