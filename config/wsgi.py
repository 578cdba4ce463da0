"""The entry for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
resolve("/")  # loads every address with its views now: the first request of a worker does not wait for them
