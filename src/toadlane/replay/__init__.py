"""Trying an amendment on past years."""
