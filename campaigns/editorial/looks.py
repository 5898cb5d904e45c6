"""How the letters of a publication look: theme, logo, how pictures travel. Refuses what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from campaigns import errors
from campaigns.editorial import images
from campaigns.editorial.models import Publication
from runtime.files import File
from runtime.language import _
from templates import themes


@dataclass(frozen=True)
class Change:
    """What a person asks; empty is as it was."""

    #: `NAME=#rrggbb`, names of `themes.COLOURS`.
    colours: tuple[str, ...] = ()
    #: Names of `themes.FONTS`, for titles and for the text.
    titles: str | None = None
    text: str | None = None
    #: A picture, of which a copy is kept.
    logo: File | None = None
    #: One of `models.Travel`.
    images: str | None = None
    #: Whether to begin with the theme of Relais, and no logo.
    reset: bool = False


def change(session: Session, data: Path, publication: Publication, asked: Change) -> None:
    """Change the look, all of what is asked or nothing.

    Raises:
        errors.PublicationRefused: a colour is not written `name=#rrggbb`.
        errors.ImageRefused: the logo is no picture.
        templates.errors.ThemeRefused, templates.errors.ColoursRefused: the theme cannot be used.
    """
    theme = ({} if asked.reset else dict(publication.theme)) | _chosen(asked)
    themes.make(theme)
    publication.theme = theme
    if asked.reset:
        publication.logo = ""
    if asked.logo is not None:
        publication.logo = images.keep(data, asked.logo).name
    publication.images = asked.images or publication.images
    session.add(publication)


def shown(publication: Publication) -> dict[str, Any]:
    """Return the look as people and scripts see it: every colour, chosen or not."""
    theme = themes.make(publication.theme)
    return {
        "colours": {name: getattr(theme, name) for name in themes.COLOURS},
        "titles": theme.serif,
        "text": theme.sans,
        "logo": publication.logo,
        "images": publication.images,
    }


def _chosen(asked: Change) -> dict[str, str]:
    fonts = {"titles": asked.titles, "text": asked.text}
    return dict(map(_pair, asked.colours)) | {name: font for name, font in fonts.items() if font}


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        reason = _("« {text} » n’est pas de la forme brand=#17406d").format(text=text)
        raise errors.PublicationRefused(field="--colour", reason=reason)
    return name.strip(), value.strip()
