"""Tests of `lists.importing.undoing`."""
