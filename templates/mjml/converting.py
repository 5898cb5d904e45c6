"""MJML to HTML, with every check: checked, prepared, compiled, completed, inlined.

The only access to the MJML compiler. Refuses to fetch: no font is linked, no include is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import mjml

from runtime.language import _
from templates import errors
from templates.mjml import linting, preparing, scanning, style_inlining

_WHITE_LINE = "display:none;font-size:1px;color:#ffffff;"
#: The width of a picture, which HTML has in whole pixels, and of the cell that Outlook reads it from.
_FRACTION = re.compile(r"""(<img\b[^>]*?\swidth="|<td style="width:)(\d+)\.\d+(?="|px;">)""")


@dataclass(frozen=True)
class Compiled:
    """What an MJML document became."""

    #: A whole document; empty when a finding is fatal.
    html: str
    #: In the order of lines.
    findings: tuple[linting.Finding, ...]


def compile_mjml(
    source: str, hosts: frozenset[str] = frozenset(), places: re.Pattern[str] = linting.NOTHING
) -> Compiled:
    """Compile an MJML document; pictures may come from `hosts` only, others are findings.

    `places` matches the words that stand for placeholders: one that is lost in the output is a finding.
    """
    findings = tuple(linting.check_mjml(source, hosts, places))
    if any(finding.fatal for finding in findings):
        return Compiled("", findings)
    prepared = preparing.prepare(source)
    try:
        html = mjml.mjml2html(prepared.mjml, disable_comments=True, fonts={})
    except ValueError as broken:
        raise errors.TemplateRefused(
            file="MJML", reason=_("le compilateur s’arrête : {error}").format(error=broken)
        ) from broken
    known = {finding.message for finding in findings}
    brought = (finding for finding in linting.check_html(html, source, hosts) if finding.message not in known)
    inlined = style_inlining.inline(_with_alts(_mended(html)), prepared.css)
    lost = linting.check_kept(source, inlined, places)
    return Compiled(inlined, (*findings, *dict.fromkeys(brought), *lost))


def _mended(html: str) -> str:
    """Remove what the compiler writes and validators or filters reject, and what is not needed.

    A height of `auto` is not a number (HTML, 15.3.13), and the styles hold it too. The line after the subject is
    already hidden: if it were also white, spam filters would take it for hidden text.
    """
    html = _FRACTION.sub(r"\1\2", html)
    return html.replace(' height="auto"', "").replace(_WHITE_LINE, _WHITE_LINE.replace("color:#ffffff;", ""), 1)


def _with_alts(html: str) -> str:
    """Give every picture without a text alternative an empty one, or screen readers spell out its address."""
    pieces: list[str] = []
    position = 0
    for tag in scanning.tags(html):
        if tag.name == "img" and tag.get("alt") is None:
            pieces += [html[position : tag.start + 4], ' alt=""']
            position = tag.start + 4
    return "".join([*pieces, html[position:]])
