"""Files that people bring: good ones, and the wrong ones they bring by mistake."""

from __future__ import annotations

import zipfile
from pathlib import Path

import PIL.Image

SENDER = "Charte de la diversité <lettre@charte.example>"
ZOE, LOIC = "zoe@brumevent.example", "loic@quatre-horizons.example"

GOOD = {
    "companies.csv": "SIREN;Dénomination;Code postal;Prénom;Nom;E-mail\n"
    f"552100554;Ateliers Brumevent;26000;Zoé;Œuvrard;{ZOE}\n"
    f"732829320;Quatre Horizons;33000;Loïc;Le Gall;{LOIC}\n",
    "missions.csv": "Code;Nom;Code postal;Prénom;E-mail\nML26;Mission locale Drôme;26000;Ana;ana@ml-drome.example\n",
    "contacts.csv": "SIREN;E-mail;Prénom;Nom\n552100554;maite@brumevent.example;Maïté;Etxeberria\n",
    "objections.txt": f"{LOIC}\n",
    "drome.json": '{"field": "organisation.departement", "is": "26"}',
    "article.md": "---\ntype: tool\ntitle: Un outil\nimage: picture.png\nimage_alt: Un schéma\n---\n"
    "Bonjour {{ prenom | vous }}.\n",
}
#: Articles that cannot be used -> what the sentence must name.
BAD_ARTICLES = {
    "empty.md": "---",
    "latin.md": "ligne 3",
    "unknown.md": "couleur",
    "absent.md": "absent.png",
    "undescribed.md": "image_alt",
    "fake.md": "fake.png",
    "outside.md": "à côté de l’article",
    "picture.png": "fichier de texte",
    "archive.zip": "fichier de texte",
    "archive.xlsx": "fichier de texte",
    "binary.bin": "fichier de texte",
    "nowhere.md": "nowhere.md",
}
NOT_A_TABLE = ("picture.png", "archive.zip", "archive.xlsx", "binary.bin", "empty.md", "columns.csv")
#: Files that are no rule -> what the sentence must name: the file, or the condition that is wrong in it.
NOT_A_RULE = {
    "picture.png": "picture.png",
    "archive.zip": "archive.zip",
    "binary.bin": "binary.bin",
    "empty.md": "empty.md",
    "list.json": "La règle est refusée à «\u00a0règle\u00a0»",
    "field.json": "organisation.couleur",
    "deep.json": "deep.json",
}


def write(folder: Path) -> None:
    """Write them all."""
    for name, text in GOOD.items():
        (folder / name).write_text(text, "utf-8")
    PIL.Image.new("RGB", (4, 4), "teal").save(folder / "picture.png")
    for name in ("archive.zip", "archive.xlsx"):
        with zipfile.ZipFile(folder / name, "w") as archive:
            archive.writestr("xl/workbook.xml", "<workbook/>")
    (folder / "binary.bin").write_bytes(bytes(range(256)) * 8)
    (folder / "fake.png").write_bytes(b"\x89PNG\r\n\x1a\nno picture")
    (folder / "latin.md").write_bytes("---\ntype: tool\ntitle: Été\n---\n".encode("cp1252"))
    for name, text in {
        "empty.md": "",
        "unknown.md": _article("couleur: bleu"),
        "absent.md": _article("image: absent.png\nimage_alt: rien"),
        "undescribed.md": _article("image: picture.png"),
        "fake.md": _article("image: fake.png\nimage_alt: rien"),
        "outside.md": _article("image: ../../etc/hosts\nimage_alt: rien"),
        "columns.csv": "Couleur;Truc\nbleu;machin\n",
        "half.csv": "SIREN;Dénomination;E-mail\n552100554;Brumevent;zoe@brumevent.example\n123;Autre;pas une adresse\n",
        "list.json": "[1]",
        "field.json": '{"field": "organisation.couleur", "is": "bleu"}',
        "deep.json": "[" * 100_000,
    }.items():
        (folder / name).write_text(text, "utf-8")


def _article(lines: str) -> str:
    return f"---\ntype: tool\ntitle: Un outil\n{lines}\n---\nCorps.\n"
