"""What a charter is checked for, one page for each subject."""
