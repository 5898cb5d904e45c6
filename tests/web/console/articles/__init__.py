"""Tests of the articles in the console."""
