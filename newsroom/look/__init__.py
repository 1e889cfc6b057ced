"""The look of the public site: the sources of its stylesheet, and how its fonts are cut."""
