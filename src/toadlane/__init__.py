"""Toad Lane: the place where a co-op does what its bylaws say."""
