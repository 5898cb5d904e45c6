"""An administrator at the shell looks at the templates, exports one, changes it, and is told about mistakes."""

from __future__ import annotations

from pathlib import Path

from templates import catalogue, designs
from tests.cli.conftest import Relais


def test_every_template_is_listed(relais: Relais) -> None:
    """With what it is for and its files; nothing needs to be installed for it."""
    listed = relais("templates", "list", "--json").document
    assert [one["name"] for one in listed] == list(catalogue.EMAILS)
    assert {"name", "title", "files", "overridden"} == set(listed[0])


def test_a_template_is_exported_changed_and_checked(relais: Relais, tmp_path: Path) -> None:
    """Where it will lie: the finding names the file of the fault, its line and its component."""
    files = relais("templates", "export", "special", "data/templates", "--json").document["files"]
    body = next(file for file in files if file.endswith("special/body.mjml"))
    sound = relais("templates", "compile", body, "-o", "lettre.html", "--json")
    foot = tmp_path / "data" / "templates" / "layout" / "foot.mjml"
    foot.write_text(foot.read_text("utf-8").replace("<mj-column>", '<mj-column colour="#112233">'), "utf-8")
    broken = relais("templates", "compile", body, "--json")

    assert (sound.code, sound.document["findings"]) == (0, [])
    assert sound.document["html_bytes"] == (tmp_path / "lettre.html").stat().st_size
    assert broken.code == 1
    (finding,) = broken.document["findings"]
    assert (finding["code"], finding["file"], finding["line"], finding["component"]) == (
        "unknown_attribute", "layout/foot.mjml", 6, "mj-column",
    )  # fmt: skip


def test_a_broken_override_keeps_a_letter_from_leaving(composed: Relais, tmp_path: Path) -> None:
    """The check says where to mend it."""
    foot = tmp_path / "data" / "templates" / "layout" / "foot.mjml"
    foot.parent.mkdir(parents=True)
    foot.write_text("<mj-section>\n<mj-text>a</mj-text></mj-section>", "utf-8")
    (finding,) = [one for one in composed("issues", "check", 1, "--json").document["blocking"]
                  if one["code"] == "template_fault"]  # fmt: skip

    assert "layout/foot.mjml" in finding["message"]
    assert "ligne 2, <mj-text>" in finding["message"]


def test_a_file_of_its_own_is_converted(relais: Relais, tmp_path: Path) -> None:
    """Pictures elsewhere are told, and refuse nothing: where they will be is not known yet."""
    image = '<mj-image src="https://ailleurs.example/a.png" alt="{{ nom }}" />'
    (tmp_path / "a.mjml").write_text(
        f"<mjml><mj-body><mj-section><mj-column>{image}</mj-column></mj-section></mj-body></mjml>"
    )
    said = relais("templates", "compile", "a.mjml", "-o", "a.html", "--json")

    assert said.code == 0
    assert [one["code"] for one in said.document["findings"]] == ["external_image"]
    assert 'alt="{{ nom }}"' in (tmp_path / "a.html").read_text("utf-8")


def test_what_cannot_be_compiled_writes_nothing(relais: Relais, tmp_path: Path) -> None:
    """And says in words what a person may do."""
    (tmp_path / "a.mjml").write_text("<mjml><mj-body>\n<mj-txt>a</mj-txt></mj-body></mjml>")
    said = relais("templates", "compile", "a.mjml", "-o", "a.html")

    assert said.code == 1
    assert "ligne 2, <mj-txt>" in said.out
    assert not (tmp_path / "a.html").exists()


def test_files_that_are_not_there_are_refused_in_a_sentence(relais: Relais, tmp_path: Path) -> None:
    """As are folders that cannot be written to, and names that do not exist."""
    (tmp_path / "fichier").write_text("")
    refused = [
        relais("templates", "compile", "absent.mjml"),
        relais("templates", "export", "inconnu", "ici"),
        relais("templates", "export", "special", "fichier"),
    ]

    assert {said.code for said in refused} == {2}
    assert all(said.err.count("\n") == 1 and "Traceback" not in said.err for said in refused)


def test_html_that_cannot_be_written_is_refused_in_a_sentence(relais: Relais, tmp_path: Path) -> None:
    """The folder is named."""
    (tmp_path / "a.mjml").write_text("<mjml><mj-body></mj-body></mjml>")
    said = relais("templates", "compile", "a.mjml", "-o", "absent/a.html")

    assert said.code == 2
    assert "absent/a.html" in said.err


def test_a_template_is_shown_as_it_is_in_force(relais: Relais, tmp_path: Path) -> None:
    """With the override that stands before ours; a name that there is not is refused."""
    thanks = tmp_path / "data" / "templates" / "emails" / "thanks" / "subject.txt"
    thanks.parent.mkdir(parents=True)
    thanks.with_name("body.txt").write_text("Merci, {{ letter.greeting }}.\n", "utf-8")
    told = relais("templates", "render", "thanks", "-o", "vu", "--images-off", "--screen-reader", "--json")

    assert [Path(file).name for file in told.document["files"]] == [
        "letter.html", "letter.txt", "letter-images-off.html", "letter-screen-reader.txt",
    ]  # fmt: skip
    assert (tmp_path / "vu" / "letter.txt").read_text("utf-8") == "Merci, Madame Exemple.\n"
    assert relais("templates", "render", "adieu", "-o", "rien").code == 2
    assert not (tmp_path / "rien").exists()


def test_an_email_is_exported_checked_and_shown_in_a_design(relais: Relais, tmp_path: Path) -> None:
    """A file that lies in a design is checked in it."""
    keys = [one["design"] for one in relais("templates", "designs", "--json").document]
    exported = relais("templates", "export", "special", "ours", "--design", "brief", "--json").document["files"]
    own = tmp_path / "ours" / "designs" / "brief" / "emails" / "special"
    own.mkdir(parents=True)
    for file in ("body.mjml", "body.txt", "subject.txt"):
        (own / file).write_text(f'{{% include "common/emails/special/{file}" %}}', "utf-8")
    (tmp_path / "ours" / "designs" / "brief" / "layout" / "entry.mjml").write_text(
        "<mj-text>{{ nothing }}</mj-text>", "utf-8"
    )
    checked = relais("templates", "compile", str(own / "body.mjml"), "--json")
    common = relais("templates", "compile", "ours/emails/special/body.mjml", "--json")
    shown = relais("templates", "render", "newsletter", "-o", "seen", "--design", "brief")

    assert keys == list(designs.DESIGNS)
    assert "ours/designs/brief/layout/entry.mjml" in exported
    assert [one["file"] for one in checked.document["findings"]] == ["designs/brief/layout/entry.mjml"]
    assert (checked.code, common.code, shown.code) == (1, 0, 0)
    assert "Lire la suite" in (tmp_path / "seen" / "letter.txt").read_text("utf-8")
