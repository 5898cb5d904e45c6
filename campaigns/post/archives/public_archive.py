"""Looking through the archive, as anybody may: articles by section, région and words, one article, the issues.

Returns what may be shown today, in words. Refuses to distinguish what was not sent from what does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from campaigns.editorial import event_times, icalendar_files, labels, wordings
from campaigns.editorial.labels import SECTIONS
from campaigns.editorial.models import ItemType, Section
from campaigns.editorial.wordings import Words
from campaigns.post import models
from campaigns.post.archives import pictures, queries, redacting
from campaigns.post.archives.queries import Number, Shown, Wish
from lists import folding, geography
from runtime import clock
from runtime.installation import Installation
from runtime.language import _

#: Characters of a search that are used.
_LONGEST = 200
PRACTICES = Wish(section=Section.PRACTICES.value)


@dataclass(frozen=True)
class Headline:
    """One article in a list."""

    item_id: int
    #: One of the keys of `SECTIONS`, and its heading.
    section: str
    heading: str
    title: str
    intro: str
    #: The day that its issue bears.
    dated: date
    #: Whether its title is a figure, to be shown large.
    is_figure: bool = False
    #: The name of its picture; empty for none, and where it was not looked for.
    picture: str = ""


@dataclass(frozen=True)
class Results:
    """One page of what was looked for."""

    headlines: tuple[Headline, ...]
    #: Articles in all, and pages of them: at least one page.
    total: int
    pages: int


@dataclass(frozen=True)
class Picture:
    """The picture of an article."""

    #: Of the file.
    name: str
    alt: str
    #: In pixels.
    width: int
    height: int
    caption: str
    credit: str


@dataclass(frozen=True)
class Change:
    """What was taken out of an article."""

    day: date
    what: str


@dataclass(frozen=True)
class Article:
    """One article as it may be shown today; missing values are empty."""

    headline: Headline
    issue_id: int
    kicker: str
    #: When and where the announced event takes place.
    when: str
    place: str
    picture: Picture | None
    #: Below a heading of the first level; pictures at paths of ours.
    body: Markup
    author: str
    source: str
    link: str
    link_label: str
    changes: tuple[Change, ...]
    #: Whether all of it was taken out: then only the changes say something.
    gone: bool = False


def wish(section: str = "", region: str = "", words: str = "", mailing_list_id: int | None = None) -> Wish:
    """Return what somebody looks for; an unknown section or région means any of them."""
    known = section if section in SECTIONS else ""
    return Wish(known, region if region in regions() else "", words[:_LONGEST], mailing_list_id)


def headings(opened: Installation) -> dict[str, str]:
    """Return the headings of the sections, by key, in their usual order."""
    words = wordings.today(opened)
    return {section.value: labels.section(section.value, words) for section in SECTIONS}


def regions() -> dict[str, str]:
    """Return the names of the régions of today by code, in the order of these names."""
    today = sorted(geography.regions_at(date(2016, 1, 1)), key=lambda region: folding.fold(region.name))
    return {region.code: region.name for region in today}


def search(opened: Installation, looked_for: Wish, page: int = 1) -> Results:
    """Return a page of the articles that somebody looks for, newest first."""
    with opened.database.reading() as session:
        found = queries.search(session, looked_for, page)
        shown = pictures.of(session, found.articles)
        words = wordings.on(session, clock.today(opened.clock))
        headlines = tuple(_headline(one, words, shown.get(one.item_id, "")) for one in found.articles)
    return Results(headlines, found.total, max(1, -(-found.total // queries.PAGE)))


def newest(opened: Installation, looked_for: Wish, size: int) -> tuple[Article, ...]:
    """Return the newest articles that somebody looks for, with all their text."""
    with opened.database.reading() as session:
        found = queries.search(session, looked_for, size=size).articles
        words = wordings.on(session, clock.today(opened.clock))
        return tuple(_article(one, words) for one in queries.shown(session, found))


def article(opened: Installation, item_id: int, mailing_list_id: int | None = None) -> Article | None:
    """Return one article of a letter; `None` when it was never sent."""
    with opened.database.reading() as session:
        found = queries.article(session, item_id, mailing_list_id)
        return _article(found, wordings.on(session, clock.today(opened.clock))) if found else None


def calendar(opened: Installation, item_id: int, mailing_list_id: int | None = None) -> bytes | None:
    """Return the calendar file of an event; `None` when the article was never sent, was taken out, or is no event."""
    with opened.database.reading() as session:
        found = queries.article(session, item_id, mailing_list_id)
    if found is None or not found.item.starts:
        return None
    return icalendar_files.of(found.letter, found.item)


def numbers(opened: Installation, mailing_list_id: int | None = None) -> list[Number]:
    """Return the issues of a letter that were sent, newest first."""
    with opened.database.reading() as session:
        return queries.numbers(session, mailing_list_id)


def _headline(row: models.Article, words: Words, picture: str = "") -> Headline:
    heading = labels.section(row.section, words)
    is_figure = row.type == ItemType.KEY_FIGURE.value
    return Headline(row.item_id, row.section, heading, row.title, row.intro, row.dated, is_figure, picture)


def _article(shown: Shown, words: Words) -> Article:
    item = shown.item
    return Article(
        headline=_headline(shown.article, words),
        issue_id=shown.article.issue_id,
        kicker=item.kicker or "",
        when=event_times.span(item.starts, item.ends) if item.starts else "",
        place=item.place or "",
        picture=_picture(shown) if item.image else None,
        body=shown.body,
        author=item.author or "",
        source=item.source or "",
        link=item.link or "",
        link_label=item.link_label or "",
        changes=tuple(_change(one) for one in shown.withdrawals),
        gone=redacting.is_gone(shown.withdrawals),
    )


def _picture(shown: Shown) -> Picture:
    item = shown.item
    return Picture(
        item.image, item.image_alt or "", item.image_width, item.image_height, item.caption or "",
        item.credit or "",
    )  # fmt: skip


def _change(one: models.Withdrawal) -> Change:
    # Where the whole article is gone, its title says so: once is enough.
    said = one.note or (_("un nom a été retiré.") if one.name else "")
    return Change(one.withdrawn_on, said)
