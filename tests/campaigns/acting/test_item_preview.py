"""While an article is written, its block is seen as the letter will show it."""

from __future__ import annotations

import re

from campaigns.acting import item_preview, previewing
from campaigns.editorial import ingesting, issues, outlines
from campaigns.editorial.item_files import Submission
from runtime.installation import Installation
from tests import cast

#: What the letter adds to a block: the counted address of its link.
_HREF = re.compile(r'href="[^"]*"')


def test_the_block_is_the_one_of_the_letter(opened: Installation) -> None:
    """R6: the same octets stand in the letter that is sent, but for the addresses that count."""
    item = ingesting.bring(opened, [Submission("a.md", cast.ARTICLE.encode())], "shell:zoe")[0].item.id
    with opened.database.transaction() as session:
        letter = cast.publish(session)
        cast.reader(session, opened, cast.ZOE, cast.organisation(session, "Brumevent"))
        issue = issues.new(session, letter, issues.TitleLines("Octobre", "Octobre"), opened.clock.now()).id or 0
    outlines.fill(opened, issue, [item], "actions", "user:1")
    page = previewing.render(opened, issue, cast.ZOE).files[previewing.PAGE].decode()
    block = item_preview.block(opened, item)

    rubric = _HREF.sub("", block[block.index('<h2 class="rubric"') : block.rindex("Lire le récit du bus")])
    assert len(rubric) > 500
    assert rubric.replace("Madame, Monsieur", "Zoé") in _HREF.sub("", page)


def test_words_that_nobody_saved_are_seen_and_not_kept(opened: Installation) -> None:
    """What cannot be used yet shows what was there before, and nothing that is typed becomes markup."""
    item = ingesting.bring(opened, [Submission("a.md", cast.ARTICLE.encode())], "shell:zoe")[0].item.id
    said = {"title": "<script>alert(1)</script>", "link": "javascript:alert(1)", "date": "demain"}
    block = item_preview.block(opened, item, said, {"type": "doc", "content": [{"type": "iframe"}]})

    assert "&lt;script&gt;alert(1)" in block
    assert "<script" not in block
    assert "javascript:" not in block
    assert "https://ml-drome.example/bus" in block
    assert "alert" not in item_preview.block(opened, item)
