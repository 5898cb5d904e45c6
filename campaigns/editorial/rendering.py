"""From a frozen snapshot to the context that templates print. A pure function of the snapshot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from campaigns.editorial import leads, moments, targets
from campaigns.editorial.models import Section
from runtime.language import N_, _
from templates import context, documents, nodes, rebuilding, themes

#: The paths of the reader pages, below the base address.
LEAVE_PATH = "/l/u/"
IMAGE_PATH = "/l/i/"
CLICK_PATH = "/l/c/"
OPEN_PATH = "/l/o/"
#: The partner who speaks for all missions locales.
NETWORK = "cnml"

HEADINGS = {
    Section.EDITORIAL: N_("Édito"),
    Section.HEADLINE: N_("À la une"),
    Section.ACTIONS: N_("Missions locales en action"),
    Section.PRACTICES: N_("Bonnes pratiques"),
    Section.SIGNATORIES: N_("Nouveaux signataires"),
    Section.TESTIMONIALS: N_("Paroles d’entreprises et de jeunes"),
    Section.CAMPAIGNS: N_("Campagnes de sensibilisation"),
    Section.LEGAL: N_("Actualité juridique"),
    Section.TOOL: N_("L’outil du mois"),
    Section.FIGURE: N_("Le chiffre"),
    Section.AGENDA: N_("Agenda"),
    Section.CONTRIBUTIONS: N_("Appel à contributions"),
}

#: Why a reader receives the letter, by the legal basis of the list.
REASONS = {
    "consent": N_("Vous recevez {name} parce que vous vous y êtes abonné."),
    "legitimate_interest": N_(
        "Vous recevez {name} au titre de vos fonctions dans une organisation signataire de la Charte de la "
        "diversité, ou dans le réseau des missions locales."
    ),
    "public_task": N_(
        "Vous recevez {name} au titre de vos fonctions, dans le cadre d’une mission d’intérêt public menée avec le "
        "réseau des missions locales."
    ),
    "contract": N_("Vous recevez {name} dans le cadre de la convention qui nous lie à votre organisation."),
}


def letter_context(content: dict[str, Any]) -> context.LetterContext:
    """Return the context of the letter; every address in it starts with the base address of the snapshot."""
    issue, publication, base_url = content["issue"], content["publication"], content["base_url"]
    partners = {one["code"]: _partner(one, base_url) for one in content["partners"]}
    sections, lead = _sections(content)
    logo = publication["logo"], publication["name"], publication["logo_width"], publication["logo_height"]
    return context.LetterContext(
        publication=publication["name"],
        theme=themes.make(publication["theme"]),
        logo=_image(base_url, *logo),
        issue_title=issue["title"],
        number=issue["number"],
        date_text=moments.month(date.fromisoformat(issue["dated"])),
        subject=issue["subject"],
        preheader=issue["preheader"],
        sections=sections,
        lead=lead,
        partners=tuple(partners.values()),
        approvals=tuple(
            context.Approval(name, partners[code].name) for code, name in issue["approvers"].items() if code in partners
        ),
        sender=_sender(publication),
        why=_(REASONS.get(publication["basis"], "")).format(name=publication["name"]),
        leave_prefix=base_url + LEAVE_PATH,
        network=partners.get(NETWORK),
    )


def _sections(content: dict[str, Any]) -> tuple[tuple[context.SectionBlock, ...], context.Piece | None]:
    """Return the sections, and the item that the letter is about, which stands in none of them."""
    lead = leads.of(content)
    sections = [
        section | {"items": [item for item in section["items"] if item is not lead]} for section in content["sections"]
    ]
    base_url = content["base_url"]
    return tuple(_section(one, base_url) for one in sections), _piece(lead, base_url) if lead else None


def _section(section: dict[str, Any], base_url: str) -> context.SectionBlock:
    pieces = tuple(_piece(item, base_url) for item in section["items"])
    return context.SectionBlock(section["key"], _(HEADINGS[Section(section["key"])]), pieces)


def _piece(item: dict[str, Any], base_url: str) -> context.Piece:
    return context.Piece(
        key=f"item-{item['id']}",
        type=item["type"],
        title=item["title"],
        kicker=item["kicker"],
        intro=item["intro"],
        body=_body(item, base_url),
        image=_image(base_url, item["image"], item["image_alt"], item["image_width"], item["image_height"]),
        caption=item["caption"],
        credit=item["credit"],
        link=item["link"],
        link_label=item["link_label"],
        when=moments.span(item["starts"], item["ends"]) if item["starts"] else "",
        place=item["place"],
        author=item["author"],
        source=item["source"],
        shown=targets.condition(item),
    )


def _body(item: dict[str, Any], base_url: str) -> nodes.Document:
    """Return the body with its pictures where readers find them."""
    return rebuilding.rebuilt(
        documents.parse(item["body"]),
        image=lambda picture: replace(picture, src=f"{base_url}{IMAGE_PATH}{picture.src}"),
    )


def _partner(partner: dict[str, Any], base_url: str) -> context.Partner:
    logo = _image(base_url, partner["logo"], partner["logo_alt"], partner["logo_width"], partner["logo_height"])
    return context.Partner(partner["name"], partner["mention"] or "", partner["url"] or "", logo)


def _image(base_url: str, name: str | None, alt: str | None, width: int, height: int) -> context.Image | None:
    return context.Image(f"{base_url}{IMAGE_PATH}{name}", alt or "", width, height) if name else None


def _sender(publication: dict[str, Any]) -> context.Sender:
    return context.Sender(
        name=publication["from_name"],
        email=publication["from_address"],
        reply_to=publication["reply_to"] or publication["from_address"],
        postal=publication["postal"],
        publisher=publication["publisher"] or publication["from_name"],
        director=publication["director"],
    )
