"""Taking everything away: asked for on a decision, made by the queue, kept for some days."""
