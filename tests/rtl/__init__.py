"""Arabic and direction, tested without a page or a model."""
