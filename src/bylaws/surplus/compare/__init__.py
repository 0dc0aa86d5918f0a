"""A close beside the same year in a spreadsheet: what differs, and which mistake explains it."""
