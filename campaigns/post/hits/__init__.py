"""Clicks and openings: links that name no reader, hits stored on disk before the answer, machines counted apart.

Owns the way from a hit to an event. Refuses to identify a person without consent, checked at each hit.
"""
