"""The illustrations of the demo newsroom, drawn by us with Pillow."""
