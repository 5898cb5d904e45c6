"""Tests of following links: real servers on this machine, which only these tests may visit."""
