"""The words: nothing left unfinished, nothing unexplained, nothing that a printer would send back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaigns.checking import acronyms, draft_texts
from campaigns.checking.draft_texts import DraftLine
from campaigns.checking.drafts import Draft, Items
from campaigns.checking.findings import Seen
from campaigns.checking.rules.rule import Basis, blocks, warns
from campaigns.editorial.typography import alerts, dates
from runtime.language import _
from templates import foreign_fields, typed_text
from templates import merge_fields as documents_merge_fields
from templates.rich_text import unread_markup

#: Readers must read a longer sentence twice (words).
_LONGEST_SENTENCE = 35
_LATER = r"à (?:compléter|confirmer|définir|préciser|rédiger|remplacer|valider|vérifier|venir)"
_LEFT_OVER = re.compile(
    r"(?<![\w.])X{2,}(?!\w)|\bx{3,}\b|\blorem ipsum\b|\bT[O]DO\b|\bTB[CD]\b"
    rf"|[\[(<*] ?{_LATER} ?[\])>*]|^{_LATER}[.…]*$|\bà compléter(?= ?(?:[.…\])]|$))",
    re.IGNORECASE,
)
#: The only one of these that is an ordinary word in small letters.
_ROMAN = re.compile(r"xx", re.ASCII)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\s»”)]+(?=[«“(]?[\s]?[^\W\d_a-zà-ÿ])|\n")
_WORD = re.compile(r"\w[\w’'-]*")


def merge_fields(draft: Items) -> Iterator[Seen]:
    """Every merge field exists, and has a fallback for readers without a value."""
    for line in draft_texts.issue_lines(draft.snapshot):
        yield from _doubtful(line.text, None)
    for item in draft.snapshot.items:
        body = item.document
        for line in draft_texts.fields(item):
            for braces in documents_merge_fields.braces(line.text):
                message = _("« {braces} » s’imprimera tel quel : un champ de fusion ne se remplit que dans le texte.")
                yield Seen(message.format(braces=braces), item.id)
            yield from _foreign(line.text, item.id)
        for text in [
            *typed_text.within(body, str),
            *(field.typed() for field in typed_text.within(body, documents_merge_fields.MergeField)),
        ]:
            yield from _doubtful(text, item.id)


def markup(draft: Items) -> Iterator[Seen]:
    """Signs that were meant to format the text, and would print as they stand."""
    for item in draft.snapshot.items:
        for line in draft_texts.lines(item):
            for found in unread_markup.found(line.text):
                message = _("« {found} » s’imprimera tel quel : corrigez la mise en forme autour de ce passage.")
                yield Seen(message.format(found=alerts.excerpt(found)), item.id)


def left_over(draft: Items) -> Iterator[Seen]:
    """No placeholder text is left in the letter."""
    for line in _every_line(draft):
        found = [match.group() for match in _LEFT_OVER.finditer(line.text) if not _ROMAN.fullmatch(match.group())]
        if found:
            message = _("« {found} » est resté dans le texte : « {text} ».")
            yield Seen(message.format(found=found[0], text=alerts.excerpt(line.text)), line.item)


def unexplained(draft: Draft) -> Iterator[Seen]:
    """An acronym is explained where it is first used."""
    lines = [line for item in draft_texts.written(draft.snapshot) for line in draft_texts.lines(item)]
    for used in acronyms.unexplained([line.text for line in lines], draft.style.acronyms):
        hint = _(" : {said}").format(said=used.meaning) if used.meaning else ""
        message = _("Le sigle {acronym} n’est pas développé à son premier emploi{hint}.")
        yield Seen(message.format(acronym=used.acronym, hint=hint), lines[used.line].item)


def long_sentences(draft: Draft) -> Iterator[Seen]:
    """A sentence is read in one breath."""
    for item in draft_texts.written(draft.snapshot):
        for line in draft_texts.lines(item):
            for sentence in _SENTENCE_END.split(line.text):
                length = len(_WORD.findall(sentence))
                if length > _LONGEST_SENTENCE:
                    message = _("Une phrase compte {length} mots ({most} au plus) : « {text} ».")
                    words = {"length": length, "most": _LONGEST_SENTENCE, "text": alerts.excerpt(sentence)}
                    yield Seen(message.format(**words), line.item)


def weekdays(draft: Draft) -> Iterator[Seen]:
    """A date falls on the weekday that the text gives."""
    for line in _every_line(draft):
        for said, right in dates.wrong_weekdays(line.text, draft.day):
            message = _("« {said} » était ou sera un {right} : vérifiez le jour ou la date.")
            yield Seen(message.format(said=said, right=right), line.item)


def _every_line(draft: Items) -> Iterator[DraftLine]:
    yield from draft_texts.issue_lines(draft.snapshot)
    for item in draft.snapshot.items:
        yield from draft_texts.lines(item)


def _doubtful(text: str, item: int | None) -> Iterator[Seen]:
    for braces in documents_merge_fields.unknown(text):
        known = ", ".join(sorted(documents_merge_fields.FIELDS))
        message = _(
            "« {braces} » s’imprimera tel quel ou restera vide : "
            "écrivez {{{{ champ | texte de repli }}}}, champ parmi {known}."
        )
        yield Seen(message.format(braces=braces, known=known), item)
    yield from _foreign(text, item)


def _foreign(text: str, item: int | None) -> Iterator[Seen]:
    for typed in foreign_fields.found(text):
        message = _(
            "« {typed} » est un champ de fusion d’un autre logiciel et s’imprimera tel quel : "
            "écrivez par exemple {{{{ prenom | Madame, Monsieur }}}}."
        )
        yield Seen(message.format(typed=typed), item)


RULES = (
    blocks("merge_field", merge_fields, Basis.CONTENT),
    warns("markup", markup, Basis.CONTENT),
    warns("left_over", left_over, Basis.CONTENT),
    warns("acronym", unexplained, Basis.CONTENT),
    warns("long_sentence", long_sentences, Basis.CONTENT),
    warns("wrong_weekday", weekdays),
)
