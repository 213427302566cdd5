"""Write the tables of docs/fields.md anew."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.fields.tables import PAGE, written  # noqa: E402 - models need the settings

PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
