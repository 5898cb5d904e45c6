"""What a process needs to run: settings, database, clock, keys, logs, audit, language.

Owns no rule of the newsletter: nothing here knows what a contact, a letter or a campaign is.
"""
