"""What people do with what is kept about themselves: take it along, have it put right, have it erased."""
