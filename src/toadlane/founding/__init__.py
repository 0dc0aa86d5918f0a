"""How a co-op begins here."""
