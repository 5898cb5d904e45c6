"""How the letter is made: it compiles, is light, can be read, and uses what mail programs know."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from campaigns.checking import client_support, letter_html
from campaigns.checking.drafts import Draft
from campaigns.checking.findings import Seen
from campaigns.checking.rules import composition
from campaigns.checking.rules.rule import Basis, blocks, warns
from campaigns.editorial import images
from campaigns.editorial.typography import alerts
from campaigns.post import composing
from runtime.errors import RelaisError
from runtime.language import _
from templates import letters

#: Gmail hides the rest of a longer HTML part.
LARGEST_HTML = 102_000


def compiles(draft: Draft) -> Iterator[Seen]:
    """The letter can be made at all."""
    if draft.problem is not None and not composition.is_unequal(draft):
        yield Seen(str(draft.problem))


def weight(draft: Draft) -> Iterator[Seen]:
    """Every variant is light enough to be shown whole."""
    largest = max((variant.html_bytes for variant in draft.variants), default=0)
    if largest > LARGEST_HTML:
        message = _("La lettre pèse {size} Ko : au-delà de 102 Ko, certaines messageries la coupent. Raccourcissez-la.")
        yield Seen(message.format(size=largest // 1000))


def wire(draft: Draft) -> Iterator[Seen]:
    """Every variant can be written on the wire."""
    if draft.letter is None or not draft.snapshot.publication.from_address:
        return
    pictures = partial(images.content, draft.installation.settings.data)
    press = composing.Press(draft.letter, draft.snapshot, {}, b"", pictures=pictures)
    for variant in draft.variants:
        try:
            press.prove(variant.reached)
        except RelaisError as refused:
            yield Seen(str(refused))
            return


def contrast(draft: Draft) -> Iterator[Seen]:
    """Everybody can read its colours (WCAG 2.1, 1.4.3)."""
    for text in letter_html.faint(_html(draft)):
        message = _("« {text} » se lit mal : {ink} sur {paper}, contraste de {ratio}.")
        ratio = f"{text.ratio:.1f}".replace(".", ",")
        yield Seen(message.format(text=alerts.excerpt(text.text, 30), ink=text.ink, paper=text.paper, ratio=ratio))


def dark_mode(draft: Draft) -> Iterator[Seen]:
    """The letter declares that it supports dark mode, or mail programs invert its colours themselves."""
    html = _html(draft)
    if html and not letter_html.declares_schemes(html):
        yield Seen(_("Le modèle ne déclare pas « color-scheme » : les messageries inverseront ses couleurs au hasard."))


def styles(draft: Draft) -> Iterator[Seen]:
    """The letter uses no style that an important mail program does not support."""
    for feature in client_support.unsupported(letter_html.declarations(_html(draft))):
        message = _("Le style « {name} » du modèle n’est pas compris par {clients}.")
        yield Seen(message.format(name=feature.name, clients=", ".join(feature.unknown_to)))


def _html(draft: Draft) -> str:
    """Return the HTML with everything that any reader sees; empty when the letter cannot be made."""
    if draft.letter is None:
        return ""
    return letters.preview(draft.letter.variant(draft.letter.conditions), {})[1]


RULES = (
    blocks("template_fault", compiles, Basis.CONTENT),
    blocks("too_large", weight, Basis.PEOPLE),
    blocks("unsafe_letter", wire, Basis.PEOPLE),
    warns("faint_text", contrast, Basis.CONTENT),
    warns("dark_mode", dark_mode, Basis.CONTENT),
    warns("unsupported_style", styles, Basis.CONTENT),
)
