"""The pages: readers' at `/l/…`, later the officer's console at `/`. Parses, calls one verb, answers.

The only package that imports FastAPI; knows no rule of the newsletter.
"""
