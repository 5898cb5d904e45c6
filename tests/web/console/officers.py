"""People with accounts, and what they ask of the console: straight into the application, with their session."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

import httpx

from accounts import sessions, users
from accounts.roles import Role
from runtime.installation import Installation
from web import app

ORIGIN = "http://relais.example"
#: What a browser says of a request that our own page makes.
OURS = {"Sec-Fetch-Site": "same-origin", "Origin": ORIGIN}


class Officer:
    """Somebody at the console. Without roles: a stranger without a session."""

    def __init__(
        self, opened: Installation, *roles: Role, name: str = "Marie Exemple", publication_id: int | None = None
    ) -> None:
        self.opened = opened
        self.application = app.application(opened)
        self.token = ""
        if roles:
            email = f"{name.split(maxsplit=1)[0].lower()}.{'.'.join(roles)}@partenariat.example"
            user = users.add(
                opened, email=email, name=name, roles=roles, publication_id=publication_id, actor="test"
            )  # fmt: skip
            self.user_id, self.email = user.id, email
            self.token = sessions.begin(opened, user.id, device="Firefox", network="198.51.100.7")
        self._jar: dict[str, str] = {}

    def ask(self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **said: Any) -> httpx.Response:
        """Send one request; by default, as one of our own pages sends it."""

        async def sent() -> httpx.Response:
            transport = httpx.ASGITransport(self.application, client=("198.51.100.7", 1), raise_app_exceptions=False)
            cookies = self._jar | ({"relais": self.token} if self.token else {})
            async with httpx.AsyncClient(transport=transport, base_url=ORIGIN, cookies=cookies) as client:
                return await client.request(method, path, headers=OURS if headers is None else headers, **said)

        answer = asyncio.run(sent())
        for name, value in answer.cookies.items():
            self._jar[name] = value
        return answer

    def get(self, path: str, **said: Any) -> httpx.Response:
        """Look at a page."""
        return self.ask("GET", path, **said)

    def post(self, path: str, data: Mapping[str, Any] | None = None, **said: Any) -> httpx.Response:
        """Send a form, and stay where it leads."""
        return self.ask("POST", path, data=data or {}, **said)

    def follow(self, answer: httpx.Response) -> httpx.Response:
        """Look at the page to which an answer leads."""
        assert answer.status_code == 303, (answer.status_code, answer.text[:2000])
        return self.get(unquote(answer.headers["location"]))
