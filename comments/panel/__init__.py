"""The moderators' pages in the panel."""
