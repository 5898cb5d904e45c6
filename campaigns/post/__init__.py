"""What is sent: campaigns, one delivery a recipient, tokens, events, reports. Edits nothing that was written.

engine     hands letters over; stands on all that is here, and nothing here knows it
hits       clicks and openings on their way to events
archives   what was sent, as anybody may read it
figures    the report as tables, charts and paper
"""
