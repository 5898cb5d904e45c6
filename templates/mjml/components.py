"""The MJML that Relais understands: each component, where it may stand and which attributes it has.

Follows MJML 4 as far as the compiler supports it. Refuses nothing itself: `linting` reads these tables.
"""

from __future__ import annotations

_PADDING = "padding padding-top padding-right padding-bottom padding-left"
_BORDER = "border border-top border-right border-bottom border-left border-radius"
_FONT = (
    "color font-family font-size font-style font-weight letter-spacing line-height "
    "text-align text-decoration text-transform"
)
_BACKGROUND = (
    "background-color background-url background-repeat background-size background-position "
    "background-position-x background-position-y"
)
_LINK = "href name rel target title"
_BLOCK = f"{_PADDING} container-background-color align"
_ICON = "icon-size icon-height icon-padding"
_SECTION = f"{_PADDING} {_BORDER} {_BACKGROUND} direction full-width text-align text-padding"

#: Attributes that every component in the body may have.
EVERYWHERE = frozenset({"css-class", "mj-class"})

#: Attributes by component.
ATTRIBUTES: dict[str, frozenset[str]] = {
    name: frozenset(attributes.split())
    for name, attributes in {
        "mjml": "lang dir owa version",
        "mj-head": "",
        "mj-title": "",
        "mj-preview": "",
        "mj-attributes": "",
        "mj-breakpoint": "width",
        "mj-font": "name href",
        "mj-style": "inline",
        "mj-body": "width background-color",
        "mj-wrapper": _SECTION,
        "mj-section": _SECTION,
        "mj-group": "width vertical-align background-color direction",
        "mj-column": f"{_PADDING} {_BORDER} background-color direction vertical-align width inner-background-color "
        "inner-border inner-border-top inner-border-right inner-border-bottom inner-border-left inner-border-radius",
        "mj-text": f"{_FONT} {_BLOCK} height vertical-align",
        "mj-button": f"{_FONT} {_LINK} {_BLOCK} {_BORDER} background-color height width inner-padding vertical-align",
        "mj-image": f"{_LINK} {_BLOCK} {_BORDER} src srcset sizes alt width height max-height fluid-on-mobile "
        "font-size usemap",
        "mj-divider": f"{_BLOCK} border-color border-style border-width width",
        "mj-spacer": f"{_BLOCK} {_BORDER} height vertical-align width",
        "mj-table": f"{_FONT} {_BLOCK} border cellpadding cellspacing role table-layout width",
        "mj-raw": "position",
        "mj-hero": f"{_PADDING} {_BACKGROUND} background-height background-width border-radius height mode "
        "vertical-align width inner-background-color inner-padding container-background-color align",
        "mj-navbar": f"{_PADDING} align base-url hamburger ico-align ico-close ico-color ico-font-family ico-font-size "
        "ico-line-height ico-open ico-padding ico-padding-top ico-padding-right ico-padding-bottom "
        "ico-padding-left ico-text-decoration ico-text-transform",
        "mj-navbar-link": f"{_FONT} {_LINK} {_PADDING}",
        "mj-social": f"{_FONT} {_BLOCK} {_ICON} border-radius inner-padding mode table-layout text-padding "
        "vertical-align",
        "mj-social-element": f"{_FONT} {_LINK} {_PADDING} {_ICON} align alt background-color border-radius "
        "icon-position src srcset sizes text-padding vertical-align",
        "mj-accordion": f"{_PADDING} border container-background-color font-family icon-align icon-height "
        "icon-position icon-unwrapped-alt icon-unwrapped-url icon-width icon-wrapped-alt icon-wrapped-url",
        "mj-accordion-element": "background-color border font-family icon-align icon-height icon-position "
        "icon-unwrapped-alt icon-unwrapped-url icon-width icon-wrapped-alt icon-wrapped-url",
        "mj-accordion-title": f"{_FONT} {_PADDING} background-color",
        "mj-accordion-text": f"{_FONT} {_PADDING} background-color",
        "mj-carousel": f"{_PADDING} align border-radius container-background-color icon-width left-icon right-icon "
        "tb-border tb-border-radius tb-hover-border-color tb-selected-border-color tb-width thumbnails",
        "mj-carousel-image": f"{_LINK} alt border-radius src tb-border tb-border-radius thumbnails-src",
    }.items()
}

_IN_COLUMN = {"mj-column", "mj-hero"}

#: Where a component may stand; `mjml` is the root.
PARENTS: dict[str, frozenset[str]] = {
    name: frozenset(parents)
    for name, parents in {
        "mj-head": {"mjml"},
        "mj-body": {"mjml"},
        "mj-title": {"mj-head"},
        "mj-preview": {"mj-head"},
        "mj-attributes": {"mj-head"},
        "mj-breakpoint": {"mj-head"},
        "mj-font": {"mj-head"},
        "mj-style": {"mj-head"},
        "mj-raw": {"mj-head", "mj-body", "mj-wrapper", "mj-section", "mj-group", "mj-column", "mj-hero"},
        "mj-wrapper": {"mj-body"},
        "mj-section": {"mj-body", "mj-wrapper"},
        "mj-hero": {"mj-body", "mj-wrapper"},
        "mj-group": {"mj-section"},
        "mj-column": {"mj-section", "mj-group"},
        "mj-text": _IN_COLUMN,
        "mj-button": _IN_COLUMN,
        "mj-image": _IN_COLUMN,
        "mj-divider": _IN_COLUMN,
        "mj-spacer": _IN_COLUMN,
        "mj-table": _IN_COLUMN,
        "mj-navbar": _IN_COLUMN,
        "mj-social": _IN_COLUMN,
        "mj-accordion": _IN_COLUMN,
        "mj-carousel": _IN_COLUMN,
        "mj-navbar-link": {"mj-navbar"},
        "mj-social-element": {"mj-social"},
        "mj-accordion-element": {"mj-accordion"},
        "mj-accordion-title": {"mj-accordion-element"},
        "mj-accordion-text": {"mj-accordion-element"},
        "mj-carousel-image": {"mj-carousel"},
    }.items()
}

#: Components that hold HTML or text, not components.
ENDING = frozenset(
    {
        "mj-title",
        "mj-preview",
        "mj-style",
        "mj-raw",
        "mj-text",
        "mj-button",
        "mj-table",
        "mj-navbar-link",
        "mj-social-element",
        "mj-accordion-title",
        "mj-accordion-text",
    }
)

#: Attributes without which a component loads icons from the site of the makers of MJML.
ICONS = {
    "mj-social-element": frozenset({"src"}),
    "mj-accordion": frozenset({"icon-wrapped-url", "icon-unwrapped-url"}),
    "mj-carousel": frozenset({"left-icon", "right-icon"}),
}

#: HTML elements that are never closed.
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
