"""Which design an issue has: that of its publication, unless it has one of its own.

Refuses to change either: the design of a publication stands in `looks`, that of an issue in `issue_corrections`.
"""

from __future__ import annotations

from dataclasses import dataclass

from campaigns.editorial import issues
from campaigns.editorial.models import Publication
from runtime.installation import Installation
from templates import designs
from templates.designs import Design


@dataclass(frozen=True)
class Chosen:
    """The design of an issue."""

    publication_id: int
    #: That of its publication.
    usual: Design
    #: Its own; `None` while it follows its publication.
    own: Design | None

    @property
    def in_force(self) -> Design:
        """The one that its letter has."""
        return self.own or self.usual


def of_issue(opened: Installation, issue_id: int) -> Chosen:
    """Return the design of an issue.

    Raises:
        errors.UnknownIssue, errors.InBin.
    """
    with opened.database.reading() as session:
        issue = issues.get(session, issue_id)
        publication = session.get_one(Publication, issue.publication_id)
        own = designs.known(issue.design) if issue.design else None
        return Chosen(issue.publication_id, designs.known(publication.design), own)
