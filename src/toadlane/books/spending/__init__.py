"""Money that goes to others for something: decided by the rule for its size, then paid, once, citing it."""
