"""The WSGI application that granian (or gunicorn) serves."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mijnzaken.settings")

if not settings.SECRET_KEY:  # Django itself raises at this very look, with the name of the setting
    raise RuntimeError("SECRET_KEY")

application = get_wsgi_application()

# What is there at start-up stays: the collector need not walk hundreds of thousands of objects again in the
# middle of an answer. A page of a list makes a few thousand short-lived ones, hence the higher threshold.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
