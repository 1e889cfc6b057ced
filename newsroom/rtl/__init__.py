"""Arabic and direction: what every other room asks about letters, dates, plurals and the way text runs.

Nothing here knows a model, a view or a page: the functions take text, numbers and moments, and give back text.
"""
