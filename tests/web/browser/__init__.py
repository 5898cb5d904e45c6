"""Tests of the pages in Chromium: what a browser, a keyboard and axe-core make of them."""
