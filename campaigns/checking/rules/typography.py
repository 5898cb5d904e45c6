"""What a printer would send back: what `mending` mends, and what it leaves to a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from campaigns.checking import draft_texts
from campaigns.checking.drafts import Draft
from campaigns.checking.findings import Mending, Seen
from campaigns.checking.rules.rule import warns
from campaigns.editorial import typography_fixes
from campaigns.editorial.typography import alerts, fixing
from campaigns.editorial.typography.rules import RuleKind
from runtime.language import N_, _

_WORDS = {
    RuleKind.SPACES: N_("« {text} » manque d’espaces insécables."),
    RuleKind.LETTERS: N_("« {text} » manque d’accents sur ses capitales, ou d’une ligature."),
    RuleKind.SIGNS: N_("« {text} » n’est pas composé comme un imprimeur le ferait."),
}


def unmended(kind: RuleKind) -> Callable[[Draft], Iterator[Seen]]:
    """Look for what mending would change of one kind; an item is told once."""

    def look(draft: Draft) -> Iterator[Seen]:
        for line in draft_texts.issue_lines(draft.snapshot):
            if any(kind in change.kinds for change in fixing.changes(line.text, draft.style)):
                yield Seen(_(_WORDS[kind]).format(text=alerts.excerpt(line.text)))
        for item in draft.snapshot.items:
            found = [
                change for _field, change in typography_fixes.look(item, draft.style).changes if kind in change.kinds
            ]
            if found:
                words = _(_WORDS[kind]).format(text=alerts.excerpt(found[0].before))
                yield Seen(words, item.id, Mending.TYPOGRAPHY)

    return look


def alarms(code: str) -> Callable[[Draft], Iterator[Seen]]:
    """Look for what typography rules leave to a person."""

    def look(draft: Draft) -> Iterator[Seen]:
        for item in draft.snapshot.items:
            for _field, alert in typography_fixes.look(item, draft.style).alerts:
                if alert.code == code:
                    yield Seen(alert.message, item.id)

    return look


RULES = (
    warns("missing_spaces", unmended(RuleKind.SPACES)),
    warns("missing_accents", unmended(RuleKind.LETTERS)),
    warns("typography", unmended(RuleKind.SIGNS)),
    warns("unbalanced_quotes", alarms("unbalanced_quotes")),
    warns("capitals", alarms("capitals")),
    warns("term", alarms("term")),
)
