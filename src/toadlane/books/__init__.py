"""The money room: journal, years and their closes, capital accounts."""
