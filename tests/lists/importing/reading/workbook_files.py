"""Workbooks as octets: what programs write, and what nobody but an enemy would."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import xlsxwriter

_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.2"><office:automatic-styles><style:style style:name="unseen" style:family="table">
<style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"""
_SHEET = "xl/worksheets/sheet1.xml"


def xlsx(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """Return a workbook of Excel, filled by a function."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        fill(book)
    return held.getvalue()


def xlsx_of(sheet: str, below: str = "") -> bytes:
    """Return a workbook of Excel whose only sheet has these rows, as XML, and this below them."""
    whole = xlsx(lambda book: book.add_worksheet("Liste").write(0, 0, ""))
    start = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as before, zipfile.ZipFile(held, "w") as after:
        for part in before.namelist():
            is_sheet = part == _SHEET
            after.writestr(part, f"{start}{sheet}</sheetData>{below}</worksheet>" if is_sheet else before.read(part))
    return held.getvalue()


def written(reference: str, words: str) -> str:
    """Return a cell of text, as XML."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{words}</t></is></c>'


def cell(words: str, more: str = "", kind: str = "table-cell") -> str:
    """Return a cell of an .ods, as XML."""
    return f'<table:{kind} office:value-type="string" {more}><text:p>{words}</text:p></table:{kind}>'


def row(*cells: str, more: str = "") -> str:
    """Return a row of an .ods, as XML."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def ods_of(*rows: str, before: str = "") -> bytes:
    """Return a workbook of LibreOffice with these rows, as XML."""
    table = f'{before}<table:table table:name="Feuille1">{"".join(rows)}</table:table>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _CONTENT.format(tables=table))
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return held.getvalue()


def ods(rows: list[list[str]]) -> bytes:
    """Return a workbook of LibreOffice with these texts."""
    return ods_of(*(row(*map(cell, one)) for one in rows))
