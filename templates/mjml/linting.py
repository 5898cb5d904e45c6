"""What is wrong in MJML, by line and component, in French: the compiler itself reports hardly any of it.

Owns the findings and their codes. Refuses to compile anything, and to fetch what it finds.

    malformed            a tag is not closed, not opened, or not a tag at all
    unknown_component    the compiler would copy it into the letter as it is
    unknown_attribute    the compiler would drop it
    repeated_attribute   it stands there twice: only the first counts
    wrong_parent         the compiler would lay it out badly
    bad_colour           no mail client knows it
    short_colour         Outlook needs six digits
    missing_alt          a picture without a text alternative
    external_font        a font that the reader's client would fetch elsewhere
    external_image       a picture that the reader's client would fetch elsewhere
    include              `mj-include` reads other files
    lost_field           a placeholder is where the compiler drops it
    template_error       Jinja stops here (found while the template is rendered, not by this module)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from cssutils.css.colors import COLORS

from runtime.language import _
from templates import colours, urls
from templates.mjml import components, scanning

#: Codes of findings that make compilation impossible.
FATAL = frozenset({"malformed", "unknown_component", "wrong_parent", "include"})

#: A pattern that matches nothing.
NOTHING = re.compile("(?!)")
_FUNCTION = re.compile(r"(?:rgb|rgba|hsl|hsla)\([\d\s.,%/]+\)", re.IGNORECASE)
_FETCHED = re.compile(r"url\(\s*['\"]?(https?:[^'\")\s]+)|@import\s+['\"]?(https?:[^'\")\s;]+)", re.IGNORECASE)


_CONDITIONS = re.compile(r"<!--\[if[^\]]*\]>(?:<!-->)?|(?:<!--)?<!\[endif\]-->")


@dataclass(frozen=True)
class Finding:
    """One thing to correct."""

    #: One of the codes above.
    code: str
    #: Line of the source, from 1; 0 for what a component added by itself.
    line: int
    #: The component or element it is about.
    component: str
    #: A French sentence.
    message: str
    #: The template that the line belongs to; an empty string when there is only one source.
    file: str = ""
    #: Where its tag begins in the source; unknown for what a component added by itself.
    position: int = field(default=0, compare=False, repr=False)

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        place = {"file": self.file} if self.file else {}
        return {"code": self.code, **place, "line": self.line, "component": self.component, "message": self.message}

    @property
    def fatal(self) -> bool:
        """Whether compiling would give no useful result."""
        return self.code in FATAL


def check_mjml(source: str, hosts: frozenset[str] = frozenset(), places: re.Pattern[str] = NOTHING) -> list[Finding]:
    """List what is wrong in an MJML document, in the order of its lines; pictures may come from `hosts` only.

    What `places` matches stands for a value that is not known yet: it is not checked.
    """
    findings = [*_structure(source), *_styles(source, hosts)]
    for tag in scanning.tags(source):
        if tag.name and not tag.closing:
            findings += _attributes(tag, places)
            findings += _fetches(tag, hosts)
    return sorted(findings, key=lambda finding: finding.line)


def check_html(html: str, source: str, hosts: frozenset[str] = frozenset()) -> list[Finding]:
    """List what a reader's client would fetch from other hosts, including what only Outlook would fetch.

    Some components load icons from the site of their makers, which no line of the `source` names: then the finding
    names the component.
    """
    opened = _CONDITIONS.sub("", html)
    fetched = [finding for tag in scanning.tags(opened) for finding in _fetches(tag, hosts)]
    return [_located(finding, source) for finding in [*fetched, *_styles(opened, hosts)]]


def check_kept(source: str, html: str, places: re.Pattern[str]) -> list[Finding]:
    """List the words of the source that `places` matches and that are missing in the HTML."""
    lost = [found for found in places.finditer(source) if found.group() not in html]
    tags = list(scanning.tags(source)) if lost else []
    return [_lost([tag for tag in tags if tag.start <= found.start()]) for found in lost]


def _lost(before: list[scanning.Tag]) -> Finding:
    message = _("un champ placé ici se perdrait : le compilateur n’y attend qu’un nombre, une couleur ou rien")
    return _finding("lost_field", before[-1], message) if before else Finding("lost_field", 1, "mjml", message)


def _located(finding: Finding, source: str) -> Finding:
    """Add the component of the source that caused a finding in the HTML; line 0 when it is unknown."""
    for tag in scanning.tags(source):
        icons = components.ICONS.get(tag.name, frozenset())
        if not tag.closing and icons - {name for name, _value in tag.attributes}:
            return replace(finding, line=tag.line, component=tag.name, position=tag.start)
    return replace(finding, line=0, position=0)


def _structure(source: str) -> Iterator[Finding]:
    open_tags: list[scanning.Tag] = []
    root_closed = False
    for tag in scanning.tags(source):
        if not tag.name:
            yield _finding("malformed", tag, _("un « < » isolé doit s’écrire « &lt; »"))
        elif tag.closing:
            yield from _closed(tag, open_tags)
            root_closed = not open_tags
        else:
            if root_closed or (not open_tags and tag.name != "mjml"):
                yield _finding("malformed", tag, _("un document MJML tient dans une seule balise <mjml>"))
            yield from _placed(tag, open_tags)
            if not tag.alone and tag.name not in components.VOID:
                open_tags.append(tag)
    for tag in open_tags:
        yield _finding("malformed", tag, _("<{name}> n’est jamais refermé").format(name=tag.name))
    if not root_closed and not open_tags:
        yield Finding("malformed", 1, "mjml", _("le document ne contient pas de balise <mjml>"))


def _closed(tag: scanning.Tag, open_tags: list[scanning.Tag]) -> Iterator[Finding]:
    if not any(opened.name == tag.name for opened in open_tags):
        if tag.name not in components.VOID:
            yield _finding("malformed", tag, _("</{name}> ne ferme rien").format(name=tag.name))
        return
    while open_tags[-1].name != tag.name:
        opened = open_tags.pop()
        message = _("<{name}> n’est pas refermé avant </{other}>").format(name=opened.name, other=tag.name)
        yield _finding("malformed", opened, message)
    open_tags.pop()


def _placed(tag: scanning.Tag, open_tags: list[scanning.Tag]) -> Iterator[Finding]:
    parent = open_tags[-1].name if open_tags else ""
    holder = next((opened.name for opened in reversed(open_tags) if opened.name.startswith("mj")), "")
    if tag.name == "mj-include":
        yield _finding("include", tag, _("<mj-include> n’est pas permis : copiez le contenu du fichier ici"))
    elif "mj-attributes" in {opened.name for opened in open_tags}:
        known = tag.name in components.ATTRIBUTES or tag.name in {"mj-all", "mj-class"}
        if not known:
            yield _unknown(tag)
    elif tag.name.startswith("mj-") and tag.name not in components.ATTRIBUTES:
        yield _unknown(tag)
    elif tag.name in components.PARENTS:
        if parent not in components.PARENTS[tag.name]:
            yield _finding("wrong_parent", tag, _wrong_parent(tag.name, parent))
    elif tag.name != "mjml" and holder not in components.ENDING:
        message = _("<{name}> est du HTML : placez-le dans <mj-text>, <mj-table> ou <mj-raw>")
        yield _finding("wrong_parent", tag, message.format(name=tag.name))


def _wrong_parent(name: str, parent: str) -> str:
    allowed = ", ".join(f"<{wanted}>" for wanted in sorted(components.PARENTS[name]))
    message = _("<{name}> ne va pas dans <{parent}>, mais dans {allowed}")
    return message.format(name=name, parent=parent, allowed=allowed)


def _unknown(tag: scanning.Tag) -> Finding:
    message = _("<{name}> n’est pas un composant que Relais connaît").format(name=tag.name)
    return _finding("unknown_component", tag, message)


def _attributes(tag: scanning.Tag, places: re.Pattern[str]) -> Iterator[Finding]:
    allowed = components.ATTRIBUTES.get(tag.name)
    names = [name for name, _value in tag.attributes]
    for repeated in dict.fromkeys(name for name in names if names.count(name) > 1):
        message = _("l’attribut « {attribute} » figure deux fois sur <{name}> : seul le premier compte")
        yield _finding("repeated_attribute", tag, message.format(attribute=repeated, name=tag.name))
    for name, value in tag.attributes:
        if allowed is not None and name not in allowed | components.EVERYWHERE:
            message = _("l’attribut « {attribute} » n’existe pas sur <{name}>")
            yield _finding("unknown_attribute", tag, message.format(attribute=name, name=tag.name))
        is_colour = tag.name.startswith("mj-") and (name == "color" or name.endswith("-color"))
        if is_colour and not places.search(value):
            yield from _colour(tag, value.strip())
    if tag.name in {"mj-image", "mj-carousel-image", "img"} and tag.get("alt") is None and tag.get("src") is not None:
        yield _finding("missing_alt", tag, _('l’image n’a pas de texte de remplacement (alt="" si elle décore)'))


def _colour(tag: scanning.Tag, value: str) -> Iterator[Finding]:
    if re.fullmatch(r"#[0-9a-fA-F]{3}", value):
        message = _("la couleur « {colour} » doit s’écrire avec six chiffres pour Outlook")
        yield _finding("short_colour", tag, message.format(colour=value))
    elif not _is_colour(value):
        message = _("« {colour} » n’est pas une couleur")
        yield _finding("bad_colour", tag, message.format(colour=value))


def _is_colour(value: str) -> bool:
    known = {"transparent", "none", "inherit"} | COLORS.keys()
    return bool(colours.is_colour(value) or _FUNCTION.fullmatch(value) or value.lower() in known)


def _fetches(tag: scanning.Tag, hosts: frozenset[str]) -> Iterator[Finding]:
    if tag.name == "mj-font" or (tag.name == "link" and tag.get("href")):
        message = _("une police ou une feuille de style extérieure révélerait l’ouverture du message à un tiers")
        yield _finding("external_font", tag, message)
    for name, value in tag.attributes:
        addresses = [value] if name in {"src", "srcset", "background", "background-url"} else _fetched(value)
        yield from (_external(tag, address) for address in addresses if _foreign(address, hosts))


def _styles(source: str, hosts: frozenset[str]) -> Iterator[Finding]:
    opened: scanning.Tag | None = None
    for tag in scanning.tags(source):
        if tag.name not in {"mj-style", "style"}:
            continue
        if opened is not None and tag.closing:
            addresses = _fetched(source[opened.end : tag.start])
            yield from (_external(opened, address) for address in addresses if _foreign(address, hosts))
        opened = None if tag.closing else tag


def _fetched(css: str) -> list[str]:
    return [found[0] or found[1] for found in _FETCHED.findall(css)]


def _foreign(address: str, hosts: frozenset[str]) -> bool:
    return address.startswith(("http:", "https:", "//")) and urls.host(address) not in hosts


def _external(tag: scanning.Tag, address: str) -> Finding:
    message = _("« {host} » saurait qui ouvre le message : hébergez l’image ici").format(host=urls.host(address))
    return _finding("external_image", tag, message)


def _finding(code: str, tag: scanning.Tag, message: str) -> Finding:
    return Finding(code, tag.line, tag.name or "<", message, position=tag.start)
