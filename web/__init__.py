"""The pages: readers' at `/l/…`, the officer's console at `/`, two applications. Parses, calls one verb, answers.

The only package that imports FastAPI; knows no rule of the newsletter.
"""
