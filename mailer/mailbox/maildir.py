"""A Maildir (https://cr.yp.to/proto/maildir.html): letters are files, and a move is a rename."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from mailer import errors
from mailer.mailbox.boxes import FOLDER, LARGEST, Found
from runtime.language import _


class Maildir:
    """Reads `new` and `cur`; puts away into the folder `.Relais` (Maildir++)."""

    def __init__(self, path: str) -> None:
        """Open the Maildir of `path`.

        Raises:
            errors.MailboxUnreachable: there is no Maildir at `path`.
        """
        self._path = Path(path)
        if not all((self._path / name).is_dir() for name in ("cur", "new")):
            reason = _("ce n’est pas un dossier Maildir, avec « new » et « cur »")
            raise errors.MailboxUnreachable(mailbox=path, reason=reason)
        #: Names, without flags, of the letters that were read and left in place.
        self._left: set[str] = set()

    def __enter__(self) -> Self:
        """Nothing is held open."""
        return self

    def __exit__(self, *problem: object) -> None:
        """Nothing is held open."""

    def letters(self, position: str, most: int) -> Iterator[Found]:
        """Yield letters in the order of their names, which begin with the second of their delivery."""
        known = set(json.loads(position)) if position else set()
        files = {_unique(file): file for name in ("new", "cur") for file in self._listed(name)}
        # A letter that is no longer there need not be remembered.
        self._left = known & files.keys()
        for name in sorted(files.keys() - known)[:most]:
            raw = self._read(files[name])
            if raw is not None:
                self._left.add(name)
                yield Found(str(files[name].relative_to(self._path)), raw)

    def whole(self, found: Found, most: int) -> bytes:
        """Read one file again, more of it."""
        return self._read(self._path / found.place, most) or found.raw

    def put_away(self, found: Found) -> None:
        """Rename the file into the folder, read and kept."""
        folder = self._path / f".{FOLDER}"
        source = self._path / found.place
        try:
            for name in ("cur", "new", "tmp"):
                (folder / name).mkdir(parents=True, exist_ok=True)
            (folder / "maildirfolder").touch()
            source.rename(folder / "cur" / f"{_unique(source)}:2,S")
        except FileNotFoundError:
            return  # somebody else took it
        except OSError as problem:
            raise _unreachable(self._path, problem) from None
        self._left.discard(_unique(source))

    @property
    def position(self) -> str:
        """The names of the letters left in place: the order of names is not exactly that of arrival."""
        return json.dumps(sorted(self._left))

    def _listed(self, name: str) -> list[Path]:
        try:
            return [file for file in (self._path / name).iterdir() if not file.name.startswith(".") and _is_kept(file)]
        except OSError as problem:
            raise _unreachable(self._path, problem) from None

    def _read(self, file: Path, most: int = LARGEST) -> bytes | None:
        try:
            with file.open("rb") as handle:
                return handle.read(most)
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise _unreachable(self._path, problem) from None


def _unique(file: Path) -> str:
    return file.name.partition(":")[0]


def _is_kept(file: Path) -> bool:
    """Tell whether the letter is not marked as deleted (flag T)."""
    return "T" not in file.name.partition(":2,")[2]


def _unreachable(path: Path, problem: OSError) -> errors.MailboxUnreachable:
    return errors.MailboxUnreachable(mailbox=path, reason=problem.strerror or type(problem).__name__)
