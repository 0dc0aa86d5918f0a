"""Template tags of the money room."""
