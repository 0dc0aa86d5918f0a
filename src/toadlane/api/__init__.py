"""One published schema over the same verbs as the pages."""
