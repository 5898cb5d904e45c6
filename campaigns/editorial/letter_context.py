"""From a frozen snapshot to the context that templates print. A pure function of the snapshot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from campaigns.editorial import event_times, labels, lead_items, origin_notices, snapshots, targets
from campaigns.editorial.models import ItemType, Publication
from campaigns.editorial.snapshots import Snapshot
from runtime.language import N_, _
from templates import context, pictures, themes
from templates.rich_text import nodes, rebuilding, running_in

#: The paths of the reader pages, below the base address.
LEAVE_PATH = "/l/u/"
LESS_PATH = "/l/p/"
ANSWER_PATH = "/l/r/"
JOIN_PATH = "/l/s/"
IMAGE_PATH = "/l/i/"
CLICK_PATH = "/l/c/"
OPEN_PATH = "/l/o/"
ISSUE_PATH = "/l/n/"
LETTER_PATH = "/l/v/"
KIT_PATH = "/l/kit/"
#: Below the pages of a publication.
WHY_PATH = "/pourquoi"
ARTICLE_PATH = "/a/"
#: The pages of the first publication, where they always were, and those of the others.
_HOME = "/l"
_HOMES = "/l/lettres/"

#: Why a reader receives the letter, by the legal basis of the list: nothing that an installation did not say itself.
REASONS = {
    "consent": N_("Vous recevez {name} parce que vous avez demandé à la recevoir."),
    "legitimate_interest": N_("Vous recevez {name} au titre de vos fonctions professionnelles."),
    "public_task": N_(
        "Vous recevez {name} au titre de vos fonctions professionnelles, dans le cadre d’une mission d’intérêt public."
    ),
    "contract": N_("Vous recevez {name} dans le cadre de la convention qui nous lie à votre organisation."),
}

#: The same for a message that is no issue of the letter: it does not say that one receives the letter for that.
CALLS = {
    "consent": N_("Ce message vous est adressé parce que vous avez demandé à recevoir {name}."),
    "legitimate_interest": N_(
        "Ce message vous est adressé au titre de vos fonctions professionnelles, parce que vous recevez {name}."
    ),
    "public_task": N_(
        "Ce message vous est adressé au titre de vos fonctions professionnelles, dans le cadre d’une mission d’intérêt "
        "public."
    ),
    "contract": N_("Ce message vous est adressé dans le cadre de la convention qui nous lie à votre organisation."),
}

#: The basis for readers who subscribed themselves, whatever the basis of the list.
_AGREED = "consent"
#: The basis against which there is no right to object (GDPR art. 21(1): points (e) and (f) of art. 6(1) only).
_CONTRACT = "contract"
#: Letters that tell what their reader has to know for what binds both, and promote nothing (CPCE art. L34-5 speaks of
#: prospection): nobody is invited to subscribe, to read less or to recruit.
_SERVICE = "service"
_CALLING = ("summons", _SERVICE)


def item_key(item_id: int) -> str:
    """Return what the links of an item bear as their key."""
    return f"item-{item_id}"


def letter_context(snapshot: Snapshot) -> context.LetterContext:
    """Return the context of the letter; every address in it starts with the base address of the snapshot.

    Pictures are loaded from this installation, or attached to the letter (`cid:`), as the publication chose.
    """
    issue, publication, base_url = snapshot.issue, snapshot.publication, snapshot.base_url
    is_call = _is_call(snapshot)
    picture = _pictures(snapshot)
    partners = {one.code: _partner(one, picture) for one in snapshot.partners}
    sections, lead = _sections(snapshot, picture, _article_prefix(snapshot))
    logo = publication.logo, publication.name, publication.logo_width, publication.logo_height
    return context.LetterContext(
        publication=publication.name,
        theme=themes.make(publication.theme),
        logo=_image(picture, *logo),
        issue_title=issue.title,
        number=issue.number,
        date_text=event_times.month(issue.dated),
        subject=issue.subject,
        second_subject=issue.second_subject,
        preheader=issue.preheader,
        sections=sections,
        lead=lead,
        partners=() if snapshot.template.name == _SERVICE else tuple(partners.values()),
        approvals=tuple(
            context.Approval(name, partners[code].name) for code, name in issue.approvers.items() if code in partners
        ),
        sender=replace(sender(publication), privacy_url=base_url + home(publication.slug) + WHY_PATH),
        why=_why(snapshot, publication.basis),
        why_agreed="" if publication.basis in ("", _AGREED) else _why(snapshot, _AGREED),
        web_url=_web_url(issue, base_url),
        leave_prefix=base_url + LEAVE_PATH,
        answer_prefix=base_url + ANSWER_PATH if asks_answer(snapshot) else "",
        may_be_left=may_be_left(snapshot),
        less_prefix="" if is_call else base_url + LESS_PATH,
        join_url=base_url + JOIN_PATH + publication.form if publication.form and not is_call else None,
        information=origin_notices.of(publication),
        network=None if is_call else partners.get(snapshot.network),
        kit_prefix=base_url + KIT_PATH if snapshot.kit and not is_call else "",
    )


def asks_answer(snapshot: Snapshot) -> bool:
    """Whether the readers of a letter are asked whether they come."""
    return snapshot.template.name in lead_items.ANSWERED


def may_be_left(snapshot: Snapshot) -> bool:
    """Whether every reader of a letter may leave by it; those who asked to receive it always may."""
    return not (_is_call(snapshot) and snapshot.publication.basis == _CONTRACT)


def _is_call(snapshot: Snapshot) -> bool:
    return snapshot.template.name in _CALLING


def _why(snapshot: Snapshot, basis: str) -> str:
    """Return why readers receive a letter on a basis: in its own words, if that is the basis of its list."""
    publication = snapshot.publication
    if publication.why and basis == publication.basis and not _is_call(snapshot):
        return publication.why
    words = CALLS if _is_call(snapshot) else REASONS
    return _(words[basis]).format(name=publication.name) if basis in words else ""


def _web_url(issue: snapshots.Issue, base_url: str) -> str | None:
    """Return where the letter stands on the web: a numbered letter is public, any other needs its secret address."""
    if issue.number is not None:
        return f"{base_url}{ISSUE_PATH}{issue.id}"
    return f"{base_url}{LETTER_PATH}{issue.web}" if issue.web else None


def home(slug: str) -> str:
    """Return where the pages of a publication stand, below the base address, given its name in addresses."""
    return f"{_HOMES}{slug}" if slug else _HOME


def hosted(name: str, base_url: str) -> str:
    """Return the address at which readers find a picture."""
    return f"{base_url}{IMAGE_PATH}{name}"


def content_id(name: str, snapshot: Snapshot) -> str:
    """Return the content id of an attached picture (RFC 2392)."""
    return f"{name}@{snapshot.publication.domain}"


def picture_name(address: str, snapshot: Snapshot) -> str | None:
    """Return the name of the picture at an address of a letter; `None` if it is not one of ours."""
    prefix = hosted("", snapshot.base_url)
    if address.startswith(prefix):
        return address.removeprefix(prefix)
    name = address.removeprefix("cid:").partition("@")[0]
    return name if address == f"cid:{content_id(name, snapshot)}" else None


def _pictures(snapshot: Snapshot) -> Callable[[str], str]:
    if snapshot.publication.is_attached:
        return lambda name: f"cid:{content_id(name, snapshot)}"
    return lambda name: hosted(name, snapshot.base_url)


def _article_prefix(snapshot: Snapshot) -> str:
    """Return where the articles of the letter stand on the web, up to their number; empty if it is not public."""
    if snapshot.issue.number is None:
        return ""
    return snapshot.base_url + home(snapshot.publication.slug) + ARTICLE_PATH


def _sections(
    snapshot: Snapshot, picture: Callable[[str], str], articles: str
) -> tuple[tuple[context.SectionBlock, ...], context.Piece | None]:
    """Return the sections, and the item that the letter is about, which is left out of them."""
    lead = lead_items.of(snapshot)
    sections = tuple(_section(one, lead, picture, articles) for one in snapshot.sections)
    return sections, _piece(lead, picture, articles) if lead else None


def _section(
    section: snapshots.Section, lead: snapshots.Piece | None, picture: Callable[[str], str], articles: str
) -> context.SectionBlock:
    heading = section.heading or labels.section(section.key)
    pieces = (_piece(item, picture, articles) for item in section.items if item is not lead)
    return context.SectionBlock(section.key, heading, tuple(_without_echo(piece, heading) for piece in pieces))


def _without_echo(piece: context.Piece, heading: str) -> context.Piece:
    """Return a piece without a surtitre that says what the rubrique above it just said."""
    said, above = (words.replace("'", "’").strip().casefold() for words in (piece.kicker, heading))
    return replace(piece, kicker="") if said == above else piece


def _piece(item: snapshots.Piece, picture: Callable[[str], str], articles: str) -> context.Piece:
    return context.Piece(
        key=item_key(item.id),
        type=item.type,
        title=item.title,
        kicker=item.kicker,
        intro=item.intro,
        body=_body(item, picture),
        image=_image(picture, item.image, item.image_alt, item.image_width, item.image_height),
        caption=item.caption,
        credit=item.credit,
        link=item.link,
        link_label=item.link_label,
        when=event_times.span(item.starts, item.ends) if item.starts else "",
        place=item.place,
        author=item.author,
        source=item.source,
        shown=targets.condition(item),
        page=f"{articles}{item.id}" if articles else "",
    )


def _body(item: snapshots.Piece, picture: Callable[[str], str]) -> nodes.Document:
    """Return the body with its pictures where readers find them, and as wide as they are."""

    def found(image: nodes.Image) -> nodes.Image:
        return replace(image, src=picture(image.src), width=item.widths.get(image.src, 0))

    body = rebuilding.rebuilt(item.document, image=found)
    return running_in.run_in(body) if item.type == ItemType.NEW_SIGNATORIES else body


def _partner(partner: snapshots.Partner, picture: Callable[[str], str]) -> context.Partner:
    logo = _image(picture, partner.logo, partner.logo_alt, partner.logo_width, partner.logo_height)
    return context.Partner(partner.name, partner.mention or "", partner.url or "", logo)


def _image(
    picture: Callable[[str], str], name: str | None, alt: str | None, width: int, height: int
) -> pictures.Image | None:
    return pictures.Image(picture(name), alt or "", width, height) if name else None


def sender(publication: Publication | snapshots.Publication) -> context.Sender:
    """Return who writes for a publication, as it is or as it was frozen."""
    return context.Sender(
        name=publication.from_name,
        email=publication.from_address,
        reply_to=publication.reply_to or publication.from_address,
        postal=publication.postal,
        publisher=publication.publisher or publication.from_name,
        director=publication.director,
    )
