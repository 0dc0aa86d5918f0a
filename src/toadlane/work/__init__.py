"""The work room: hours, where they come from, and the seals on what is closed."""
