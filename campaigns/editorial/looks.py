"""How the letters of a publication look: design, theme, logo, how pictures travel. Refuses unreadable looks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from campaigns.editorial import images, publications
from campaigns.editorial.models import Publication
from runtime import audit
from runtime.files import File
from runtime.installation import Installation
from templates import contrasts as templates_contrasts
from templates import designs, themes
from templates.contrasts import Contrast


@dataclass(frozen=True)
class LookChange:
    """The changes a person asks for; an empty field changes nothing."""

    #: A name of `themes.COLOURS` and `#rrggbb`.
    colours: tuple[tuple[str, str], ...] = ()
    #: Names of `themes.FONTS`, for titles and for the text.
    titles: str | None = None
    text: str | None = None
    #: A picture, of which a copy is kept.
    logo: File | None = None
    #: Whether to have no logo any more; a new one wins.
    without_logo: bool = False
    #: One of `models.Travel`.
    images: str | None = None
    #: One of `templates.designs`: issues that were not sent follow, unless they have their own.
    design: str | None = None
    #: Whether to start again from the theme of Relais, without a logo.
    reset: bool = False


@dataclass(frozen=True)
class Look:
    """How letters look, as people and scripts see it."""

    #: Every colour by its name, chosen or not.
    colours: tuple[tuple[str, str], ...]
    #: Families of fonts, as mail programs read them.
    titles: str
    text: str
    #: The name under which the logo is kept; empty without one.
    logo: str
    images: str
    #: One of `templates.designs`.
    design: str = designs.INSTITUTIONAL

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know; the design where it is not that of who chose none."""
        chosen = {} if self.design == designs.INSTITUTIONAL else {"design": self.design}
        return {
            "colours": dict(self.colours),
            "titles": self.titles,
            "text": self.text,
            "logo": self.logo,
            "images": self.images,
        } | chosen


def show(opened: Installation, publication: str | None = None) -> Look:
    """Return how the letters of a publication look.

    Raises:
        errors.PublicationUnknown.
    """
    with opened.database.reading() as session:
        return _of(publications.chosen(session, publication))


def contrasts(
    opened: Installation, chosen: tuple[tuple[str, str], ...], publication: str | None = None
) -> tuple[Contrast, ...]:
    """Return how well the letters of a publication would be read with these colours; changes nothing.

    Raises:
        errors.PublicationUnknown; templates.errors.ThemeRefused.
    """
    with opened.database.reading() as session:
        return templates_contrasts.of(dict(publications.chosen(session, publication).theme) | dict(chosen))


def change(opened: Installation, asked: LookChange, actor: str, *, publication: str | None = None) -> Look:
    """Make all the changes, or none; return the whole look.

    Raises:
        errors.PublicationUnknown; errors.ImageRefused: the logo is not a picture.
        templates.errors.ThemeRefused, templates.errors.ColoursRefused: the theme cannot be used.
        templates.errors.DesignUnknown.
    """
    with opened.database.transaction() as session:
        found = publications.chosen(session, publication)
        revise(session, opened.settings.data, found, asked)
        audit.record(session, opened.clock.now(), actor, "publication.look", id=found.id)
        return _of(found)


def revise(session: Session, data: Path, publication: Publication, asked: LookChange) -> None:
    """Change how the letters of a publication look; raises as `change`."""
    theme = ({} if asked.reset else dict(publication.theme)) | _chosen(asked)
    themes.make(theme)
    publication.theme = theme
    if asked.reset or asked.without_logo:
        publication.logo = ""
    if asked.logo is not None:
        publication.logo = images.keep_content(data, asked.logo.content, asked.logo.name).name
    publication.images = asked.images or publication.images
    publication.design = designs.known(asked.design or publication.design).key
    session.add(publication)


def _of(publication: Publication) -> Look:
    theme = themes.make(publication.theme)
    colours = tuple((name, getattr(theme, name)) for name in themes.COLOURS)
    return Look(colours, theme.serif, theme.sans, publication.logo, publication.images, publication.design)


def _chosen(asked: LookChange) -> dict[str, str]:
    fonts = {"titles": asked.titles, "text": asked.text}
    return dict(asked.colours) | {name: font for name, font in fonts.items() if font}
