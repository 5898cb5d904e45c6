"""Clicks and openings: links that name no reader, hits that are on disk before they are answered, machines set apart.

Owns the way from a hit to an event. Refuses to know a person who did not agree to it, asked at the very moment.
"""
