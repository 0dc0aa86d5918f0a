"""What pages of other rooms ask of mail."""
