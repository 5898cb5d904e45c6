"""What a letter of welcome says, for each publication: its subject, its text, whether it leads to the last issue.

Off until somebody turns it on. Refuses an empty letter, and merge fields: nothing is known yet of whoever has just
subscribed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from campaigns.editorial import images, letter_context, publications
from campaigns.editorial.models import Publication
from campaigns.post import tokens
from campaigns.post.archives import queries
from campaigns.post.outbox import queue
from campaigns.post.welcomes.rows import WelcomeLetter
from runtime import audit
from runtime.errors import FieldRefused, RelaisError
from runtime.installation import Installation
from runtime.language import _
from templates import typed_text
from templates.rich_text import markdown_reading, markdown_writing, nodes, prosemirror, rebuilding, standalone
from templates.service_messages import Welcome

#: Signs of the longest subject.
LONGEST = 150


@dataclass(frozen=True)
class Welcoming:
    """A letter of welcome, as it is set."""

    publication: str
    publication_id: int
    is_on: bool
    subject: str
    document: nodes.Document
    #: Whether it leads to the last issue on the web.
    shows_last: bool
    #: Where people subscribe (the name of the form in addresses); empty while nobody can.
    form: str

    @property
    def body(self) -> dict[str, Any]:
        """The text as the editor keeps it."""
        return prosemirror.dump(self.document)

    @property
    def markdown(self) -> str:
        """The text for whoever has no scripts."""
        return markdown_writing.to_markdown(self.document)

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {
            "publication": self.publication,
            "on": self.is_on,
            "subject": self.subject,
            "text": standalone.text(self.document).strip(),
            "last_issue": self.shows_last,
            "form": self.form,
        }


@dataclass(frozen=True)
class Change:
    """What a person changes; `None` changes nothing."""

    is_on: bool | None = None
    subject: str | None = None
    #: The JSON of the editor, or Markdown as `str`.
    body: object = None
    shows_last: bool | None = None


def show(opened: Installation, publication: str | None = None) -> Welcoming:
    """Return the letter of welcome of a publication, or what it would say if it were turned on.

    Raises:
        errors.PublicationUnknown.
    """
    with opened.database.reading() as session:
        return of(session, publications.chosen(session, publication))


def change(opened: Installation, asked: Change, actor: str, *, publication: str | None = None) -> Welcoming:
    """Change what was given, and return the whole.

    Raises:
        errors.PublicationUnknown; runtime.errors.FieldRefused (`subject`, `body`).
    """
    with opened.database.transaction() as session:
        one = publications.chosen(session, publication)
        changed = tried(of(session, one), asked)
        row = session.get(WelcomeLetter, one.id) or WelcomeLetter(publication_id=one.id or 0, subject="", body={})
        row.is_on, row.subject = changed.is_on, changed.subject
        row.body, row.shows_last = changed.body, changed.shows_last
        session.add(row)
        audit.record(session, opened.clock.now(), actor, "welcome.changed", publication=one.name, on=changed.is_on)
    return changed


def tried(known: Welcoming, asked: Change) -> Welcoming:
    """Return a letter of welcome with these changes, which nobody has kept.

    Raises:
        runtime.errors.FieldRefused (`subject`, `body`).
    """
    return replace(
        known,
        is_on=known.is_on if asked.is_on is None else asked.is_on,
        shows_last=known.shows_last if asked.shows_last is None else asked.shows_last,
        subject=known.subject if asked.subject is None else _subject(asked.subject),
        document=known.document if asked.body is None else _document(asked.body),
    )


def of(session: Session, one: Publication) -> Welcoming:
    """Return the letter of welcome of a publication, as it is set or as it begins."""
    row = session.get(WelcomeLetter, one.id)
    form = publications.mailing_list(session, one).form or ""
    if row is None:
        subject = _("Bienvenue parmi les lectrices et lecteurs de {name}").format(name=one.name)[:LONGEST]
        return Welcoming(one.name, one.id or 0, False, subject, _beginning(one), True, form)
    return Welcoming(
        one.name, one.id or 0, row.is_on, row.subject, prosemirror.parse(row.body), row.shows_last, form
    )  # fmt: skip


def notice(
    session: Session, opened: Installation, one: Publication, said: Welcoming, leave: str = tokens.INERT_LEAVE
) -> Welcome:
    """Return the letter itself; `leave` is the token of whoever receives it."""
    settings = opened.settings

    def found(image: nodes.Image) -> nodes.Image:
        source = letter_context.hosted(image.src, settings.base_url)
        return replace(image, src=source, width=images.width(settings.data, image.src))

    last = queries.numbers(session, one.mailing_list_id)[:1] if said.shows_last else []
    return Welcome(
        **queue.frame(one),
        greeting="",
        title=said.subject,
        body=rebuilding.rebuilt(said.document, image=found),
        leave_url=settings.base_url + letter_context.LEAVE_PATH + leave,
        last_url=f"{settings.base_url}{letter_context.ISSUE_PATH}{last[0].issue_id}" if last else "",
        last_title=_("Lire le n° {number} : {title}").format(number=last[0].number, title=last[0].title)
        if last
        else "",
    )


def _subject(typed: str) -> str:
    subject = " ".join(typed.split())
    if not subject:
        raise FieldRefused(field="subject", reason=_("donnez un objet à la lettre"))
    if len(subject) > LONGEST:
        raise FieldRefused(field="subject", reason=_("{most} signes au plus").format(most=LONGEST))
    return _printable("subject", subject)


def _document(typed: object) -> nodes.Document:
    try:
        read = markdown_reading.from_markdown(typed) if isinstance(typed, str) else prosemirror.parse(typed)
    except RelaisError as problem:
        raise FieldRefused(field="body", reason=str(problem).rstrip(".")) from problem
    if any(True for _one in typed_text.within(read, nodes.Merge)):
        reason = _(
            "on ne connaît encore que l’adresse électronique de la personne : remplacez le champ par des mots qui "
            "conviennent à tout le monde"
        )
        raise FieldRefused(field="body", reason=reason)
    _printable("body", words := standalone.text(read))
    if not words.strip():
        raise FieldRefused(field="body", reason=_("écrivez quelques phrases"))
    return read


def _printable(field: str, text: str) -> str:
    sign = typed_text.unprintable(text)
    if sign is not None:
        reason = _("le caractère invisible {sign} s’y trouve : retapez les mots autour")
        raise FieldRefused(field=field, reason=reason.format(sign=typed_text.named(sign)))
    return text


def _beginning(one: Publication) -> nodes.Document:
    words = _(
        "Bonjour,\n\nVotre inscription à {name} est confirmée : merci de votre intérêt. Vous recevrez le prochain "
        "numéro à cette adresse.\n\nUne question, une expérience à raconter ? Répondez simplement à ce message."
    )
    lines = words.format(name=one.name).split("\n\n")
    return nodes.Document(tuple(nodes.Paragraph((nodes.Text(line),)) for line in lines))
