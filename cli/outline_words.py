"""An issue as a person reads it: its lines where they say more than its title, its sections, its items in order."""

from __future__ import annotations

from campaigns.editorial import event_times
from campaigns.editorial.outlines import Outline
from cli import terminal
from runtime.language import _
from templates import designs


def answer(outline: Outline, *, json_: bool) -> None:
    """Print an issue."""
    terminal.answer(outline.as_json(), of(outline), json_=json_)


def of(outline: Outline) -> str:
    """Return the lines of an issue."""
    words = _("Numéro {number} (id {id}) : {title}") if outline.number else _("Hors série (id {id}) : {title}")
    lines = [words.format(number=outline.number, id=outline.id, title=outline.title)]
    if outline.subject != outline.title:
        lines.append(_("  objet : {subject}").format(subject=outline.subject))
    if outline.preheader:
        lines.append(_("  après l’objet : {preheader}").format(preheader=outline.preheader))
    lines.append(_("  date : {day}").format(day=event_times.day(outline.dated)))
    if outline.design != designs.INSTITUTIONAL:
        lines.append(_("  présentation : {design}").format(design=designs.known(outline.design).name))
    for key, held in outline.sections:
        lines.append(f"  {outline.headings[key]}")
        lines.extend(f"    {item.id}  {item.title}" for item in held)
    return "\n".join(lines)
