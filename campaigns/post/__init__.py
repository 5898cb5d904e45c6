"""What is sent: campaigns, one delivery per recipient, tokens, events, reports. Never edits what was written.

engine     hands letters over; it uses everything here, and nothing here uses it
hits       clicks and openings on their way to events
archives   what was sent, as anybody may read it
figures    the report as tables, charts and paper
"""
