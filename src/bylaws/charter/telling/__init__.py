"""What each kind of rule says, sentence by sentence; the words come from the catalogues of `wording`."""
