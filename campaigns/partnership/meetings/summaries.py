"""What the other side did this year, for the meeting at which it is presented: from evidence and published articles.

As a page, as PDF, as plain text for a word processor. It holds no reader's data, and only what is proved: an article
counts once a letter that carried it reached somebody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from campaigns.editorial import documents, event_times
from campaigns.partnership import conventions, evidence
from campaigns.partnership.conventions import Convention
from campaigns.partnership.errors import NoConvention
from campaigns.partnership.evidence import Evidence
from campaigns.partnership.meetings import holding, kinds, listing
from campaigns.partnership.meetings.errors import MeetingRefused
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.values import Meeting
from runtime import clock, json_values
from runtime.files import File
from runtime.installation import Installation
from runtime.language import _
from templates.views import paper

#: Endings of the files that it is written to.
ENDINGS = (".html", ".pdf", ".txt")
#: What goes on between the partners is evidence, and nothing to present to others.
_BETWEEN_US = ("designation:", "meeting:", "amendment")


@dataclass(frozen=True)
class Line:
    """One thing that was done."""

    day: date
    text: str
    #: Where it can be looked at, or empty.
    link: str

    @property
    def when(self) -> str:
        """« 12 mars 2010 »."""
        return event_times.day(self.day)


@dataclass(frozen=True)
class Part:
    """What was done for one commitment."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Summary:
    """What one partner did until a day."""

    #: The meeting at which it is presented.
    meeting: str
    #: « le Conseil national des missions locales », and « du … ».
    partner: str
    of: str
    since: date
    until: date
    parts: tuple[Part, ...]
    #: Articles that letters carried about what it does, in the order of their days.
    articles: tuple[Line, ...]

    @property
    def title(self) -> str:
        """Its heading."""
        return _("Les actions {of}").format(of=self.of)

    @property
    def period(self) -> str:
        """« du 16 juin 2009 au 12 mars 2010 »."""
        return _("du {since} au {until}").format(
            since=event_times.day(self.since), until=event_times.day(self.until)
        )  # fmt: skip

    @property
    def is_empty(self) -> bool:
        """Whether nothing is proved yet."""
        return not (self.parts or self.articles)

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        document: dict[str, Any] = json_values.document(self)
        return document


def of(opened: Installation, meeting: str | int) -> Summary:
    """Return what the other side did since the convention began, until the day of the meeting, or today.

    Raises:
        MeetingUnknown; NoConvention: none holds on the day of the meeting.
        MeetingRefused (`summary`): a meeting of this kind presents nobody's actions.
    """
    with opened.database.reading() as session:
        row = listing.found(session, meeting)
        day = listing.day(row)
        convention = conventions.in_force(session, day)
        if convention is None:
            raise NoConvention(day=event_times.day(day))
        others = kinds.others(convention, MeetingKind(row.kind))
        partner = convention.partner(others[0]) if len(others) == 1 else None
        if partner is None:
            reason = _("à une rencontre de ce genre, personne ne présente les actions de l’autre")
            raise MeetingRefused(field="summary", reason=reason)
        until = min(day, clock.today(opened.clock))
        proofs = evidence.listed(session, convention, convention.first_day, until)
        return Summary(
            meeting=row.title, partner=partner.subject, of=partner.of, since=convention.first_day, until=until,
            parts=tuple(_parts(convention, partner.code, proofs)),
            articles=tuple(_articles(convention, partner.code, proofs)),
        )  # fmt: skip


def _parts(convention: Convention, code: str, proofs: tuple[Evidence, ...]) -> Iterator[Part]:
    """Yield what the partner did for each commitment that it owes."""
    for one in convention.commitments:
        mine = {
            (proof.on, proof.text, proof.link)
            for proof in proofs
            if proof.commitment == one.id and not proof.act.startswith(_BETWEEN_US)
        }
        if code in one.debtor and mine:
            yield Part(one.short, tuple(Line(*line) for line in sorted(mine)))


def _articles(convention: Convention, code: str, proofs: tuple[Evidence, ...]) -> Iterator[Line]:
    """Yield the articles about what the partner does: content that is owed to it, in letters that reached somebody."""
    owed = {one.id for one in convention.commitments if code in one.creditor and one.content}
    found = {(one.on, one.text, one.link) for one in proofs if one.commitment in owed}
    yield from (Line(*line) for line in sorted(found))


def text(made: Summary) -> str:
    """Return it as plain text, for a word processor or a message."""
    lines = [made.title, made.period, ""]
    if made.is_empty:
        lines.append(_("Rien n’est encore noté pour cette période."))
    if made.articles:
        lines += [_("Ce que la lettre en a raconté"), *map(_said, made.articles), ""]
    for part in made.parts:
        lines += [part.title, *map(_said, part.lines), ""]
    return "\n".join(lines).rstrip() + "\n"


def _said(line: Line) -> str:
    return f"- {line.when} : {line.text}"


def page(made: Summary) -> str:
    """Return it as a page that needs no network."""
    return paper.page("summary", summary=made)


def written(made: Summary, ending: str) -> bytes:
    """Return it as a file with one of `ENDINGS`.

    Raises:
        MeetingRefused (`file`): another ending. templates.errors.PrinterMissing.
    """
    if ending == ".pdf":
        return paper.pdf([page(made)])
    if ending == ".html":
        return page(made).encode("utf-8")
    if ending == ".txt":
        return text(made).encode("utf-8")
    known = ", ".join(ENDINGS)
    raise MeetingRefused(field="file", reason=_("sa fin dit sa forme : {known}").format(known=known))


def attach(opened: Installation, meeting: str | int, actor: str) -> Meeting:
    """Keep it as a PDF of the library and attach it to its meeting; once more makes a new version of the document.

    Raises:
        as `of`; templates.errors.PrinterMissing.
    """
    shown = listing.show(opened, meeting)
    made = of(opened, meeting)
    file = File(f"synthese-{shown.name}.pdf", written(made, ".pdf"))
    kept = documents.add(opened, file, f"synthese-{shown.name}", actor)
    return holding.attach_document(opened, meeting, kept.name, actor)
