"""Where the server enters."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom.charset import in_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = in_utf8(get_wsgi_application())
