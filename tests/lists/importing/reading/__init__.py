"""Tests of `lists.importing.reading`."""
