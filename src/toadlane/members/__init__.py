"""Who takes part in a co-op, as what, since when."""
