"""What past years would have been under an amended charter: asked before the vote."""
