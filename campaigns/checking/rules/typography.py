"""What a printer would send back: what `mending` mends, and what it leaves to a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from campaigns.checking import draft_texts
from campaigns.checking.drafts import Draft
from campaigns.checking.findings import Mending, Seen
from campaigns.checking.rules.rule import Basis, warns
from campaigns.editorial.typography import alerts, fixing
from campaigns.editorial.typography.rules import RuleKind
from campaigns.editorial.typography_fixes import Mended
from runtime.language import N_, _, ngettext

#: Titles that one sentence names.
_NAMED = 5
_WORDS = {
    RuleKind.SPACES: N_("« {text} » manque d’espaces insécables."),
    RuleKind.LETTERS: N_("« {text} » manque d’accents sur ses capitales, ou d’une ligature."),
    RuleKind.SIGNS: N_("« {text} » contient des guillemets ou apostrophes droits, ou un autre signe à changer."),
}
_OF_SEVERAL = {
    RuleKind.SPACES: N_("{many} articles manquent d’espaces insécables : {titles}."),
    RuleKind.LETTERS: N_("{many} articles manquent d’accents sur leurs capitales, ou d’une ligature : {titles}."),
    RuleKind.SIGNS: N_(
        "{many} articles contiennent des guillemets ou apostrophes droits, ou d’autres signes à changer : {titles}."
    ),
}


def unmended(kind: RuleKind) -> Callable[[Draft], Iterator[Seen]]:
    """Look for what mending would change of one kind; an item is told once, and several in one sentence."""

    def look(draft: Draft) -> Iterator[Seen]:
        for line in draft_texts.issue_lines(draft.snapshot):
            if any(kind in change.kinds for change in fixing.changes(line.text, draft.style)):
                words = _(_WORDS[kind]).format(text=alerts.excerpt(line.text))
                yield Seen(words, remedy=Mending.TYPOGRAPHY_OF_ALL)
        found = [(item.item, text) for item in draft.mended if (text := _first(item, kind))]
        if len(found) == 1:
            item_id, text = found[0]
            yield Seen(_(_WORDS[kind]).format(text=alerts.excerpt(text)), item_id, Mending.TYPOGRAPHY)
        elif found:
            titles = _titles(draft, [item_id for item_id, _text in found])
            words = _(_OF_SEVERAL[kind]).format(many=len(found), titles=titles)
            each = tuple((item_id, _(_WORDS[kind]).format(text=alerts.excerpt(text))) for item_id, text in found)
            yield Seen(words, remedy=Mending.TYPOGRAPHY_OF_ALL, each=each)

    return look


def _titles(draft: Draft, item_ids: list[int]) -> str:
    """Return the titles of these items with their numbers, the first few of them."""
    known = {one.id: one.title for one in draft.snapshot.items}
    named = [
        _("« {title} » (n° {id})").format(title=alerts.excerpt(known.get(one, "")), id=one) for one in item_ids[:_NAMED]
    ]
    left = len(item_ids) - _NAMED
    if left > 0:
        named.append(ngettext("et {n} autre", "et {n} autres", left).format(n=left))
    return ", ".join(named)


def _first(item: Mended, kind: RuleKind) -> str:
    """Return the first line that mending would change; empty when there is none."""
    return next((change.before for _field, change in item.changes if kind in change.kinds), "")


def alarms(code: str) -> Callable[[Draft], Iterator[Seen]]:
    """Look for what typography rules leave to a person."""

    def look(draft: Draft) -> Iterator[Seen]:
        for item in draft.mended:
            for _field, alert in item.alerts:
                if alert.code == code:
                    yield Seen(alert.message, item.item)

    return look


RULES = (
    warns("missing_spaces", unmended(RuleKind.SPACES), Basis.CONTENT),
    warns("missing_accents", unmended(RuleKind.LETTERS), Basis.CONTENT),
    warns("typography", unmended(RuleKind.SIGNS), Basis.CONTENT),
    warns("unbalanced_quotes", alarms("unbalanced_quotes"), Basis.CONTENT),
    warns("capitals", alarms("capitals"), Basis.CONTENT),
    warns("term", alarms("term"), Basis.CONTENT),
)
