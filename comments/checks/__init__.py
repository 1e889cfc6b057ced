"""What a comment is looked at for. Each module knows one thing; ``comments/screening.py`` says which are asked."""
