"""What judges letters and pages, from packages of others: SpamAssassin, and the Nu Html Checker. Owns no test."""

from __future__ import annotations

import contextlib
import hashlib
import json
import mailbox
import os
import re
import subprocess
import tarfile
from collections.abc import Mapping, Sequence
from email import message_from_bytes
from pathlib import Path

from tests.acceptance.mailservers import program

#: From npm: `vnu-jar` is how the makers of the checker of the W3C hand it out.
_CHECKER = "vnu-jar@26.9.27"
_SHA256 = "5970d3ffca91a627cf0965e5d91bb2e4242307c29292998de0b419d6a901b2b7"
_LINE = b"From a@b.example Thu Oct  1 08:00:00 2009\n"
_JAR = "package/build/dist/vnu.jar"


def spam_scores(letters: Sequence[bytes], folder: Path) -> list[tuple[float, str]]:
    """Return what SpamAssassin makes of each letter by the rules it was installed with, and the names of the rules."""
    command = [program("spamassassin", "spamassassin"), "--local", "--nocreate-prefs", "--mbox"]
    (folder / "box").write_bytes(b"".join(_LINE + _quoted(raw) + b"\n" for raw in letters))
    home = os.environ | {"HOME": str(folder), "LC_ALL": "C"}
    with (folder / "box").open("rb") as unread, (folder / "judged").open("wb") as judged:
        subprocess.run(command, stdin=unread, stdout=judged, stderr=subprocess.DEVNULL, check=True, env=home)
    # They come back in an order of their own.
    with contextlib.closing(mailbox.mbox(folder / "judged")) as box:
        found = {str(one["Message-ID"]): _score(str(one["X-Spam-Status"])) for one in box}
    return [found[str(message_from_bytes(raw)["Message-ID"])] for raw in letters]


def _score(status: str) -> tuple[float, str]:
    """Read `No, score=-1.0 required=5.0 tests=A,B autolearn=no`, which is folded."""
    told = re.search(r"score=(-?[\d.]+) .*tests=([A-Z0-9_,\s]*)", re.sub(r"\s+", " ", status))
    assert told, status
    return float(told[1]), told[2].replace(" ", "")


def _quoted(raw: bytes) -> bytes:
    return re.sub(rb"^(>*From )", rb">\1", raw.replace(b"\r\n", b"\n"), flags=re.MULTILINE)


def html_errors(documents: Mapping[str, str], folder: Path) -> dict[str, list[str]]:
    """Return what is wrong with each document, by its name."""
    for name, document in documents.items():
        (folder / f"{name}.html").write_text(document, "utf-8")
    files = [str(folder / f"{name}.html") for name in documents]
    java = program("java", "default-jre-headless")
    command = [java, "-jar", str(_jar(folder)), "--errors-only", "--exit-zero-always", "--format", "json", *files]
    said = subprocess.run(command, capture_output=True, check=True).stderr
    found: dict[str, list[str]] = {name: [] for name in documents}
    for one in json.loads(said)["messages"]:
        found[Path(one["url"]).stem].append(one["message"])
    return found


def _jar(folder: Path) -> Path:
    """Return the checker, unpacked; fetched by npm when this working copy has none yet."""
    kept = Path(__file__).parents[2] / ".venv" / "vnu"
    archive = kept / "vnu-jar-26.9.27.tgz"
    if not archive.exists():
        kept.mkdir(parents=True, exist_ok=True)
        npm = program("npm", "npm")
        subprocess.run([npm, "pack", "--silent", _CHECKER], cwd=kept, check=True, capture_output=True)
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == _SHA256, f"{archive} is not what it should be"
    with tarfile.open(archive) as packed:
        packed.extract(_JAR, folder, filter="data")
    return folder / _JAR
