"""Links: each leads somewhere, says where, and different targets have different words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from campaigns.checking import draft_texts
from campaigns.checking.draft_texts import Spot
from campaigns.checking.drafts import Draft
from campaigns.checking.findings import Seen
from campaigns.checking.links.link_states import LinkState
from campaigns.checking.rules.rule import Basis, blocks, warns
from runtime.language import _, ngettext

#: Words that say nothing to a reader whose screen reader lists the links.
_EMPTY_WORDS = frozenset({
    "ici", "là", "lien", "site", "suite", "voir", "voir plus", "cliquez", "cliquez ici", "cliquer ici", "ce lien",
    "le lien", "ce site", "lire la suite", "lire plus", "en savoir plus", "plus d infos", "plus d informations",
    "consulter", "télécharger", "découvrir", "c est ici", "par ici", "cliquez sur ce lien",
})  # fmt: skip


def dead(draft: Draft) -> Iterator[Seen]:
    """Every link leads somewhere."""
    for visit in draft.visits:
        if visit.outcome is LinkState.DEAD:
            message = _("Le lien {url} ne mène nulle part : {reason}.")
            yield Seen(message.format(url=visit.url, reason=visit.reason), _item(draft, visit.url))


def doubtful(draft: Draft) -> Iterator[Seen]:
    """A site that turns the machine away may let readers in: a person looks."""
    for visit in draft.visits:
        if visit.outcome is LinkState.DOUBTFUL:
            message = _("Le lien {url} n’a pas pu être vérifié ({reason}) : ouvrez-le.")
            yield Seen(message.format(url=visit.url, reason=visit.reason), _item(draft, visit.url))


def unreached(draft: Draft) -> Iterator[Seen]:
    """Without network access, links cannot be checked."""
    many = sum(visit.outcome is LinkState.UNREACHED for visit in draft.visits)
    if many:
        message = ngettext("Un lien n’a pas été vérifié : le réseau ne répond pas.",
                           "{many} liens n’ont pas été vérifiés : le réseau ne répond pas.", many)  # fmt: skip
        yield Seen(message.format(many=many))


def empty_words(draft: Draft) -> Iterator[Seen]:
    """A link says where it leads (RGAA 6.1)."""
    for spot in draft_texts.spots(draft.snapshot):
        if _bare(spot.words) in _EMPTY_WORDS:
            message = _("« {words} » ne dit pas où mène le lien : écrivez ce que l’on y trouve.")
            yield Seen(message.format(words=spot.words), spot.item)


def same_words(draft: Draft) -> Iterator[Seen]:
    """The same words lead to one place."""
    spots: dict[str, list[Spot]] = defaultdict(list)
    for spot in draft_texts.spots(draft.snapshot):
        spots[_bare(spot.words)].append(spot)
    for words, found in spots.items():
        if words and words not in _EMPTY_WORDS and len({spot.url for spot in found}) > 1:
            message = _("« {words} » mène à plusieurs adresses : donnez d’autres mots à l’un des liens.")
            yield Seen(message.format(words=found[0].words), found[-1].item)


def _item(draft: Draft, url: str) -> int | None:
    return next((spot.item for spot in draft_texts.spots(draft.snapshot) if spot.url == url), None)


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


RULES = (
    blocks("dead_link", dead),
    warns("doubtful_link", doubtful),
    warns("unchecked_links", unreached),
    warns("empty_link_words", empty_words, Basis.CONTENT),
    warns("same_link_words", same_words, Basis.CONTENT),
)
