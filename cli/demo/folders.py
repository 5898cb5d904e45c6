"""The folder of a demo: made, emptied to begin again, marked. Refuses to touch a folder that is not a demo's."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from cli.demo import errors
from runtime.language import _
from runtime.settings import DEMO_MARK

#: Where things stand in the folder.
FILES, ARTICLES, MAILDIR, LETTER = Path("fichiers"), Path("fichiers/articles"), Path("boite"), Path("lettre")


def prepare(folder: Path) -> None:
    """Make the folder, empty except for its mark.

    Raises:
        errors.FolderRefused: it holds something that is not from a demo, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()) and not (folder / DEMO_MARK).is_file():
            reason = _("ce dossier contient autre chose qu’une démonstration, choisissez-en un autre avec « --to »")
            raise errors.FolderRefused(folder=folder, reason=reason)
        (folder / DEMO_MARK).touch()
        _empty(folder)
        (folder / ARTICLES).mkdir(parents=True)
    except OSError as problem:
        raise errors.FolderRefused(folder=folder, reason=problem.strerror or str(problem)) from None


def keep_clock(folder: Path, moment: datetime) -> None:
    """Write into the mark when the demo takes place: later commands begin there, and nothing is years old."""
    (folder / DEMO_MARK).write_text(moment.isoformat(), "utf-8")


def _empty(folder: Path) -> None:
    """Remove what an earlier demo left; the mark stays, so that an interrupted removal can be taken up again."""
    for child in folder.iterdir():
        if child.is_dir() and not child.is_symlink():
            shutil.rmtree(child)
        elif child.name != DEMO_MARK:
            child.unlink()
