"""Files that readers take away, made by libraries that read fonts and templates from the disk."""
