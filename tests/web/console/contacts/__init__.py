"""Tests of the screens of the convention."""
