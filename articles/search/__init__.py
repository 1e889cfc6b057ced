"""The search of the public site: the same words on both databases, each with its own full-text index."""
