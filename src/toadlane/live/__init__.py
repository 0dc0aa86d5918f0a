"""A meeting while it is held: who is there, what is spoken about, what is written down."""
