"""What other programs do for each recipient: render both parts with Jinja, build an `email.message`, serialise it.

The common peer of `bench.fill` and `bench.senders`, so that both compare with the same.
"""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

import jinja2

from campaigns.post.composing import Press
from lists.audiences import Reader
from templates.letters import FlatParts
from templates.mjml import style_inlining

SENDER = "lettre@charte.example"
#: The date of every letter that is measured.
DATE = "Tue, 15 Sep 2009 10:00:00 +0200"
#: Folding is what makes `email.message` slow; long lines are not folded, as experienced senders do.
_POLICY = SMTP.clone(max_line_length=998)

Build = Callable[[dict[str, str]], EmailMessage]


def builder(press: Press, reader: Reader, *, inlined: bool) -> Build:
    """Return a function that builds a letter from a reader's values; `inlined` inlines the style each time."""
    flat = press.parts(reader)
    environment = jinja2.Environment(autoescape=True)
    html, text = (environment.from_string(_template(parts)) for parts in (flat.html, flat.text))
    subject = jinja2.Environment(autoescape=False).from_string(_template(flat.subject))

    def build(values: dict[str, str]) -> EmailMessage:
        message = EmailMessage(policy=_POLICY)
        message["From"] = f"Charte de la diversité <{SENDER}>"
        message["To"] = values["to"]
        message["Subject"] = subject.render(values)
        message["Date"] = values["date"]
        message["Message-ID"] = values["message_id"]
        message["List-Unsubscribe"] = f"<https://lettre.example/l/u/{values['leave_token']}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(text.render(values), cte="quoted-printable")
        page = html.render(values)
        page = style_inlining.inline(page, "p { margin: 0 }") if inlined else page
        message.add_alternative(page, subtype="html", cte="quoted-printable")
        return message

    return build


def _template(parts: FlatParts) -> str:
    return "".join(
        "{% raw %}" + part + "{% endraw %}" if isinstance(part, str) else f"{{{{ {part.name} }}}}" for part in parts
    )
