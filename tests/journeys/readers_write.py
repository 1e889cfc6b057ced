"""Lets readers write many comments at once: ``python -m tests.journeys.readers_write 50 "a word of all"``."""

import os
import sys

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    django.setup()
    from articles.models import ArticlePage
    from comments import posting

    article = ArticlePage.objects.live().order_by("pk").first()
    for number in range(int(sys.argv[1])):
        posting.post(
            article, name=f"قارئ {number}", email=f"reader{number}@example.org", body=f"{sys.argv[2]} {number}"
        )
