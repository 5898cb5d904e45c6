"""Tests of what letters that came back are. The letters are written for the tests, in the forms of many servers."""
