"""The remarks about what was changed in a manuscript. Nothing is dropped without one of these sentences."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from runtime.language import N_, ngettext
from runtime.remedies import Remedy


class Doubt(Remedy):
    """An assumption that a person can override."""

    TYPE = "item.type"


class Told(StrEnum):
    """What a reader of manuscripts counts."""

    DELETED = "deleted"
    HIDDEN = "hidden"
    COMMENTS = "comments"
    FOOTNOTES = "footnotes"
    BOXES = "boxes"
    EQUATIONS = "equations"
    DRAWINGS = "drawings"
    MARGINS = "margins"
    MERGED = "merged"
    SYMBOLS = "symbols"
    STRUCK = "struck"
    CONTENTS = "contents"
    LINKS = "links"
    UNDESCRIBED = "undescribed"
    KINDS = "kinds"
    ELSEWHERE = "elsewhere"


_SENTENCES = {
    Told.DELETED: (N_("un passage supprimé (suivi des modifications) n’est pas repris"),
                   N_("{n} passages supprimés (suivi des modifications) ne sont pas repris")),
    Told.HIDDEN: (N_("un passage masqué n’est pas repris"), N_("{n} passages masqués ne sont pas repris")),
    Told.COMMENTS: (N_("un commentaire n’est pas repris"), N_("{n} commentaires ne sont pas repris")),
    Told.FOOTNOTES: (N_("une note de bas de page est placée à la fin de l’article"),
                     N_("{n} notes de bas de page sont placées à la fin des articles")),
    Told.BOXES: (N_("le texte d’une zone de texte est placé après son paragraphe"),
                 N_("le texte de {n} zones de texte est placé après leur paragraphe")),
    Told.EQUATIONS: (N_("une équation n’est pas reprise"), N_("{n} équations ne sont pas reprises")),
    Told.DRAWINGS: (N_("un dessin ou un graphique n’est pas repris : collez-le dans Word comme image"),
                    N_("{n} dessins ou graphiques ne sont pas repris : collez-les dans Word comme images")),
    Told.MARGINS: (N_("un en-tête ou un pied de page n’est pas repris"),
                   N_("{n} en-têtes et pieds de page ne sont pas repris")),
    Told.MERGED: (N_("un tableau a des cellules fusionnées : vérifiez-le dans l’aperçu"),
                  N_("{n} tableaux ont des cellules fusionnées : vérifiez-les dans l’aperçu")),
    Told.SYMBOLS: (N_("un signe d’une police de symboles n’est pas repris"),
                   N_("{n} signes d’une police de symboles ne sont pas repris")),
    Told.STRUCK: (N_("un passage barré n’est plus barré : vérifiez qu’il doit rester"),
                  N_("{n} passages barrés ne sont plus barrés : vérifiez qu’ils doivent rester")),
    Told.CONTENTS: (N_("une ligne de la table des matières n’est pas reprise"),
                    N_("{n} lignes de la table des matières ne sont pas reprises")),
    Told.LINKS: (N_("un lien qui ne mène pas sur le web est devenu du texte"),
                 N_("{n} liens qui ne mènent pas sur le web sont devenus du texte")),
    Told.UNDESCRIBED: (N_("une image ne dit pas ce qu’elle montre : il lui faut un texte de remplacement"),
                       N_("{n} images ne disent pas ce qu’elles montrent : il leur faut un texte de remplacement")),
    Told.KINDS: (N_("une image n’est pas reprise : il faut du PNG, du JPEG, du GIF ou du WebP"),
                 N_("{n} images ne sont pas reprises : il faut du PNG, du JPEG, du GIF ou du WebP")),
    Told.ELSEWHERE: (N_("une image n’est pas venue avec le texte : envoyez plutôt le fichier .docx"),
                     N_("{n} images ne sont pas venues avec le texte : envoyez plutôt le fichier .docx")),
}  # fmt: skip


def sentences(told: Counter[Told]) -> tuple[str, ...]:
    """Return what must be said, in the order above."""
    return tuple(ngettext(*_SENTENCES[one], told[one]).format(n=told[one]) for one in Told if told[one])
