"""Tests of the kit that missions locales pass on."""
