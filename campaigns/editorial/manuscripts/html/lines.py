"""The words between two block elements, as a browser shows them: spaces collapse, new lines are `<br>`."""

from __future__ import annotations

import re

from campaigns.editorial.manuscripts import invisible_characters, manuscript
from templates.rich_text import nodes, prosemirror

_SPACES = re.compile(r"[ \t\r\n\f]+")


class LineBuilder:
    """A line that grows from left to right."""

    def __init__(self) -> None:
        self._content: list[nodes.Inline] = []

    def add(self, text: str, marks: nodes.Marks, *, keep: bool = False) -> None:
        """Add words; without `keep`, spaces after a space or at the beginning are dropped."""
        said = text if keep else _SPACES.sub(" ", text)
        said = invisible_characters.printable(said)
        if not keep and said.startswith(" ") and self._ends_in_space():
            said = said[1:]
        last = self._content[-1] if self._content else None
        if isinstance(last, nodes.Text) and last.marks == marks:
            self._content[-1] = nodes.Text(last.text + said, marks)
        elif said:
            self._content.append(nodes.Text(said, marks))

    def end(self) -> None:
        """Add the end of a line in the same paragraph; spaces before it are gone."""
        last = self._content[-1] if self._content else None
        if isinstance(last, nodes.Text):
            self._content[-1] = nodes.Text(last.text.rstrip(" "), last.marks)
        self._content.append(nodes.Break())

    def taken(self, *, exact: bool = False) -> tuple[nodes.Inline, ...]:
        """Return the line with its merge fields, and begin another; unless it is exact, its ends are stripped."""
        content = tuple(self._content) if exact else manuscript.stripped(tuple(self._content))
        self._content = []
        return tuple(
            one
            for part in content
            for one in (prosemirror.runs(part.text, part.marks) if isinstance(part, nodes.Text) else (part,))
        )

    def _ends_in_space(self) -> bool:
        last = self._content[-1] if self._content else None
        return not isinstance(last, nodes.Text) or last.text.endswith(" ")
