"""Tests of « Recruter avec votre mission locale »."""
