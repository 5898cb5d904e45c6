"""What changed between two versions of an issue, in words a person reads. Pure.

Says where, and the words themselves; a change that is in no text (design, sender, address of the pages) is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from campaigns.editorial import event_times, word_differences
from campaigns.editorial.snapshots import Piece, Snapshot
from campaigns.editorial.word_differences import Words
from runtime.language import N_, _
from templates.rich_text import markdown_writing

#: Fields of an article that are text, by the words for each.
_TEXTS = {
    "title": N_("titre"),
    "kicker": N_("surtitre"),
    "intro": N_("chapô"),
    "caption": N_("légende"),
    "credit": N_("crédit de l’image"),
    "image_alt": N_("description de l’image"),
    "link": N_("lien"),
    "link_label": N_("texte du lien"),
    "place": N_("lieu"),
    "author": N_("auteur"),
    "source": N_("source"),
}
_LINES = {"title": N_("Titre de la lettre"), "subject": N_("Objet de la lettre"), "preheader": N_("Phrase d’accroche")}
#: Words of a long text that are shown around a change.
_AROUND = 60


@dataclass(frozen=True)
class Change:
    """One thing that is different."""

    #: Where, or the whole sentence.
    where: str
    #: The words before and after; empty where the sentence says all.
    words: tuple[Words, ...] = ()

    @property
    def sentence(self) -> str:
        """The change on one line, for a message."""
        if not self.words:
            return self.where
        said = {word_differences.Kind.GONE: _("[retiré : {text}]"), word_differences.Kind.NEW: _("[ajouté : {text}]")}
        parts = [said[one.kind].format(text=one.text) if one.kind in said else one.text for one in self.words]
        return _("{where} : {words}").format(where=self.where, words="".join(parts).strip())


def between(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """Return what changed, in the order of the letter; empty when both are the same to the comma."""
    if before.sha256 == after.sha256:
        return ()
    found = [*_lines(before, after), *_articles(before, after), *_surroundings(before, after)]
    return tuple(found) or (Change(_("Un détail technique de la lettre, sans effet sur son texte.")),)


def of_audience(before: str, after: str) -> tuple[Change, ...]:
    """Return the change of the audience; `before` and `after` say to whom, in words."""
    return (Change(_("Destinataires"), word_differences.words(before, after)),)


def _lines(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    for name, words in _LINES.items():
        old, new = getattr(before.issue, name), getattr(after.issue, name)
        if old != new:
            yield Change(_(words), word_differences.words(old, new))
    if before.issue.dated != after.issue.dated:
        days = event_times.day(before.issue.dated), event_times.day(after.issue.dated)
        yield Change(_("Date imprimée"), word_differences.words(*days))


def _articles(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    old, new = ({item.id: item for item in one.items} for one in (before, after))
    for item in after.items:
        if item.id not in old:
            yield Change(_("Article ajouté : « {title} »").format(title=item.title))
        else:
            yield from _article(old[item.id], item)
    for item in before.items:
        if item.id not in new:
            yield Change(_("Article retiré : « {title} »").format(title=item.title))
    if _order(before, new) != _order(after, old):
        yield Change(_("L’ordre des articles, ou leur rubrique, a changé."))


def _order(snapshot: Snapshot, kept: Mapping[int, Piece]) -> list[tuple[str, int]]:
    return [(section.key, item.id) for section in snapshot.sections for item in section.items if item.id in kept]


def _article(old: Piece, new: Piece) -> Iterator[Change]:
    for name, words in _TEXTS.items():
        if getattr(old, name) != getattr(new, name):
            yield Change(_where(new, _(words)), word_differences.words(getattr(old, name), getattr(new, name)))
    if old.body != new.body:
        texts = [markdown_writing.to_markdown(one.document) for one in (old, new)]
        yield Change(_where(new, _("texte")), _near(word_differences.words(*texts)))
    if old.image != new.image:
        yield Change(_("« {title} » : l’image a changé.").format(title=new.title))
    if (old.starts, old.ends) != (new.starts, new.ends):
        spans = [event_times.span(one.starts, one.ends) if one.starts else "" for one in (old, new)]
        yield Change(_where(new, _("date")), word_differences.words(*spans))
    if (old.territory, old.audience) != (new.territory, new.audience):
        yield Change(_("« {title} » ne s’adresse plus aux mêmes lecteurs.").format(title=new.title))


def _where(item: Piece, field: str) -> str:
    return _("« {title} », {field}").format(title=item.title, field=field)


def _near(words: tuple[Words, ...]) -> tuple[Words, ...]:
    """Shorten what stayed the same to its ends, so that the change is seen."""
    return tuple(
        Words(one.kind, f"{one.text[:_AROUND]} … {one.text[-_AROUND:]}")
        if one.kind is word_differences.Kind.SAME and len(one.text) > 2 * _AROUND
        else one
        for one in words
    )


def _surroundings(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    if before.template != after.template:
        yield Change(_("La présentation de la lettre a changé."))
    if _bare(before.publication) != _bare(after.publication):
        yield Change(_("L’expéditeur, les mentions ou les couleurs de la lettre ont changé."))
    if before.partners != after.partners:
        yield Change(_("La façon de nommer ou de montrer les partenaires a changé."))
    if before.base_url != after.base_url:
        yield Change(_("L’adresse des pages de la lettre a changé."))
    if before.issue.approvers != after.issue.approvers:
        yield Change(_("Les personnes nommées au bas du numéro spécial ont changé."))


def _bare(publication: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(publication).items() if not name.startswith("_")}
