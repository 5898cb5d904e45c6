"""Time and memory to import a file of readers, import it again, export it and import the export; how both grow.

    python -m bench.readers [--sizes 5000 50000 200000]

One company and one contact per line, as a spreadsheet saves them. Each step is the command that an officer types, in a
process of its own; seconds and megabytes are those of that process, including its start.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from stdnum import luhn

from bench import harness
from runtime import installation, settings

_HEADINGS = (
    "SIREN;Dénomination;NAF;Effectif;Adresse;Code postal;Commune;Département;Date de signature;"
    "Civilité;Prénom;Nom;Fonction;E-mail;Téléphone"
)
_PLACES = ("33000;Bordeaux;33", "69003;Lyon;69", "26000;Valence;26", "1000;Bourg-en-Bresse;1", "97410;Saint-Pierre;974")
_STEPS = (
    ("import", ("import", "signataires.csv", "--as", "companies")),
    ("again", ("import", "signataires.csv", "--as", "companies")),
    ("export", ("export", "--as", "companies", "-o", "export.csv")),
    ("import_xlsx", ("import", "export.xlsx", "--as", "companies")),
    ("undo", ("undo", "1")),
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[5_000, 50_000, 200_000])
    options = parser.parse_args()
    harness.tell({str(size): _measured(size) for size in options.sizes})


def _measured(rows: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="relais-bench-") as name:
        folder = Path(name)
        installation.make(settings.load(data=folder / "data"))
        (folder / "signataires.csv").write_text("\r\n".join([_HEADINGS, *map(_line, range(rows))]), "utf-8-sig")
        told: dict[str, Any] = {}
        for step, words in _STEPS:
            if step == "import_xlsx":
                _run(folder, "export", "--as", "companies", "-o", "export.xlsx")
            told[step] = _run(folder, *words)
            told[step]["us_per_row"] = round(told[step]["seconds"] / rows * 1e6)
    return told


def _line(number: int) -> str:
    digits = f"{number + 1000:08d}"
    siren = digits + luhn.calc_check_digit(digits)
    place, day = _PLACES[number % len(_PLACES)], f"{number % 28 + 1:02d}/06/2009"
    return (
        f"{siren};Établissement Œuvrard {number};62.01Z;12;{number % 200} rue de l’Anse;{place};{day};Mme;"
        f"Zoé-{number % 300};Œuvrard;Directrice des ressources humaines;lecteur{number}@entreprise.example;"
        "01 99 00 12 34"
    )


def _run(folder: Path, *words: str) -> dict[str, Any]:
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "cli.main", "readers", *words],
        cwd=folder,
        env=os.environ | {"RELAIS_DATA": str(folder / "data"), "PYTHONPATH": str(Path(__file__).parent.parent)},
        stdout=subprocess.DEVNULL,
    )
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{words} left with {process.returncode}")
    seconds = time.monotonic() - began
    return {
        "seconds": round(seconds, 1),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak_mb": round(used.ru_maxrss / 1000),
    }


if __name__ == "__main__":
    main()
