"""The styles of `mj-style inline="inline"` written onto the elements that they select.

The only access to premailer, and its guards: the style elements of the letter are passed over, nothing is fetched
(neither a sheet nor what a sheet imports), an `!important` wins over what an element says itself and stays where a
sheet is kept, media queries are kept to the letter, the doctype is put back. Refuses to read any file.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeAlias

from templates.mjml import scanning

_DOCTYPE = "<!doctype html>\n"
_DECLARATION = re.compile(r"""(?:[^;"'(]|"[^"]*"|'[^']*'|\([^)]*\))+""")
_KEPT = ["width", "height", "bgcolor", "align", "valign"]
#: How many sheets are remembered; one is some kilobytes.
_SHEETS = 32
#: What premailer makes of a sheet: rules that can be inlined, and the rest.
_Rules: TypeAlias = tuple[list[Any], list[Any]]


def _fetch_nothing(_url: str) -> None:
    """Answer every request for an imported style sheet with `None`."""


def inline(html: str, css: str) -> str:
    """Return the document with `css` inlined; selectors that match nothing leave no trace."""
    rules, queries = _parted(re.sub(r"@import[^;]*;?", "", css))
    inliner = _library().Premailer(
        _shielded(_with_style(html, queries)),
        css_text=rules,
        allow_network=False,
        allow_loading_external_files=False,
        strip_important=False,
        disable_validation=True,
        disable_basic_attributes=_KEPT,
        disable_link_rewrites=True,
        cssutils_logging_level=logging.CRITICAL,
    )
    return _DOCTYPE + str(inliner.transform(pretty_print=False)).strip()


@cache
def _library() -> Any:
    """Return premailer, configured; imported here, as it loads a web client that only compiling needs."""
    import cssutils
    import premailer

    # premailer's own switch stops linked sheets, not the imports inside of them.
    cssutils.util._defaultFetcher = _fetch_nothing  # noqa: SLF001 -- there is no public way
    # Outlook needs colours of six digits; the library would shorten them to three.
    cssutils.ser.prefs.minimizeColorHash = False
    premailer.premailer.merge_styles = _merging(premailer.premailer.merge_styles)
    premailer.Premailer._parse_style_rules = _remembering(premailer.Premailer._parse_style_rules)  # noqa: SLF001 -- there is no public way
    return premailer


def _remembering(parse: Callable[[Any, str, int], _Rules]) -> Callable[[Any, str, int], _Rules]:
    """Return premailer's reading of a sheet, done once: themes have few sheets, and it was a third of a letter's time.

    Premailer changes only its own lists, never those that it is given.
    """
    known: dict[tuple[str, int], _Rules] = {}

    def read(inliner: Any, css: str, index: int) -> _Rules:
        found = known.get((css, index))
        if found is None:
            if len(known) >= _SHEETS:
                known.clear()
            found = known[css, index] = parse(inliner, css, index)
        return found

    return read


_Pairs: TypeAlias = list[tuple[str, str]]


def _merging(merge: Callable[..., str]) -> Callable[..., str]:
    """Return premailer's own merging, which lets an element win over any rule, with `!important` as CSS has it.

    The word itself is not inlined: the author's dark mode must win over what stands on the element.
    """

    def merged(inline: str | None, new: list[_Pairs], classes: list[str], **more: Any) -> str:
        rules = [pair for style, pseudo in zip(new, classes, strict=True) if not pseudo for pair in style]
        strong = dict(pair for pair in rules if pair[1].endswith("!important"))
        if not strong:
            return merge(inline, new, classes, **more)
        kept = [one for one in _DECLARATION.findall(inline or "") if _is_stronger(one, strong)]
        return merge(
            ";".join(kept), [*new, [(name, _plain(value)) for name, value in strong.items()]], [*classes, ""], **more
        )

    return merged


def _plain(value: str) -> str:
    return value.removesuffix("!important").rstrip()


def _is_stronger(declaration: str, strong: Mapping[str, str]) -> bool:
    name = declaration.partition(":")[0].strip().lower()
    return name not in strong or declaration.rstrip().lower().endswith("!important")


def _parted(css: str) -> tuple[str, str]:
    """Return what can be inlined and the media queries, which cannot, as they were written.

    The library would rewrite a query that it does not know, such as `screen yahoo`, into another one.
    """
    rules, queries, position = [], [], 0
    for found in re.finditer(r"@media\b", css):
        if found.start() >= position:
            end = _closed(css, found.start())
            rules.append(css[position : found.start()])
            queries.append(css[found.start() : end])
            position = end
    return "".join([*rules, css[position:]]), "\n".join(queries)


def _closed(css: str, start: int) -> int:
    """Return the position behind the block that begins after `start`."""
    depth = 0
    for brace in re.finditer(r"[{}]", css[start:]):
        depth += 1 if brace.group() == "{" else -1
        if depth <= 0:
            return start + brace.end()
    return len(css)


def _with_style(html: str, css: str) -> str:
    return html.replace("</head>", f'<style type="text/css">{css}</style></head>', 1) if css else html


def _shielded(html: str) -> str:
    """Mark every style element and linked sheet so that premailer leaves it as it is."""
    pieces: list[str] = []
    position = 0
    for tag in scanning.tags(html):
        if tag.name in {"style", "link"} and not tag.closing:
            start = tag.start + 1 + len(tag.name)
            pieces += [html[position:start], ' data-premailer="ignore"']
            position = start
    return "".join([*pieces, html[position:]])
