"""The bench: the stage that shows the figures of a run, and the player that moves them."""
