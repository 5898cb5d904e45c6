"""A text document that any word processor opens and edits (ODF 1.3, `.odt`): headings, text, lists, tables, pictures.

Owns the few styles that it needs; their names are what an editor sees. The same calls give the same octets: no moment,
no author of its own. Written here and not by a library: ten kinds of elements are needed, and nothing is read.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from importlib import resources
from xml.sax.saxutils import escape, quoteattr

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_MADE = (1980, 1, 1, 0, 0, 0)
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
        ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible"), ("meta", "meta"),
    )
)  # fmt: skip
_MORE = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Document:
    """A document that is being written, from top to bottom; all that is given is text."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._body: list[str] = []
        self._pictures: dict[str, bytes] = {}
        self._tables = 0

    def heading(self, text: str, level: int = 1, *, new_page: bool = False) -> None:
        """Write a heading, of level 1 to 3; one of the first level may begin a page."""
        style = f"Heading_20_{level}" if not new_page else "Heading_20_1_20_Page"
        self._body.append(f'<text:h text:style-name="{style}" text:outline-level="{level}">{escape(text)}</text:h>')

    def paragraph(self, text: str, style: str = "Text_20_body") -> None:
        """Write a paragraph; also a `Title`, `Subtitle`, `Quotations`, `Small` one, or a `Blank` line to fill."""
        self._body.append(_paragraph(text, style))

    def items(self, texts: Iterable[str], *, numbered: bool = False) -> None:
        """Write a list; nothing without items."""
        lines = "".join(f"<text:list-item>{_paragraph(one, 'List')}</text:list-item>" for one in texts)
        style = "Numbers" if numbered else "Bullets"
        if lines:
            self._body.append(f'<text:list text:style-name="{style}">{lines}</text:list>')

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write a table; its head is repeated on every page. The first column names the row, figures follow."""
        self._tables += 1
        columns = f'<table:table-column table:number-columns-repeated="{len(head)}"/>'
        first = f"<table:table-header-rows>{_row(head, 'Table_20_Heading')}</table:table-header-rows>"
        lines = "".join(_row(row, "Table_20_Contents") for row in rows)
        self._body.append(f'<table:table table:name="Table{self._tables}">{columns}{first}{lines}</table:table>')

    def pictures(self, shown: Iterable[tuple[bytes, str, str, int, int]], height: float = 2.0) -> None:
        """Show pictures beside each other, each so many centimetres high: octets, ending, words, width, height (px)."""
        frames = "".join(self._frame(*one, tall=height) for one in shown)
        if frames:
            self._body.append(f'<text:p text:style-name="Text_20_body">{frames}</text:p>')

    def _frame(self, content: bytes, ending: str, words: str, width: int, height: int, *, tall: float) -> str:
        name = f"Pictures/{len(self._pictures) + 1}.{ending}"
        self._pictures[name] = content
        across = round(tall * width / (height or 1), 2)
        return (
            f'<draw:frame draw:name="{name}" text:anchor-type="as-char" svg:width="{across}cm" svg:height="{tall}cm">'
            f'<draw:image xlink:href="{name}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
            f"<svg:title>{escape(words)}</svg:title></draw:frame>   "
        )

    def octets(self) -> bytes:
        """Return the file."""
        body = "".join(self._body)
        styles = resources.files("templates.views").joinpath("prints/document_styles.xml").read_text("utf-8")
        parts = {
            "content.xml": f'{_HEAD}<office:document-content {_NAMESPACES} {_MORE} office:version="1.3">'
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": styles,
            "meta.xml": f'{_HEAD}<office:document-meta {_NAMESPACES} {_MORE} office:version="1.3"><office:meta>'
            f"<dc:title>{escape(self._title)}</dc:title><dc:language>fr-FR</dc:language>"
            "</office:meta></office:document-meta>",
        }
        return _packed({name: part.encode() for name, part in parts.items()} | self._pictures)


def _paragraph(text: str, style: str) -> str:
    return f'<text:p text:style-name="{style}">{escape(text)}</text:p>'


def _row(cells: Sequence[str], style: str) -> str:
    made = "".join(
        f'<table:table-cell office:value-type="string">{_paragraph(one, style)}</table:table-cell>' for one in cells
    )
    return f"<table:table-row>{made}</table:table-row>"


def _packed(parts: dict[str, bytes]) -> bytes:
    """Return the parts as a ZIP file whose first member says what it is, as the standard asks."""
    entries = "".join(
        f"<manifest:file-entry manifest:full-path={quoteattr(name)} manifest:media-type={quoteattr(_kind(name))}/>"
        for name in ("/", *parts)
    )
    manifest = (
        f'{_HEAD}<manifest:manifest xmlns:manifest="{_MANIFEST}" manifest:version="1.3">{entries}</manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(zipfile.ZipInfo("mimetype", _MADE), MEDIA_TYPE, zipfile.ZIP_STORED)
        for name, content in [*parts.items(), ("META-INF/manifest.xml", manifest.encode())]:
            file.writestr(zipfile.ZipInfo(name, _MADE), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _kind(name: str) -> str:
    endings = {"xml": "text/xml", "png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
    return MEDIA_TYPE if name == "/" else endings.get(name.rpartition(".")[2], "")
