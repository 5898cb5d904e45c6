"""Sending one letter by SMTP, and understanding what comes back.

Owns the bytes of a letter (`messages`), what may reach the wire at all (`wire_guard`), the address of the next
server (`next_hops`), the dialogue with it (`smtp`) and the meaning of its replies (`verdicts`). Refuses to know a
contact, a campaign or a database.
"""
