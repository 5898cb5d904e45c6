"""How tags open and close, as Outlook reads them. Owns no test."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from templates.mjml import components


class Balance(HTMLParser):
    """Follows the tags of a document, its conditional comments opened; `open` is empty when all were closed."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.open: list[str] = []
        shown = re.sub(r"<!--\[if [^!\]]*\]>|<!\[endif\]-->|<!--\[if !mso\]><!-->|<!--<!\[endif\]-->", "", document)
        self.feed(shown)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag."""
        if tag not in components.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last, or fail; the compiler closes an `img` for Outlook, which is harmless."""
        if tag not in components.VOID:
            assert self.open.pop() == tag
