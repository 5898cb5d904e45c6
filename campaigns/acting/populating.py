"""Filling a new installation in one act: its publication, partners, readers and issues, all of it or nothing.

The parts are the ordinary ones; refuses what they refuse.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from sqlmodel import Session

from campaigns.editorial import imprints, ingesting, issues, partner_identities, publications
from campaigns.editorial.issues import Form, TitleLines
from campaigns.editorial.item_files import Submission
from campaigns.editorial.models import Publication, Section
from campaigns.partnership import adopting
from lists import importing
from lists.importing.reports import ImportReport
from lists.segments import saved
from runtime import audit
from runtime.files import File
from runtime.installation import Installation


@dataclass(frozen=True)
class Partner:
    """A partner with the identity it has from the first day to the last."""

    code: str
    identity: partner_identities.IdentityChange
    #: The last day; `None` means without end.
    until: date | None = None


@dataclass(frozen=True)
class Issue:
    """An issue with its articles."""

    lines: TitleLines
    #: Name of an article's file, without its ending -> the section where it stands, in order.
    places: Mapping[str, Section]
    form: Form = issues.USUAL
    #: Its number, when earlier issues were sent with another tool; otherwise the next one.
    number: int | None = None


@dataclass(frozen=True)
class Population:
    """What a new installation is filled with."""

    #: The legal notice of its first publication.
    imprint: imprints.Change
    partners: tuple[Partner, ...]
    imports: tuple[importing.File, ...]
    #: Rules by name.
    segments: Mapping[str, dict[str, Any]]
    articles: tuple[Submission, ...]
    issues: tuple[Issue, ...]
    #: The file of its convention, if it has one.
    convention: File | None = None


@dataclass(frozen=True)
class Populated:
    """The result of filling an installation."""

    #: The report of each import, by the name of its file.
    imports: Mapping[str, ImportReport] = field(default_factory=dict)
    #: The ids of the issues.
    issues: tuple[int, ...] = ()


def populate(opened: Installation, population: Population, actor: str) -> Populated:
    """Fill an installation that was just made.

    Raises:
        what the parts raise: see `imprints.change`, `partner_identities.change`, `importing.import_file`, `naming.add`,
        `ingesting.bring`, `issues.new`, `issues.add`.
    """
    with opened.database.transaction() as session:
        publication = publications.ensure(session)
        imprints.revise(session, publication, population.imprint)
        if population.convention:
            adopting.enter(session, population.convention, opened.clock.now(), actor)
        enter(session, opened.settings.data, population.partners)
        imports = {one.name: _import(session, opened, publication, one, actor) for one in population.imports}
        for name, rule in population.segments.items():
            saved.add(session, name, rule)
        made = compose(session, opened, population.articles, population.issues)
        audit.record(session, opened.clock.now(), actor, "demo.built", issue=made[0])
        return Populated(imports, tuple(made))


def add(opened: Installation, articles: Iterable[Submission], issue: Issue, actor: str) -> int:
    """Bring articles in and compose an issue of them; return its id. Raises as `populate`."""
    with opened.database.transaction() as session:
        made = compose(session, opened, articles, [issue])[0]
        audit.record(session, opened.clock.now(), actor, "issue.created", id=made)
        return made


def enter(session: Session, data: Path, entered: Iterable[Partner]) -> None:
    """Enter partners, for the days of their identities."""
    for one in entered:
        assert one.identity.since is not None
        partner_identities.revise(session, data, one.code, one.identity, one.identity.since).valid_until = one.until


def compose(
    session: Session, opened: Installation, articles: Iterable[Submission], composed: Sequence[Issue]
) -> list[int]:
    """Bring articles in and place them in issues; return the ids of the issues."""
    now, files = opened.clock.now(), list(articles)
    rows = ingesting.rows(session, opened.settings.data, files, now)
    by_file = {PurePath(file.name).stem: row.id or 0 for file, row in zip(files, rows, strict=True)}
    publication = publications.chosen(session)
    made = []
    for one in composed:
        issue = issues.new(session, publication, one.lines, now, form=one.form)
        issue.number = one.number or issue.number
        for name, section in one.places.items():
            issues.add(session, issue.id or 0, [by_file[name]], section)
        made.append(issue.id or 0)
    return made


def _import(
    session: Session, opened: Installation, publication: Publication, file: importing.File, actor: str
) -> ImportReport:
    return importing.import_file(
        session,
        file,
        mailing_list_id=publication.mailing_list_id,
        keyring=opened.keyring,
        now=opened.clock.now(),
        actor=actor,
    )
