#!/usr/bin/env python
"""CareLog's command line."""

import os
import sys

from django.core.management import execute_from_command_line

from carelog.start import in_one_sentence

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carelog.settings")
    with in_one_sentence():
        execute_from_command_line(sys.argv)
