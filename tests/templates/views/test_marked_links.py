"""A letter with a mark behind each link: behind its words rather than its picture, and nothing of a mark is markup."""

from __future__ import annotations

from templates.letters import Letter, Link, LinkOccurrence, ValueContext
from templates.views import marked_links


def test_a_mark_stands_once_behind_the_words() -> None:
    """The picture that leads to the same page has none; the link leads nowhere."""
    link = Link("7", "https://ml-drome.example/bus", "item-1", "Lire")
    at = LinkOccurrence(link, ValueContext.URL)
    html = ('<p><a href="', at, '"><img src="x"></a> <a class="b" href="', at, '">Lire</a></p>')
    shown = marked_links.marked(Letter(("x",), html, ("x",), frozenset(), (link,)), frozenset(), {"7": "<b>5"})

    assert shown.count("&lt;b&gt;5") == 1
    assert shown.index('id="lien-7"') > shown.index("Lire</a>")
    assert "ml-drome" not in shown
