"""The checks, each a small function from a draft to findings; `CHECKS` lists them in the order people read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from campaigns.checking.drafts import Draft
from campaigns.checking.findings import Finding
from campaigns.editorial import images
from campaigns.post import composing
from runtime import settings
from runtime.errors import RelaisError
from runtime.language import _, ngettext
from templates import documents, letters, merging, wording

#: Gmail hides the rest of a longer HTML part.
LARGEST_HTML = 102_000


def run(draft: Draft) -> list[Finding]:
    """Return every finding, blocking ones first."""
    found = [finding for check in CHECKS for finding in check(draft)]
    return sorted(found, key=lambda finding: not finding.blocking)


def sender(draft: Draft) -> Iterator[Finding]:
    """The law wants to know who writes, from where, and why (LCEN art. 20, GDPR art. 6 and 14)."""
    publication = draft.content["publication"]
    if not publication["from_address"]:
        yield _blocking("sender_missing", _("L’expéditeur manque : « relais publications set --from … »."))
    if not publication["postal"]:
        yield _blocking("postal_missing", _("L’adresse postale manque : « relais publications set --postal … »."))
    if not publication["basis"]:
        message = _("La base légale de la liste de diffusion manque : « relais publications set --basis … ».")
        yield _blocking("basis_missing", message)


def substance(draft: Draft) -> Iterator[Finding]:
    """A letter says something, and has a subject."""
    if not draft.content["sections"]:
        yield _blocking("empty", _("Ce numéro ne contient aucun article."))
    if not draft.content["issue"]["subject"].strip():
        yield _blocking("subject_missing", _("L’objet de la lettre manque."))


def merge_fields(draft: Draft) -> Iterator[Finding]:
    """Every merge field is one that exists, and says what to print for readers who have no value."""
    issue = draft.content["issue"]
    for text in (issue["subject"], issue["preheader"]):
        yield from _doubtful(text, None)
    for item in _items(draft):
        body = documents.parse(item["body"])
        typed = [*wording.within(body, str), *(field.typed() for field in wording.within(body, merging.Field))]
        for text in typed:
            yield from _doubtful(text, item["id"])


def pictures(draft: Draft) -> Iterator[Finding]:
    """Every picture is there."""
    folder = images.folder(draft.installation.settings.data)
    for item in _items(draft):
        if item["image"] and not (folder / item["image"]).is_file():
            message = _("L’image de « {title} » manque dans le dossier de données : ajoutez l’article à nouveau.")
            yield _blocking("image_missing", message.format(title=item["title"]), item["id"])


def compiles(draft: Draft) -> Iterator[Finding]:
    """The letter compiles, is light enough to be shown whole, and lets everybody leave."""
    if draft.letter is None:
        yield _blocking("template_fault", draft.fault)
        return
    largest = max((variant.html_bytes for variant in draft.variants), default=0)
    if largest > LARGEST_HTML:
        message = _("La lettre pèse {size} Ko : au-delà de 102 Ko, certaines messageries la coupent. Raccourcissez-la.")
        yield _blocking("too_large", message.format(size=largest // 1000))
    reached = [variant.reached for variant in draft.variants] or [frozenset[str]()]
    if not all(_can_be_left(draft.letter.variant(one | {letters.PERSONAL})) for one in reached):
        yield _blocking("no_unsubscribe", _("Le modèle de lettre n’a pas de lien de désinscription."))


def every_variant(draft: Draft) -> Iterator[Finding]:
    """What each reader receives is meant for her, and can be written on the wire."""
    whole = sum(variant.readers for variant in draft.variants if variant.is_whole)
    if whole:
        message = ngettext(
            "Aucun article n’est pour {n} lecteur : il les recevra tous. Placez-en un qui soit pour tous.",
            "Aucun article n’est pour {n} lecteurs : ils les recevront tous. Placez-en un qui soit pour tous.",
            whole,
        )
        yield Finding("no_target", message.format(n=whole), blocking=False)
    if draft.letter is None or not draft.content["publication"]["from_address"]:
        return
    pictures = partial(images.content, draft.installation.settings.data)
    press = composing.Press(draft.letter, draft.content, {}, b"", pictures=pictures)
    for variant in draft.variants:
        try:
            press.prove(variant.reached)
        except RelaisError as refused:
            yield _blocking("unsafe_letter", str(refused))
            return


def _can_be_left(flat: letters.Flat) -> bool:
    return all(
        any(not isinstance(one, str) and one.name == "leave_token" for one in part) for part in (flat.html, flat.text)
    )


def readers(draft: Draft) -> Iterator[Finding]:
    """There is somebody to write to."""
    if not draft.audience.contacts:
        yield _blocking("nobody", _("Personne à qui écrire : la liste est vide, ou tout le monde en est écarté."))


def repetition(draft: Draft) -> Iterator[Finding]:
    """Nobody gets the same issue twice because somebody pressed Send twice."""
    if draft.launched:
        message = _(
            "Ce numéro est déjà parti, ou prêt à partir (envoi n° {id}) : ses lecteurs le recevraient deux fois."
        )
        yield _blocking("already_launched", message.format(id=draft.launched[-1]))


def base_address(draft: Draft) -> Iterator[Finding]:
    """Links that lead to this very machine are useless to readers elsewhere."""
    given = draft.installation.settings
    if given.smtp_url is None or not settings.is_loopback(given.base_url):
        return
    if not settings.is_loopback(given.smtp_url.get_secret_value()):
        message = _("Les liens mèneraient à {url}, que les lecteurs ne peuvent pas ouvrir : réglez RELAIS_BASE_URL.")
        yield _blocking("base_url_loopback", message.format(url=given.base_url))


CHECKS = (sender, substance, merge_fields, pictures, compiles, every_variant, readers, repetition, base_address)


def _blocking(code: str, message: str, item: int | None = None) -> Finding:
    return Finding(code, message, blocking=True, item=item)


def _items(draft: Draft) -> Iterator[dict[str, Any]]:
    for section in draft.content["sections"]:
        yield from section["items"]


def _doubtful(text: str, item: int | None) -> Iterator[Finding]:
    for braces in merging.unknown(text):
        known = ", ".join(sorted(merging.FIELDS))
        message = _(
            "« {braces} » s’imprimera tel quel ou restera vide : "
            "écrivez {{{{ champ | texte de repli }}}}, champ parmi {known}."
        )
        yield _blocking("merge_field", message.format(braces=braces, known=known), item)
