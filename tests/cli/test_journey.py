"""The whole journey from the shell: installed, filled, composed, launched, sent, told."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import servers
from tests.cli import files
from tests.cli.conftest import Relais


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[servers.Sink]:
    """A mail server that the settings name."""
    with servers.running() as sink:
        monkeypatch.setenv("RELAIS_SMTP_URL", sink.url)
        yield sink


@pytest.fixture
def launched(composed: Relais, server: servers.Sink) -> Relais:
    """The journey up to campaign 1, launched without grace."""
    assert composed("campaigns", "launch", 1, "--grace", 0).code == 0
    return composed


def test_the_installed_command_answers(tmp_path: Path) -> None:
    """As cron would run it: one document on standard output and nothing else."""
    command = [str(Path(sys.executable).with_name("relais")), "init", "--json"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)

    assert set(json.loads(ran.stdout)) == {"database", "migrations"}
    assert ran.stderr == b""


def test_init_can_be_repeated(relais: Relais, kept: Callable[[], list[str]]) -> None:
    """It makes what is missing, and nothing is."""
    first = relais("init", "--json").document
    before = kept()
    second = relais("init", "--json").document

    assert first["migrations"]
    assert second == {"database": first["database"], "migrations": []}
    assert kept() == before


def test_the_publication_is_shown_whole(founded: Relais) -> None:
    """Whatever was changed."""
    shown = founded("publications", "set", "--json").document

    assert set(shown) == {"name", "from", "reply_to", "postal", "publisher", "director", "basis", "note", "form"}
    assert shown["postal"] == "1, rue\n75017 Paris"


@pytest.mark.parametrize(
    ("file", "kind"), [("missions.csv", "missions"), ("contacts.csv", "contacts"), ("objections.txt", "objections")]
)
def test_every_kind_of_file_comes_in(composed: Relais, file: str, kind: str) -> None:
    """With the keys that scripts know; companies came in before."""
    told = composed("readers", "import", file, "--as", kind, "--json")

    assert told.code == 0
    assert set(told.document) == {
        "id", "rows", "created", "updated", "unchanged", "corrected", "skipped", "rejected",
    }  # fmt: skip
    assert told.document["created"] == 1


def test_a_rehearsal_writes_nothing(founded: Relais, kept: Callable[[], list[str]]) -> None:
    """And tells the same."""
    words = ("readers", "import", "companies.csv", "--as", "companies", "--json")
    before = kept()
    rehearsed = founded(*words, "--dry-run").document

    assert kept() == before
    assert rehearsed["created"] == founded(*words).document["created"]


def test_a_rejected_line_is_told_and_the_others_come_in(founded: Relais) -> None:
    """Exit 1 lets a script know."""
    told = founded("readers", "import", "half.csv", "--as", "companies", "--json")

    assert told.code == 1
    assert told.document["created"] == 1
    assert {frozenset(one) for one in told.document["rejected"]} == {frozenset({"line", "field", "value", "reason"})}


def test_a_segment_counts_whom_it_reaches(composed: Relais) -> None:
    """Now, and who is left out."""
    told = composed("segments", "add", "Drôme", "--rule", "drome.json", "--json").document

    assert told == {"name": "Drôme", "organisations": 1, "contacts": 1, "excluded": {}}
    assert composed("segments", "count", "Drôme", "--json").document == told
    assert composed("segments", "list", "--json").document == ["Drôme"]
    assert "1 contact dans 1 organisation, 0 écarté." in composed("segments", "count", "Drôme").out


def test_items_are_listed_by_state(composed: Relais) -> None:
    """In the words of the house, or those of scripts."""
    assert composed("items", "list", "--state", "ready", "--json").document == [
        {"id": 1, "type": "tool", "title": "Un outil", "state": "ready"}
    ]
    assert "en attente" in composed("items", "list").out
    assert composed("items", "list", "--state", "published").out == "Aucun article.\n"


def test_an_issue_is_shown_with_its_sections(composed: Relais) -> None:
    """The title serves as subject."""
    shown = composed("issues", "show", 1, "--json").document

    assert shown["subject"] == shown["title"] == "La Lettre de septembre"
    assert shown["sections"] == [{"section": "actions", "items": [{"id": 1, "title": "Un outil"}]}]
    assert "Sur le terrain" in composed("issues", "show", 1).out


def test_a_good_issue_has_no_findings(composed: Relais) -> None:
    """Exit 0."""
    told = composed("issues", "check", 1, "--json")

    assert (told.code, told.document) == (0, {"blocking": [], "warnings": []})


def test_a_letter_can_be_looked_at(composed: Relais, tmp_path: Path) -> None:
    """Three files; the figures are those of the `.eml`."""
    told = composed("issues", "render", 1, "--as", files.ZOE, "-o", "out", "--json").document

    assert [Path(file).name for file in told["files"]] == ["letter.eml", "letter.html", "letter.txt"]
    assert told["bytes"] == (tmp_path / "out" / "letter.eml").stat().st_size
    assert "Bonjour Zoé." in (tmp_path / "out" / "letter.txt").read_text("utf-8")


def test_a_launch_says_what_it_froze(composed: Relais, server: servers.Sink) -> None:
    """And how many will receive it."""
    told = composed("campaigns", "launch", 1, "--json")

    assert set(told.document) == {"id", "audience", "edition_sha256"}
    assert told.document["audience"] == 2
    assert composed("campaigns", "show", 1, "--json").document["state"] == "waiting"


def test_an_audience_of_one_is_singular(composed: Relais, server: servers.Sink) -> None:
    """« 1 destinataire »."""
    composed("segments", "add", "Drôme", "--rule", "drome.json")

    assert "1 destinataire," in composed("campaigns", "launch", 1, "--segment", "Drôme").out


def test_a_campaign_is_sent_and_told(launched: Relais, server: servers.Sink) -> None:
    """Everybody got one letter; the answer is that of `show`."""
    sent = launched("send", 1, "--json")

    assert sent.code == 0
    assert server.received == {files.ZOE: 1, files.LOIC: 1}
    assert sent.document == launched("campaigns", "show", 1, "--json").document
    assert sent.document["counts"]["accepted"] == 2


def test_a_refused_letter_is_exit_1(launched: Relais, server: servers.Sink) -> None:
    """And stands in the report under its reason."""
    server.at_rcpt[files.LOIC] = ["550 5.1.1 No such user"]

    assert launched("send", 1).code == 1
    assert launched("report", 1, "--json").document["reasons"] == {"refused": {"userunknown": 1}}


def test_every_recipient_has_a_line(launched: Relais, server: servers.Sink) -> None:
    """JSON Lines, with what the server answered."""
    launched("send", 1)
    lines = [
        json.loads(line)
        for line in launched("campaigns", "deliveries", 1, "--state", "accepted", "--json").out.splitlines()
    ]

    assert {line["address"] for line in lines} == {files.ZOE, files.LOIC}
    assert {frozenset(line) for line in lines} == {
        frozenset({"address", "state", "attempts", "message_id", "reply", "updated_at"})
    }


def test_a_tick_sends_what_is_due_and_is_silent(launched: Relais, server: servers.Sink) -> None:
    """Cron mails whatever is printed."""
    ticked = launched("tick")

    assert (ticked.code, ticked.out, ticked.err) == (0, "", "")
    assert sum(server.received.values()) == 2


def test_words_and_documents_agree(launched: Relais) -> None:
    """A list in words has a line a campaign."""
    assert len(launched("campaigns", "list", "--json").document) == 1
    assert len(launched("campaigns", "list").out.splitlines()) == 3
