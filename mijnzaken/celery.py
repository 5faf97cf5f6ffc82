"""The Celery application: worker and beat read the same settings as the web processes."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mijnzaken.settings")

app = Celery("mijnzaken")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
