"""The command line: reads files, calls the rules, prints; the only part of `bylaws` that touches disk."""
