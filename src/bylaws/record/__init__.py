"""What a co-op's record is made of: canonical bytes and commitments to them."""
