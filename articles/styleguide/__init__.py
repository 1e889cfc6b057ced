"""The page of specimens at /styleguide/: every block, plural, date style and mixed line, for who works here."""
