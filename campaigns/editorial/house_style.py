"""How the house of a publication writes: typographic profile, acronyms, words with one spelling, quotations kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from campaigns import errors
from campaigns.editorial import imprints, publications
from campaigns.editorial.models import Publication
from campaigns.editorial.typography import styles
from runtime import audit
from runtime.installation import Installation
from runtime.language import _


@dataclass(frozen=True)
class Change:
    """The changes a person asks for; an empty field changes nothing."""

    #: A name of `typography.styles.PROFILES`.
    profile: str = ""
    #: An acronym and what it stands for.
    acronyms: tuple[tuple[str, str], ...] = ()
    terms: tuple[str, ...] = ()
    #: Acronyms and terms to forget.
    forgotten: tuple[str, ...] = ()
    #: Whole texts that are quoted word for word; they replace the earlier ones.
    quoted: tuple[str, ...] = ()


@dataclass(frozen=True)
class House:
    """How a publication writes, as people and scripts see it."""

    profile: str
    acronyms: tuple[tuple[str, str], ...]
    terms: tuple[str, ...]
    #: How many texts are quoted word for word.
    quoted: int

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {
            "profile": self.profile,
            "acronyms": dict(self.acronyms),
            "terms": list(self.terms),
            "quoted": self.quoted,
        }


def show(opened: Installation, publication: str | None = None) -> House:
    """Return how a publication writes.

    Raises:
        errors.PublicationUnknown.
    """
    with opened.database.reading() as session:
        return _of(publications.chosen(session, publication))


def change(opened: Installation, asked: Change, actor: str, *, publication: str | None = None) -> House:
    """Make all the changes, or none; return the whole style.

    Raises:
        errors.PublicationUnknown; errors.PublicationRefused: a value cannot be used.
    """
    with opened.database.transaction() as session:
        found = publications.chosen(session, publication)
        revise(session, found, asked)
        audit.record(session, opened.clock.now(), actor, "publication.restyled", id=found.id)
        return _of(found)


def revise(session: Session, publication: Publication, asked: Change) -> None:
    """Change how a publication writes; raises as `change`."""
    acronyms = dict(publication.acronyms)
    acronyms |= {_word("acronyms", name): _word("acronyms", said) for name, said in asked.acronyms}
    terms = [*publication.terms, *(_word("terms", one) for one in asked.terms)]
    for word in asked.forgotten:
        if word not in acronyms and word not in terms:
            reason = _("« {word} » n’y est pas").format(word=word)
            raise errors.PublicationRefused(field="forgotten", reason=reason)
    publication.acronyms = {name: said for name, said in sorted(acronyms.items()) if name not in asked.forgotten}
    publication.terms = sorted({one for one in terms if one not in asked.forgotten})
    publication.profile = asked.profile or publication.profile
    publication.quoted = list(asked.quoted) if asked.quoted else publication.quoted
    session.add(publication)


def style(publication: Publication) -> styles.Style:
    """Return the style that texts of a publication are mended and checked by."""
    return styles.Style(
        styles.PROFILES[publication.profile],
        dict(publication.acronyms),
        tuple(publication.terms),
        tuple(publication.quoted),
    )


def quotable(content: bytes, name: str) -> str:
    """Return the text of a file whose quotations are to stay as they are.

    Raises:
        errors.FileRefused: it is not UTF-8 text.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise errors.FileRefused(file=name, reason=_("ce n’est pas un texte en UTF-8")) from None


def _of(publication: Publication) -> House:
    acronyms = tuple(publication.acronyms.items())
    return House(publication.profile, acronyms, tuple(publication.terms), len(publication.quoted))


def _word(field: str, text: str) -> str:
    said = imprints.line(field, text)
    if not said:
        raise errors.PublicationRefused(field=field, reason=_("au moins un mot est attendu"))
    return said
