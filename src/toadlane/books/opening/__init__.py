"""Opening balances: what a co-op brings from the books it kept before, posted as one entry, once."""
