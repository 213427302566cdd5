"""The application a web server such as gunicorn runs."""

import os

from django.core.wsgi import get_wsgi_application

from carelog import start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carelog.settings")
with start.in_one_sentence():
    application = get_wsgi_application()
    start.serve()
