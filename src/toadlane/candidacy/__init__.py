"""From stranger to member."""
