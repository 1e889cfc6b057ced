"""Loads the demo newsroom of ``seeds/`` through the verbs that people use. What exists is never changed."""
