"""The guide's installation, typed to the letter into an empty Debian: `python3 -m tests.install`, as root."""
