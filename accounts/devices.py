"""A device in words that its owner recognises, « Firefox, Windows », from what a browser says of itself. Pure."""

from __future__ import annotations

from runtime.language import N_, _

#: The first that is found counts: many browsers also name those that they resemble.
_BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"), ("Linux", "Linux"),
)  # fmt: skip
_UNKNOWN = N_("navigateur inconnu")


def words(user_agent: str) -> str:
    """Return the browser and the system that a `User-Agent` names."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), _(_UNKNOWN))
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return ", ".join(filter(None, (browser, system)))
