"""Remarks on an issue: said, settled, opened again, and never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaigns import errors
from campaigns.editorial import commenting
from runtime.errors import FieldRefused
from runtime.installation import Installation
from tests import cast


def test_a_remark_on_an_article_waits_until_it_is_settled(opened: Installation, tmp_path: Path) -> None:
    """Who said it and who settled it stay."""
    issue = cast.stage(opened, tmp_path)
    commenting.say(opened, issue, "Bravo.", "user:1", name="Marie")
    _first, second = commenting.say(opened, issue, "Le titre\r\nest long.", "user:2", name="Karim", item=1)
    settled = commenting.settle(opened, issue, second.id, "user:1", name="Marie")
    again = commenting.settle(opened, issue, second.id, "user:2", name="Karim", resolved=False)

    assert (second.item, second.name, second.text, second.is_open) == (1, "Karim", "Le titre\nest long.", True)
    assert [one.resolved_by for one in settled] == ["", "Marie"]
    assert [one.is_open for one in again] == [True, True]
    assert commenting.listed(opened, issue) == again


def test_what_is_no_remark_is_refused(opened: Installation, tmp_path: Path) -> None:
    """Nothing said, on an article that is not there, or settled where it was never made."""
    issue = cast.stage(opened, tmp_path)
    with pytest.raises(FieldRefused, match="écrivez"):
        commenting.say(opened, issue, " \n", "user:1", name="Marie")
    with pytest.raises(FieldRefused, match="2000"):
        commenting.say(opened, issue, "a" * 2001, "user:1", name="Marie")
    with pytest.raises(errors.UnknownIssue):
        commenting.say(opened, 99, "Bravo.", "user:1", name="Marie")
    with pytest.raises(errors.NotPlaced):
        commenting.say(opened, issue, "Bravo.", "user:1", name="Marie", item=7)
    with pytest.raises(errors.CommentUnknown):
        commenting.settle(opened, issue, 7, "user:1", name="Marie")

    assert commenting.listed(opened, issue) == ()
