"""Onboarding: the first steps of whoever is new here."""
