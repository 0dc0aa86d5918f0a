"""Template parts of roles."""
