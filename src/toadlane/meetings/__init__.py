"""Meetings: for now their past, as documents."""
