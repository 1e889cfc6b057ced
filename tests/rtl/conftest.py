"""Property tests are not timed: on a busy machine a slow example is no fault of the text."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
