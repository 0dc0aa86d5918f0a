"""Sentences for reasons, one catalogue a language: better words never change a result."""
