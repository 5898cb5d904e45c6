"""Tests of the reasons: what the tables make of codes and words."""
