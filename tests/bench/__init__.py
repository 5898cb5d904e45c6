"""Tests of the measures: a judge that cannot find fault proves nothing."""
