"""Segments as people keep them: a named rule from a file, contacts added or removed by hand, and the count.

What a rule means, and what is refused of it, stands in `lists.segments.rules` and `lists.segments.saved`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlmodel import Session

from campaigns import errors
from campaigns.editorial import publications
from lists import audiences, mailing_lists
from lists.kinds import Policy
from lists.segments import handpicking, saved
from runtime import audit
from runtime.errors import FieldRefused
from runtime.files import File
from runtime.installation import Installation
from runtime.language import _
from templates import typed_text

_Pick: TypeAlias = Callable[[Session, str, Collection[int]], None]


@dataclass(frozen=True)
class Reached:
    """Whom a segment reaches now."""

    name: str
    organisations: int
    contacts: int
    #: Why contacts of the segment may not be written to -> how many.
    excluded: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais segments count` promises."""
        return {
            "name": self.name,
            "organisations": self.organisations,
            "contacts": self.contacts,
            "excluded": dict(self.excluded),
        }


def keep(opened: Installation, name: str, rule: File, actor: str, *, publication: str | None = None) -> Reached:
    """Save a rule under a name, replacing any earlier one; return whom it reaches on the publication's list.

    Raises:
        errors.PublicationUnknown.
        runtime.errors.FieldRefused, templates.errors.TextRefused: the name.
        errors.FileRefused: the file is not JSON.
        lists.errors.RuleRefused, lists.errors.SegmentUnknown.
    """
    kept, tree = cleaned(name), _tree(rule)
    with opened.database.transaction() as session:
        listed = publications.chosen(session, publication).mailing_list_id
        saved.add(session, kept, tree)
        audit.record(session, opened.clock.now(), actor, "segment.kept", name=kept)
    return _counted(opened, kept, listed)


def cleaned(name: str) -> str:
    """Return a name without surrounding spaces, so that people can read it and type it again.

    Raises:
        runtime.errors.FieldRefused: nothing is left; templates.errors.TextRefused.
    """
    if not name.strip():
        raise FieldRefused(field="name", reason=_("un segment a un nom"))
    typed_text.require_printable(name)
    return name.strip()


def listed(opened: Installation) -> tuple[str, ...]:
    """Return the names of all segments."""
    with opened.database.reading() as session:
        return tuple(segment.name for segment in saved.everything(session))


def count(
    opened: Installation,
    name: str,
    *,
    mailing_list: str | None = None,
    policy: Policy = Policy.ALL,
    publication: str | None = None,
) -> Reached:
    """Count whom a segment reaches now, on the named mailing list or on the publication's list.

    Raises:
        lists.errors.SegmentUnknown, lists.errors.MailingListUnnamed; errors.PublicationUnknown.
    """
    with opened.database.reading() as session:
        if mailing_list:
            listed = mailing_lists.named(session, mailing_list).id or 0
        else:
            listed = publications.chosen(session, publication).mailing_list_id
    return _counted(opened, name, listed, policy)


def include(
    opened: Installation, name: str, emails: Collection[str], actor: str, *, publication: str | None = None
) -> Reached:
    """Put contacts into a segment, whatever its rule says; return whom it reaches on the publication's list.

    Raises:
        lists.errors.SegmentUnknown, lists.errors.AddressRefused, lists.errors.ContactUnknown.
        errors.PublicationUnknown.
    """
    return _pick(opened, handpicking.include, "segment.included", name, emails, actor, publication)


def exclude(
    opened: Installation, name: str, emails: Collection[str], actor: str, *, publication: str | None = None
) -> Reached:
    """Take contacts out of a segment, whatever its rule says; return whom it reaches on the publication's list.

    Raises:
        as `include`.
    """
    return _pick(opened, handpicking.exclude, "segment.excluded", name, emails, actor, publication)


def unpick(
    opened: Installation, name: str, emails: Collection[str], actor: str, *, publication: str | None = None
) -> Reached:
    """Let the rule alone decide about contacts again; return whom it reaches on the publication's list.

    Raises:
        as `include`.
    """
    return _pick(opened, handpicking.leave_to_rule, "segment.unpicked", name, emails, actor, publication)


def _pick(
    opened: Installation, pick: _Pick, act: str, name: str, emails: Collection[str], actor: str, publication: str | None
) -> Reached:
    with opened.database.transaction() as session:
        listed = publications.chosen(session, publication).mailing_list_id
        contacts = handpicking.contacts(session, opened.keyring, emails)
        pick(session, name, contacts)
        audit.record(session, opened.clock.now(), actor, act, name=name, contacts=contacts)
    return _counted(opened, name, listed)


def _counted(opened: Installation, name: str, mailing_list_id: int, policy: Policy = Policy.ALL) -> Reached:
    with opened.database.reading() as session:
        rule = saved.named(session, name, opened.clock.now())
        counted = audiences.count(session, mailing_list_id, rule, policy)
    return Reached(name, counted.organisations, counted.contacts, counted.excluded)


def _tree(rule: File) -> Any:
    """Parse a rule file into a tree; `lists.segments.rules` interprets it."""
    try:
        return json.loads(rule.content.decode("utf-8"))
    except UnicodeDecodeError:
        reason = _("ce n’est pas un texte en UTF-8")
    except json.JSONDecodeError as problem:
        reason = _("la ligne {line} n’est pas du JSON").format(line=problem.lineno)
    except ValueError:  # Python refuses integers of more than 4300 digits
        reason = _("un nombre y est beaucoup trop grand")
    except RecursionError:
        reason = _("les conditions sont imbriquées trop profondément")
    raise errors.FileRefused(file=rule.name, reason=reason)
