"""Who publishes, as the law asks to say on every page of a letter (LCEN art. 1-1); and what other letters there are."""

from __future__ import annotations

from dataclasses import dataclass

from campaigns.editorial import letter_context, publications
from runtime.installation import Installation


@dataclass(frozen=True)
class Masthead:
    """Who the pages of a letter belong to."""

    #: Of the publication.
    name: str
    publisher: str
    director: str
    #: Lines of the postal address.
    postal: tuple[str, ...]
    #: Where to write to.
    contact: str
    #: Where the pages of this publication stand.
    home: str
    #: Of its readers.
    mailing_list_id: int
    #: The other publications of this installation that have an archive: their names, and where their pages stand.
    others: tuple[tuple[str, str], ...]
    #: The name of its subscription form in addresses; empty while no form is open.
    form: str = ""
    #: The name under which its logo is stored; empty for none.
    logo: str = ""
    #: Why its readers receive it, in its own words; empty: the sentence of the legal basis.
    why: str = ""
    #: Whether its articles and issues are listed.
    has_archive: bool = True


def masthead(opened: Installation, slug: str = "") -> Masthead | None:
    """Return the masthead of a letter, by its name in addresses; `None` when no letter has this name.

    The name of the first letter is empty.
    """
    with opened.database.reading() as session:
        one = publications.at(session, slug)
        if one is None:
            return None
        controller = publications.controller(one)
        others = [other for other in publications.everything(session) if other.id != one.id and other.has_archive]
        return Masthead(
            name=one.name,
            publisher=controller.name,
            director=one.director,
            postal=controller.postal,
            contact=controller.contact,
            home=letter_context.home(one.slug),
            mailing_list_id=one.mailing_list_id,
            others=tuple((other.name, letter_context.home(other.slug)) for other in others),
            form=publications.mailing_list(session, one).form or "",
            logo=one.logo,
            why=one.why,
            has_archive=one.has_archive,
        )
