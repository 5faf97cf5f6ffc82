"""The WSGI application that granian (or gunicorn) serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mijnzaken.settings")

if not settings.SECRET_KEY:  # Django itself raises at this very look, with the name of the setting
    raise RuntimeError("SECRET_KEY")

application = get_wsgi_application()
