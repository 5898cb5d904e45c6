"""A review as a text document that the committee edits before it signs: the same words as on paper, in plain styles."""

from __future__ import annotations

from campaigns.editorial import event_times
from campaigns.partnership.bilan import page, phrases, territories, told
from campaigns.partnership.bilan.reviewing import Review
from campaigns.partnership.bilan.told import Block, Proof
from runtime.language import _
from templates.views.open_document import Document

_BLANK_LINES = 3


def odt(review: Review) -> bytes:
    """Return the document."""
    document = Document(told.title(review))
    _cover(document, review)
    _summary(document, review)
    document.heading(_("Les engagements, un par un"), new_page=True)
    for one in told.blocks(review):
        _block(document, one)
    _numbers(document, review)
    _overrides(document, review)
    _regions(document, review)
    _steps(document, review)
    _signatures(document, review, _("Bilan dressé par le comité de pilotage"))
    _amendment(document, review)
    return document.octets()


def _cover(document: Document, review: Review) -> None:
    shown = [one for one in review.partners if one.logo]
    document.pictures((one.logo, one.ending, one.alt, one.width, one.height) for one in shown)
    document.paragraph(told.title(review), "Title")
    document.paragraph(review.scope.convention.title, "Subtitle")
    document.paragraph(told.period(review), "Subtitle")
    document.paragraph(told.seen(review), "Subtitle")
    document.paragraph(phrases.joined([one.name for one in review.partners]), "Subtitle")


def _summary(document: Document, review: Review) -> None:
    document.heading(_("En une page"), new_page=True)
    document.paragraph(told.sentence(review))
    document.items(f"{one.value} {one.words}" for one in told.figures(review))
    gaps = [one for one in told.blocks(review) if one.status_key in page.MISSING]
    document.heading(_("Ce qui manque"), 2)
    document.items(f"{one.id} {one.short} ({one.status}). {one.reason}" for one in gaps)
    if not gaps:
        document.paragraph(_("Rien : aucun engagement n’est à venir, en partie ou non tenu."))


def _block(document: Document, one: Block) -> None:
    document.heading(f"{one.id} – {one.short} ({one.status})", 2)
    document.paragraph(one.owed, "Small")
    document.paragraph(
        f"«\u00a0{one.lead} […] {one.text}\u00a0»" if one.lead else f"«\u00a0{one.text}\u00a0»", "Quotations"
    )
    if one.correction:
        document.paragraph(one.correction)
    document.paragraph(one.reason)
    for name, proofs in ((_("Constaté"), one.observed), (_("Déclaré"), one.declared)):
        if proofs:
            document.heading(name, 3)
            document.items(map(_proof, proofs))
    if one.nothing:
        document.paragraph(one.nothing, "Small")


def _proof(one: Proof) -> str:
    return " ".join(part for part in (f"{one.on} : {one.text}", one.link, one.sha256) if part)


def _numbers(document: Document, review: Review) -> None:
    document.heading(_("Les chiffres"), new_page=True)
    if not review.figures.by_issue:
        document.paragraph(_("Aucun numéro n’est parti pendant la période."))
        return
    if found := told.represented(review):
        document.paragraph(found)
    head = (_("Numéro"), _("Parti le"), _("Lettres remises"), _("Articles du partenariat"))
    document.table(
        head,
        [
            (one.name, event_times.day(one.on), str(one.recipients), str(one.partner_items))
            for one in review.figures.by_issue
        ],
    )


def _regions(document: Document, review: Review) -> None:
    found = territories.said(review.scope.convention, review.coverage)
    document.heading(_("Région par région"))
    document.paragraph(found.said)
    rows = [(one.name, *one.cells) for one in found.lines] + [(_("Ensemble"), *found.total)]
    document.table((_("Région"), *found.heads), rows)
    if found.unreached:
        document.heading(found.unreached_title, 2)
        document.paragraph(found.unreached)


def _overrides(document: Document, review: Review) -> None:
    document.heading(_("Les exceptions"))
    document.items(f"{one.letter}, {event_times.day(one.on)} : {one.reason}" for one in review.overrides)
    if not review.overrides:
        document.paragraph(_("Aucun numéro n’est parti contre l’avis d’un contrôle de la convention."))


def _steps(document: Document, review: Review) -> None:
    document.heading(_("Pistes d’action"), new_page=True)
    document.items(told.steps(review), numbered=True)
    document.paragraph(_("Autres pistes retenues par le comité :"))
    for _line in range(_BLANK_LINES):
        document.paragraph("", "Blank")


def _signatures(document: Document, review: Review, begin: str) -> None:
    document.heading(_("Signatures"), 2)
    document.paragraph(_("{begin}, à ……………………………, le ……………………………").format(begin=begin))
    document.table(
        [_("Pour {partner}").format(partner=one.partner.subject) for one in review.partners],
        [
            [one.partner.signatory or _("Nom et qualité :") for one in review.partners],
            ["\u00a0" for _one in review.partners],
        ],
    )


def _amendment(document: Document, review: Review) -> None:
    draft = page.amendment(review)
    heading = _("Projet d’avenant n° {number} à {convention}")
    document.heading(heading.format(number=draft["number"], convention=review.scope.convention.short), new_page=True)
    between = phrases.joined([one.partner.subject for one in review.partners])
    document.paragraph(_("Entre {partners}, il est convenu ce qui suit.").format(partners=between))
    document.heading(_("Article 1 – Durée"), 2)
    document.paragraph(draft["span"])
    document.heading(_("Article 2 – Engagements renouvelés"), 2)
    for share in draft["shares"]:
        document.paragraph(_("{partners} :").format(partners=share["name"]))
        document.items(f"{one['id']} {one['text']}" for one in share["commitments"])
    document.heading(_("Article 3 – Engagements à revoir"), 2)
    document.items(f"{one['id']} {one['short']} ({one['status']})" for one in draft["to_discuss"])
    document.heading(_("Article 4 – Pistes d’action pour l’année"), 2)
    document.items(told.steps(review))
    document.paragraph("", "Blank")
    _signatures(document, review, _("Fait"))
