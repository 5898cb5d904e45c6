"""A body by itself, as HTML for a page or as text: the same words as in the letter, links as they are, no style.

Merge fields print their fallbacks. Refuses the values of any reader.
"""

from __future__ import annotations

import secrets

from markupsafe import Markup

from templates import letters, plaintext
from templates.placeholders import Tokens
from templates.rich_text import nodes, typesetting


def html(document: nodes.Document, above: int = 1) -> Markup:
    """Return the document as HTML; `above` is the level of the heading over it."""
    tokens = Tokens(secrets.token_hex(8))
    written = typesetting.Html(tokens, "web", above, stacks=False).document(document)
    flat = letters.Letter((), tokens.restore(str(written)), (), frozenset(), ()).variant(frozenset())
    return Markup(letters.preview(flat, {})[1])  # noqa: S704 -- the setter escaped what was typed


def text(document: nodes.Document) -> str:
    """Return the document as lines of text, as the text part of a letter has them."""
    tokens = Tokens(secrets.token_hex(8))
    written = plaintext.arrange(typesetting.TextLines(tokens, "web").document(document), tokens.width)
    flat = letters.Letter((), (), tokens.restore(written), frozenset(), ()).variant(frozenset())
    return letters.preview(flat, {})[2]
