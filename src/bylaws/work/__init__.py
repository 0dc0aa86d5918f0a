"""Hours, and what an hour is paid."""
