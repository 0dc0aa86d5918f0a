"""Where a year's surplus goes, to the last cent, and why."""
