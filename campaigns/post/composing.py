"""From a frozen edition to one reader's bytes: compiled once, then filled per recipient by a join.

The one function that previews, tests and real sends share: they differ in the personal tokens only, which are
inert and of equal length outside a real send. Refuses to read anything per recipient: what it needs is given.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from campaigns.editorial import icalendar_files, images, letter_context, targets
from campaigns.editorial.snapshots import Snapshot
from campaigns.post import answer_tokens, kit_tokens, letter_headers, nearby, tokens
from lists.audiences import Belonging, Reader
from lists.kinds import OrganisationKind
from lists.organisations.local_missions import LocalMission
from lists.organisations.regional_networks import RegionalNetwork
from mailer import dkim, headers, messages
from mailer.attachments import AttachmentRole, Enclosure
from templates import compiling, letters
from templates.letters import Slot, ValueContext

#: Where the measure token of a reader stands, if the reader agreed to be measured.
_MEASURE = Slot("measure_token", ValueContext.TOKEN)


class Measure(NamedTuple):
    """What may be measured of one reader: nothing, unless the reader agreed to it."""

    token: str = ""
    #: Clicks are recorded with the reader: their token stands behind every counted link.
    clicks: bool = False
    #: The letter has a pixel.
    opens: bool = False


UNMEASURED = Measure()


class Personal(NamedTuple):
    """What only this one letter carries."""

    #: The recipient's address, as it goes on the wire.
    address: str
    leave_token: str
    message_id: str
    #: RFC 5322 date of this attempt.
    date: str
    measure: Measure = UNMEASURED
    #: The local part of the envelope sender, to which a mail program writes in order to leave.
    return_path: str = tokens.INERT_RETURN
    #: Stands in the links of an invitation.
    answer_token: str = answer_tokens.INERT
    #: Leads to the kit, in letters to missions locales.
    kit_token: str = kit_tokens.INERT
    #: Whether it has the second subject.
    second: bool = False


#: A condition of the layout, and the organisations of whose people it is true: they pass on, and do not recruit.
_IS_NETWORK = "is_network"
_RELAYS = frozenset({OrganisationKind.LOCAL_MISSION.value, OrganisationKind.REGIONAL_NETWORK.value})
#: Variants that are kept ready: each weighs about as much as two letters, pictures and all.
_HOSTED_VARIANTS, _ATTACHED_VARIANTS = 256, 32
_INLINE = re.compile(r'="cid:([0-9a-f]{64}\.[a-z]+)@')
_ANYWHERE: frozenset[Belonging] = frozenset()
_SECOND = frozenset({letters.SECOND_SUBJECT})


def compile_(snapshot: Snapshot, overrides: Path) -> letters.Letter:
    """Compile the letter of a snapshot.

    Raises:
        templates.errors.TemplatesError.
    """
    template, context = snapshot.template, letter_context.letter_context(snapshot)
    return compiling.compile_letter(template.name, context, overrides=overrides, design=template.design)


class Press:
    """A compiled letter with what it needs to know about places and the keys that sign; fills one letter per reader."""

    def __init__(
        self,
        letter: letters.Letter,
        snapshot: Snapshot,
        missions: dict[str, tuple[LocalMission, ...]],
        seed: bytes,
        keys: Sequence[dkim.Key] = (),
        counting: Mapping[str, str] | None = None,
        pictures: Callable[[str], bytes] | None = None,
        mark: str = "",
        networks: Mapping[str, RegionalNetwork] | None = None,
        second: Mapping[str, str] | None = None,
    ) -> None:
        """`counting` maps the id of a link to the address that stands in its place, see `tracked_links.addresses`;
        `second` does in letters with the second subject.

        `pictures` returns the octets of a picture by its name, for letters that carry theirs. `mark` is set before
        the subject of a letter that is only tried out.
        """
        #: The compiled letter.
        self.letter = letter
        self._counting = counting or {}
        self._second = second or self._counting
        self._near = nearby.Nearby(missions, networks or {}, snapshot.base_url)
        self._seed = seed
        #: What the letter was compiled from.
        self.snapshot = snapshot
        #: The domain that the letters come from.
        self.domain = snapshot.publication.domain
        self._pictures = pictures
        self._mark = mark
        self._keys = keys
        self._targets = targets.targets(snapshot)
        #: (was informed, has agreed) -> the conditions that are true of the reader, if the letter uses them.
        self._own = {pair: _own(*pair) & letter.conditions for pair in product((True, False), repeat=2)}
        self._network = frozenset({_IS_NETWORK}) & letter.conditions
        ready = _ATTACHED_VARIANTS if snapshot.publication.is_attached else _HOSTED_VARIANTS
        self._blank = lru_cache(maxsize=ready)(self._compiled)
        self._place = lru_cache(maxsize=4096)(self._placed)

    @property
    def is_targeted(self) -> bool:
        """Whether parts are for some readers only: then readers must come with all the places they belong to."""
        return bool(self._targets.known)

    @property
    def asks_answer(self) -> bool:
        """Whether its readers are asked whether they come."""
        return letter_context.asks_answer(self.snapshot)

    def fill(self, reader: Reader, personal: Personal) -> bytes:
        """Return the whole message for one reader, signed when there are keys.

        Raises:
            mailer.errors.UnsafeValue: a value may not stand where the letter wants it; no letter is made.
        """
        place = self._of(reader)
        conditions = place.conditions | _SECOND if personal.second else place.conditions
        blank = self._blank(conditions, personal.measure.clicks, personal.measure.opens)
        return dkim.sign(blank.fill(_values(reader, personal, place.values)), self.domain, self._keys)

    def prove(self, reached: frozenset[str]) -> None:
        """Build a variant with inert values, to check that all its constant parts pass the guard of the wire.

        Raises:
            mailer.errors.MailerError: a letter cannot be made of it.
        """
        self._compiled(reached | {letters.PERSONAL}, clicks=False, opens=False)
        if letters.SECOND_SUBJECT in self.letter.conditions:
            self._compiled(reached | _SECOND | {letters.PERSONAL}, clicks=False, opens=False)

    def parts(self, reader: Reader, measure: Measure = UNMEASURED) -> letters.Flat:
        """Return the letter of one reader before it is encoded, for looking at."""
        return self._flat(self._of(reader).conditions, clicks=measure.clicks, opens=measure.opens)

    def bare(self, reader: Reader) -> letters.Flat:
        """Return one reader's letter without their personal values and with plain links: for paper."""
        return self.letter.variant(self._of(reader).conditions - {letters.PERSONAL})

    def values(self, reader: Reader, personal: Personal) -> dict[str, str]:
        """Return what stands in the slots for one reader."""
        return _values(reader, personal, self._of(reader).values)

    def _of(self, reader: Reader) -> nearby.Found:
        belongs = reader.belongs or frozenset([(reader.kind, reader.departement)]) if self._targets.known else _ANYWHERE
        own = self._own[reader.is_informed, reader.has_agreed] | (
            self._network if reader.kind in _RELAYS else frozenset()
        )
        return self._place(reader.departement, reader.postcode, reader.commune, belongs, own)

    def _flat(self, conditions: frozenset[str], *, clicks: bool, opens: bool) -> letters.Flat:
        counting = self._second if letters.SECOND_SUBJECT in conditions else self._counting
        flat = self.letter.variant(conditions, counting, _MEASURE if clicks else None)
        prefix = self.snapshot.base_url + letter_context.OPEN_PATH
        return replace(flat, html=_with_pixel(flat.html, prefix)) if opens else flat

    def _compiled(self, conditions: frozenset[str], clicks: bool, opens: bool) -> messages.Blank:  # noqa: FBT001 -- a key
        flat = self._flat(conditions, clicks=clicks, opens=opens)
        seed = hashlib.sha256(self._seed + repr(sorted(conditions)).encode()).digest()
        return messages.compile_message(
            letter_headers.of(self.snapshot, (self._mark, *flat.subject), may_leave=self._may_leave(conditions)),
            flat.text,
            flat.html,
            boundary_seed=seed,
            enclosed=self._enclosed(flat),
        )

    def _may_leave(self, conditions: frozenset[str]) -> bool:
        return letters.AGREED in conditions or letter_context.may_be_left(self.snapshot)

    def _enclosed(self, flat: letters.Flat) -> list[Enclosure]:
        """Return the attachments of a variant: its calendar entry, and the pictures that it carries."""
        return [
            *icalendar_files.enclosed(self.snapshot),
            *(self._inline(name) for name in _shown(flat) if self._pictures),
        ]

    def _inline(self, name: str) -> Enclosure:
        assert self._pictures is not None
        kind = images.TYPES[name.rpartition(".")[2]]
        return Enclosure(
            AttachmentRole.INLINE, name, kind, self._pictures(name), letter_context.content_id(name, self.snapshot)
        )

    def _placed(
        self,
        departement: str | None,
        postcode: str | None,
        commune: str | None,
        belongs: frozenset[Belonging],
        own: frozenset[str],
    ) -> nearby.Found:
        near = self._near.of(departement, postcode, commune)
        reached = self._targets.reached(belongs)
        return near._replace(conditions=near.conditions | reached | own | {letters.PERSONAL})


def _own(is_informed: bool, has_agreed: bool) -> frozenset[str]:  # noqa: FBT001 -- a pair, as the reader has it
    return frozenset(([] if is_informed else [letters.UNINFORMED]) + ([letters.AGREED] if has_agreed else []))


def _with_pixel(html: letters.FlatParts, prefix: str) -> letters.FlatParts:
    """Set the pixel at the end of the body; a letter without an end of its body gets none."""
    *before, last = html
    if not isinstance(last, str) or "</body>" not in last:
        return html
    body, _end, rest = last.rpartition("</body>")
    picture = f'{body}<img src="{prefix}'
    return (*before, picture, _MEASURE, f'.gif" width="1" height="1" alt="" /></body>{rest}')


def _shown(flat: letters.Flat) -> list[str]:
    """Return the names of the pictures that come with a letter, each once."""
    constants = (part for part in flat.html if isinstance(part, str))
    return list(dict.fromkeys(name for constant in constants for name in _INLINE.findall(constant)))


def _values(reader: Reader, personal: Personal, mission: dict[str, str]) -> dict[str, str]:
    return {
        "civilite": reader.civility or "",
        "prenom": reader.first_name or "",
        "nom": reader.last_name or "",
        "fonction": reader.function or "",
        "organisation": reader.organisation or "",
        "departement": reader.departement_name or "",
        "region": reader.region_name or "",
        "collected_from": reader.collected_from.strip().rstrip("."),
        "to": personal.address,
        "leave_token": personal.leave_token,
        "answer_token": personal.answer_token,
        "return_path": personal.return_path,
        "message_id": personal.message_id,
        "date": personal.date,
        "measure_token": personal.measure.token,
        "kit_token": personal.kit_token,
        **mission,
    }


def date(moment: datetime) -> str:
    """Return the date of an attempt as headers carry it."""
    return headers.date(moment)
